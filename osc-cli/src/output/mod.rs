//! How results are printed: a file a format.

mod csv;
mod json;
mod table;
mod value;
mod yaml;

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;
use clap::builder::PossibleValue;
use osc_runtime::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::failure::Failure;

pub(crate) use table::terminal_width;

/// What a command found.
pub(crate) enum Output {
    /// It did something, and there is nothing to see.
    Nothing,
    /// Items, a row each.
    List { headings: Vec<String>, rows: Vec<Vec<Value>> },
    /// One item, field by field.
    Item(Vec<(String, Value)>),
}

/// How to print it.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(crate) enum Format {
    #[default]
    Table,
    Json,
    Yaml,
    Value,
    Csv,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Table, Self::Json, Self::Yaml, Self::Value, Self::Csv]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Value => "value",
            Self::Csv => "csv",
        }))
    }
}

impl Output {
    /// Prints it to the standard output.
    pub(crate) fn print(&self, format: Format) -> Result<(), Failure> {
        let mut out = BufWriter::new(io::stdout().lock());
        self.write(format, terminal_width(), &mut out)?;
        Ok(out.flush()?)
    }

    fn write(&self, format: Format, width: Option<u16>, out: &mut impl Write) -> io::Result<()> {
        let as_rows = |fields: &[(String, Value)]| {
            fields.iter().map(|(name, value)| vec![Value::String(name.clone()), value.clone()]).collect::<Vec<_>>()
        };
        let field_value = ["Field".to_owned(), "Value".to_owned()];
        match (self, format) {
            (Self::Nothing, _) => Ok(()),
            (Self::List { headings, rows }, Format::Table) => table::write(headings, rows, width, out),
            (Self::Item(fields), Format::Table) => table::write(&field_value, &as_rows(fields), width, out),
            (Self::List { headings, rows }, Format::Csv) => csv::write(headings, rows, out),
            (Self::Item(fields), Format::Csv) => csv::write(&field_value, &as_rows(fields), out),
            (Self::List { rows, .. }, Format::Value) => rows.iter().try_for_each(|row| value::write(row, out)),
            (Self::Item(fields), Format::Value) => {
                fields.iter().try_for_each(|(_, value)| value::write(std::slice::from_ref(value), out))
            }
            (Self::List { headings, rows }, Format::Json) => json::write(&records(headings, rows), out),
            (Self::Item(fields), Format::Json) => json::write(&record(fields), out),
            (Self::List { headings, rows }, Format::Yaml) => yaml::write(&records(headings, rows), out),
            (Self::Item(fields), Format::Yaml) => yaml::write(&record(fields), out),
        }
    }
}

/// An object whose keys stay in order.
struct Record<'a>(Vec<(&'a str, &'a Value)>);

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            object.serialize_entry(key, value)?;
        }
        object.end()
    }
}

fn record(fields: &[(String, Value)]) -> Record<'_> {
    Record(fields.iter().map(|(name, value)| (name.as_str(), value)).collect())
}

fn records<'a>(headings: &'a [String], rows: &'a [Vec<Value>]) -> Vec<Record<'a>> {
    rows.iter().map(|row| Record(headings.iter().map(String::as_str).zip(row).collect())).collect()
}

/// A scalar in the words of python-openstackclient, whose output scripts read; none for what has parts.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some("None".into()),
        Value::Bool(true) => Some("True".into()),
        Value::Bool(false) => Some("False".into()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests;
