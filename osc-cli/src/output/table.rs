//! For people: a table in the style of python-openstackclient.

use std::io::{self, Write};

use comfy_table::presets::ASCII_FULL_CONDENSED;
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
use osc_runtime::Value;

use super::scalar;
use crate::prose::harmless;

/// The style of Python's prettytable.
const STYLE: TableStyle = ASCII_FULL_CONDENSED.header_separator(LineStyle::new('+', '-', '+', '+'));

/// The width of the terminal, where the standard output is one.
pub(crate) fn terminal_width() -> Option<u16> {
    Table::new().width()
}

/// Writes a table, within `width` if there is one.
pub(super) fn write(
    headings: &[String],
    rows: &[Vec<Value>],
    width: Option<u16>,
    out: &mut impl Write,
) -> io::Result<()> {
    if rows.is_empty() {
        return writeln!(out);
    }
    let mut table = Table::new();
    table.load_style(STYLE).set_header(headings);
    table.add_rows(rows.iter().map(|row| row.iter().map(|value| harmless(&cell(value)))));
    match width {
        Some(width) => table.set_width(width).set_content_arrangement(ContentArrangement::Dynamic),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    for line in table.lines() {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// A value as people read it.
fn cell(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let separator = if items.iter().any(Value::is_object) { "\n" } else { ", " };
            items.iter().map(cell).collect::<Vec<_>>().join(separator)
        }
        Value::Object(map) => map.iter().map(pair).collect::<Vec<_>>().join(", "),
        value => scalar(value).unwrap_or_default(),
    }
}

fn pair((key, value): (&String, &Value)) -> String {
    match value {
        Value::Array(_) | Value::Object(_) => format!("{key}='{value}'"),
        value => format!("{key}='{}'", cell(value)),
    }
}
