//! What is printed: columns, and values in rows.

use std::borrow::Cow;
use std::slice::ChunksExact;

use osc_runtime::Value;
use osc_runtime::schema::State;

use super::{python, words};

/// A column of a list, or a field of an item.
pub(crate) struct Column {
    heading: Cow<'static, str>,
    words: Option<(&'static str, &'static str)>,
    state: Option<&'static State>,
    is_hidden: bool,
}

impl Column {
    pub(crate) fn new(heading: impl Into<Cow<'static, str>>) -> Self {
        Self { heading: heading.into(), words: None, state: None, is_hidden: false }
    }

    /// How tables print true and false.
    pub(crate) fn words(mut self, words: Option<(&'static str, &'static str)>) -> Self {
        self.words = words;
        self
    }

    /// Its values are states, which tables colour.
    pub(crate) fn state(mut self, state: Option<&'static State>) -> Self {
        self.state = state;
        self
    }

    /// It is there to sort by, and not printed.
    pub(crate) fn hidden(mut self) -> Self {
        self.is_hidden = true;
        self
    }

    pub(crate) fn heading(&self) -> &str {
        &self.heading
    }
}

impl<T: Into<Cow<'static, str>>> From<T> for Column {
    fn from(heading: T) -> Self {
        Self::new(heading)
    }
}

/// Whether `name` is this heading: in any case, and with `_` for spaces.
pub(crate) fn is_called(heading: &str, name: &str) -> bool {
    let plain = |text: &str| text.trim().to_lowercase().replace(' ', "_");
    heading == name || plain(heading) == plain(name)
}

/// Values in rows, which lie one behind the other.
pub(crate) struct Table {
    pub(super) columns: Vec<Column>,
    cells: Vec<Value>,
}

impl Table {
    pub(super) fn new(columns: Vec<Column>, cells: Vec<Value>) -> Self {
        Self { columns, cells }
    }

    /// The rows, with the values of hidden columns.
    pub(super) fn rows(&self) -> ChunksExact<'_, Value> {
        self.cells.chunks_exact(self.columns.len().max(1))
    }

    fn shown(&self) -> impl Iterator<Item = &Column> + Clone {
        self.columns.iter().filter(|column| !column.is_hidden)
    }

    pub(super) fn headings(&self) -> Vec<&str> {
        self.shown().map(|column| &*column.heading).collect()
    }

    /// What is printed of a row.
    pub(super) fn cells<'a>(&'a self, row: &'a [Value]) -> impl Iterator<Item = Cell<'a>> + Clone {
        let all = self.columns.iter().zip(row);
        all.filter(|(column, _)| !column.is_hidden).map(|(column, value)| Cell::Value(column, value))
    }

    /// A row as an object.
    pub(super) fn entries<'a>(&'a self, row: &'a [Value]) -> impl Iterator<Item = (&'a str, &'a Value)> + Clone {
        let all = self.columns.iter().zip(row);
        all.filter(|(column, _)| !column.is_hidden).map(|(column, value)| (&*column.heading, value))
    }
}

/// What stands at one place of a table.
#[derive(Clone, Copy)]
pub(super) enum Cell<'a> {
    /// The name of a field.
    Name(&'a str),
    Value(&'a Column, &'a Value),
}

/// How a state is, where something is known of it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Health {
    Ready,
    Pending,
    Failed,
}

impl<'a> Cell<'a> {
    pub(super) fn heading(self) -> &'a str {
        match self {
            Self::Name(name) => name,
            Self::Value(column, _) => &column.heading,
        }
    }

    /// What people see.
    pub(super) fn human(self) -> Cow<'a, str> {
        match self {
            Self::Name(name) => words::plain(name),
            Self::Value(column, value) => match (column.words, value) {
                (Some((yes, _)), Value::Bool(true)) => Cow::Borrowed(yes),
                (Some((_, no)), Value::Bool(false)) => Cow::Borrowed(no),
                _ => words::of(value),
            },
        }
    }

    /// What scripts read.
    pub(super) fn machine(self) -> Cow<'a, str> {
        match self {
            Self::Name(name) => Cow::Borrowed(name),
            Self::Value(_, value) => python::str(value),
        }
    }

    /// Whether CSV has it without quotes: numbers, and booleans as which nothing else is printed.
    pub(super) fn is_numeric(self) -> bool {
        match self {
            Self::Value(_, Value::Number(_)) => true,
            Self::Value(column, Value::Bool(_)) => column.words.is_none(),
            _ => false,
        }
    }

    pub(super) fn value(self) -> Option<&'a Value> {
        match self {
            Self::Name(_) => None,
            Self::Value(_, value) => Some(value),
        }
    }

    pub(super) fn health(self) -> Option<Health> {
        let Self::Value(Column { state: Some(state), .. }, Value::String(text)) = self else { return None };
        let known =
            [(state.ready(), Health::Ready), (state.pending(), Health::Pending), (state.failed(), Health::Failed)];
        let found = known.into_iter().find(|(states, _)| states.iter().any(|state| state.eq_ignore_ascii_case(text)));
        found.map(|(_, health)| health)
    }
}
