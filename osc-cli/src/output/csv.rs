//! For spreadsheets: comma-separated values, as Python writes them with `QUOTE_NONNUMERIC`.
//!
//! What is a number is known from its type. A library's writer sees texts alone, and would leave the name `42` bare.

use std::io::{self, Write};

use osc_runtime::Value;

use super::scalar;

pub(super) fn write(headings: &[String], rows: &[Vec<Value>], out: &mut impl Write) -> io::Result<()> {
    line(headings.iter().map(|heading| quoted(heading)), out)?;
    rows.iter().try_for_each(|row| line(row.iter().map(cell), out))
}

fn line(cells: impl Iterator<Item = String>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", cells.collect::<Vec<_>>().join(","))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => quoted(""),
        Value::Bool(_) | Value::Number(_) => scalar(value).unwrap_or_default(),
        Value::String(text) => quoted(text),
        Value::Array(_) | Value::Object(_) => quoted(&value.to_string()),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
