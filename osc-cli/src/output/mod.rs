//! How results are printed: a file a format, and what is common to them.
//!
//! A command makes an [`Output`] of JSON values as the service gave them. What people see of a value (`words`) and what
//! programs read (`python`, in the formats that began with python-openstackclient) is decided here, from the value and
//! its [`Column`]; nothing is copied on the way, and rows are written one by one.

mod color;
mod column;
mod csv;
mod format;
mod json;
mod options;
pub(crate) mod progress;
mod python;
mod shell;
mod sort;
mod table;
mod terminal;
mod value;
pub(crate) mod watch;
mod words;
mod yaml;

use std::io::{self, BufWriter, Write};

use osc_runtime::Value;

use crate::failure::Failure;
use crate::prose::harmless;

pub(crate) use column::{Column, is_called};
pub(crate) use format::Format;
pub(crate) use options::{Options, arguments, has_color, sort_columns};
pub(crate) use terminal::width as terminal_width;

use column::{Cell, Table};
use table::Subject;

/// How much is written to the system at once.
const BUFFER: usize = 1 << 16;

/// What a command found.
pub(crate) enum Output {
    /// It did something, and there is nothing to see.
    Nothing,
    /// Items, a row each.
    List(Table),
    /// One item: a table of one row, which is printed field by field.
    Item(Table),
}

impl Output {
    /// Items: their values row by row, each row with a value for every column.
    pub(crate) fn list(columns: Vec<Column>, cells: Vec<Value>) -> Self {
        Self::List(Table::new(columns, cells))
    }

    /// One item, field by field.
    pub(crate) fn item<C: Into<Column>>(fields: impl IntoIterator<Item = (C, Value)>) -> Self {
        let (columns, cells) = fields.into_iter().map(|(column, value)| (column.into(), value)).unzip();
        Self::Item(Table::new(columns, cells))
    }

    /// Prints it to the standard output.
    pub(crate) fn print(&self, options: &Options) -> Result<(), Failure> {
        let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
        self.write(options, &mut out)?;
        Ok(out.flush()?)
    }

    /// Prints it below what was printed before, which was another thing.
    pub(crate) fn print_below(&self, options: &Options) -> Result<(), Failure> {
        writeln!(io::stdout())?;
        self.print(options)
    }

    /// Writes it as `options` say.
    fn write(&self, options: &Options, out: &mut impl Write) -> Result<(), Failure> {
        if !options.is_seen || options.format == Format::Table {
            return self.write_bytes(options, out);
        }
        // Programs get every byte; what is looked at must not move the cursor.
        let mut text = Vec::new();
        self.write_bytes(options, &mut text)?;
        Ok(out.write_all(harmless(&String::from_utf8_lossy(&text)).as_bytes())?)
    }

    fn write_bytes(&self, options: &Options, out: &mut impl Write) -> Result<(), Failure> {
        let written = match self {
            Self::Nothing => Ok(()),
            Self::List(_) if options.format == Format::Shell => {
                return Err(Failure::Usage(
                    "--format shell prints one item, and this is a list; expected one of table, json, yaml, value, csv"
                        .into(),
                ));
            }
            Self::List(table) => list(table, options, out),
            Self::Item(table) => item(table, options, out),
        };
        Ok(written?)
    }
}

fn list(table: &Table, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let rows = sort::rows(table, &options.sort);
    let records = rows.iter().map(|row| table.entries(row));
    let cells = rows.iter().map(|row| table.cells(row));
    match options.format {
        Format::Table => table::write(Subject::Items, &table.headings(), cells, &options.table, out),
        Format::Json => json::write(&json::Records(records), options.indent, out),
        Format::Yaml => yaml::write(&json::Records(records), out),
        Format::Value => value::list(cells, out),
        Format::Csv => csv::write(&table.headings(), cells, options.quote, out),
        // It has been refused.
        Format::Shell => Ok(()),
    }
}

fn item(table: &Table, options: &Options, out: &mut impl Write) -> io::Result<()> {
    const HEADINGS: [&str; 2] = ["Field", "Value"];
    let row = table.rows().next().unwrap_or_default();
    let fields = table.cells(row).map(|cell| [Cell::Name(cell.heading()), cell].into_iter());
    match options.format {
        Format::Table => table::write(Subject::Fields, &HEADINGS, fields, &options.table, out),
        Format::Json => json::write(&json::Record(table.entries(row)), options.indent, out),
        Format::Yaml => yaml::write(&json::Record(table.entries(row)), out),
        Format::Value => value::item(table.cells(row), out),
        Format::Csv => csv::write(&HEADINGS, fields, options.quote, out),
        Format::Shell => shell::write(table.cells(row), &options.prefix, out),
    }
}

#[cfg(test)]
mod tests;
