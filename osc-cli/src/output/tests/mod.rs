//! The formats, side by side.

mod formats;
mod order;
mod tables;
mod watching;

use osc_runtime::Value;
use osc_runtime::schema::State;
use serde_json::json;

use super::format::Format;
use super::{Column, Options, Output};
use crate::failure::Failure;

static STATE: State = State::new(&["ACTIVE"], &["ERROR"], &["BUILD"]);

fn columns(headings: &[&'static str]) -> Vec<Column> {
    headings.iter().map(|heading| Column::new(*heading)).collect()
}

/// A list of these columns and rows.
fn list(columns: Vec<Column>, rows: Value) -> Output {
    let Value::Array(rows) = rows else { panic!("{rows} is no list of rows") };
    let cells = rows.into_iter().flat_map(|row| row.as_array().cloned().unwrap());
    Output::list(columns, cells.collect())
}

fn networks() -> Output {
    list(
        columns(&["ID", "Name", "Shared", "MTU", "Subnets"]),
        json!([["7cb1", "a \"b\", 42", true, 1500, ["s2", "s1"]], ["93a8", "42", false, null, []]]),
    )
}

fn port() -> Output {
    Output::item([
        ("fixed_ips", json!([{"ip_address": "192.0.2.5", "subnet_id": "s1"}, {"ip_address": "192.0.2.6"}])),
        ("name", json!("web")),
    ])
}

/// As it is printed unless more is said, into a pipe.
fn plain(format: Format) -> Options {
    Options { format, indent: true, ..Options::default() }
}

fn printed(output: &Output, options: &Options) -> String {
    let mut out = Vec::new();
    match output.write(options, &mut out) {
        Ok(()) => String::from_utf8(out).unwrap(),
        Err(Failure::Usage(text) | Failure::Failed(text)) => text,
        Err(_) => unreachable!("a text can be written to"),
    }
}
