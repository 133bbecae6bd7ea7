//! Some fields of many items: rows of cells, in one piece of memory.
//!
//! A cell is JSON, since who asks for a table knows the fields by their metadata alone.

use serde_json::{Map, Value};

use crate::codec::{Fields, ListSlot, Peek, Slot};
use crate::schema::{Field, Schema, Usage};

/// Some fields of the items of a list: a row for each item, a cell for each field that was asked for, in that order.
///
/// A cell is what the service has sent, secrets in the clear; `null` where it has sent nothing.
#[derive(Clone, Default, PartialEq)]
pub struct Table {
    /// How many cells a row has.
    width: usize,
    rows: usize,
    /// Row by row.
    cells: Vec<Value>,
}

impl Table {
    pub(super) fn new(width: usize) -> Self {
        Self { width, ..Self::default() }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The cells of the row at `index`.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&[Value]> {
        let start = index.checked_mul(self.width)?;
        self.cells.get(start..start.checked_add(self.width)?).filter(|_| index < self.rows)
    }

    /// The rows, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = &[Value]> {
        (0..self.rows).filter_map(|row| self.get(row))
    }

    /// The cells, row by row.
    #[must_use]
    pub fn into_cells(self) -> Vec<Value> {
        self.cells
    }

    fn place(&self, row: usize, column: usize) -> usize {
        row.saturating_mul(self.width).saturating_add(column)
    }

    fn truncate(&mut self, rows: usize) {
        self.rows = self.rows.min(rows);
        self.cells.truncate(self.place(self.rows, 0));
    }
}

impl std::fmt::Debug for Table {
    /// Without what is in the cells, of which some may be secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("width", &self.width).field("rows", &self.rows).finish_non_exhaustive()
    }
}

/// The rows of one page, as the decoder sees them: objects of which it can reach the fields that are columns.
pub(super) struct Page<'a> {
    table: &'a mut Table,
    schema: &'static Schema,
    /// The field of each column.
    columns: &'a [usize],
    /// How many rows are of pages before this one.
    before: usize,
    /// The row whose fields are reached.
    row: usize,
    /// Its id, by which the next page may be asked for, where no column has it.
    id: Value,
}

impl<'a> Page<'a> {
    /// A page whose rows are added to `table`.
    pub(super) fn new(table: &'a mut Table, schema: &'static Schema, columns: &'a [usize]) -> Self {
        let before = table.rows;
        Self { table, schema, columns, before, row: before, id: Value::Null }
    }

    /// The row that was read last.
    pub(super) fn last(&self) -> Option<Peek<'_>> {
        (!self.is_empty()).then_some(Peek::Object(self))
    }

    /// Fills the columns whose field another one has before them.
    pub(super) fn repeat(&mut self) {
        for (column, field) in self.columns.iter().enumerate() {
            let Some(first) = self.column(*field).filter(|first| *first < column) else { continue };
            for row in self.before..self.table.rows {
                let (from, to) = (self.table.place(row, first), self.table.place(row, column));
                let value = self.table.cells.get(from).cloned();
                if let (Some(cell), Some(value)) = (self.table.cells.get_mut(to), value) {
                    *cell = value;
                }
            }
        }
    }

    /// The first column of a field.
    fn column(&self, field: usize) -> Option<usize> {
        self.columns.iter().position(|known| *known == field)
    }
}

impl Fields for Page<'_> {
    fn fields(&self) -> &'static [Field] {
        self.schema.fields()
    }

    fn slot(&mut self, index: usize) -> Option<Slot<'_>> {
        let field = self.schema.fields().get(index)?;
        let cell = match self.column(index) {
            Some(column) => {
                let place = self.table.place(self.row, column);
                self.table.cells.get_mut(place)?
            }
            None if field.has(Usage::ID) => &mut self.id,
            None => return None,
        };
        if !field.has(Usage::FLATTEN) {
            return Some(Slot::Value(cell));
        }
        if cell.is_null() {
            *cell = Value::Object(Map::new());
        }
        cell.as_object_mut().map(|map| Slot::Map(map))
    }

    fn peek(&self, index: usize) -> Peek<'_> {
        let cell = match self.column(index) {
            Some(column) => self.table.cells.get(self.table.place(self.row, column)),
            None => self.schema.fields().get(index).filter(|field| field.has(Usage::ID)).map(|_| &self.id),
        };
        cell.map_or(Peek::Null, Peek::Value)
    }
}

impl ListSlot for Page<'_> {
    fn push(&mut self) -> Option<Slot<'_>> {
        self.row = self.table.rows;
        self.table.rows += 1;
        self.table.cells.resize(self.table.place(self.table.rows, 0), Value::Null);
        self.id = Value::Null;
        Some(Slot::Object(self))
    }

    fn slot(&mut self, index: usize) -> Option<Slot<'_>> {
        self.row = self.before.checked_add(index).filter(|row| *row < self.table.rows)?;
        Some(Slot::Object(self))
    }

    fn clear(&mut self) {
        self.table.truncate(self.before);
    }

    fn len(&self) -> usize {
        self.table.rows.saturating_sub(self.before)
    }
}
