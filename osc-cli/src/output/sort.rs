//! The order of a list.

use std::cmp::Ordering;

use osc_runtime::Value;

use super::column::{Table, is_called};

/// By which columns, the first one counting most.
#[derive(Default)]
pub(super) struct Sort {
    columns: Vec<String>,
    is_descending: bool,
}

impl Sort {
    pub(super) fn new(columns: Vec<String>, is_descending: bool) -> Self {
        Self { columns, is_descending }
    }
}

/// The rows in their order. Columns that the table does not have are passed over; equal rows stay as they came.
pub(super) fn rows<'a>(table: &'a Table, sort: &Sort) -> Vec<&'a [Value]> {
    let mut rows: Vec<_> = table.rows().collect();
    let column = |name: &String| table.columns.iter().position(|column| is_called(column.heading(), name));
    let keys: Vec<usize> = sort.columns.iter().filter_map(column).collect();
    if !keys.is_empty() {
        rows.sort_by(|one, other| {
            let mut by = keys.iter().map(|key| compare(one.get(*key), other.get(*key)));
            let order = by.find(|order| order.is_ne()).unwrap_or(Ordering::Equal);
            if sort.is_descending { order.reverse() } else { order }
        });
    }
    rows
}

/// What there is goes before what there is not; otherwise values of one type are next to each other.
fn compare(one: Option<&Value>, other: Option<&Value>) -> Ordering {
    match (one, other) {
        (Some(Value::Bool(one)), Some(Value::Bool(other))) => one.cmp(other),
        (Some(Value::Number(one)), Some(Value::Number(other))) => match (one.as_i64(), other.as_i64()) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => one.as_f64().partial_cmp(&other.as_f64()).unwrap_or(Ordering::Equal),
        },
        (Some(Value::String(one)), Some(Value::String(other))) => one.cmp(other),
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            let mut by = one.iter().zip(other).map(|(one, other)| compare(Some(one), Some(other)));
            by.find(|order| order.is_ne()).unwrap_or_else(|| one.len().cmp(&other.len()))
        }
        _ => rank(one).cmp(&rank(other)),
    }
}

fn rank(value: Option<&Value>) -> u8 {
    match value {
        Some(Value::Bool(_)) => 0,
        Some(Value::Number(_)) => 1,
        Some(Value::String(_)) => 2,
        Some(Value::Array(_)) => 3,
        Some(Value::Object(_)) => 4,
        Some(Value::Null) | None => 5,
    }
}
