//! The order of lists.

use serde_json::json;

use super::super::format::Format;
use super::super::sort::Sort;
use super::super::{Column, Options, Output};
use super::{columns, list, plain, printed};

fn ports() -> Output {
    let mut columns = columns(&["ID", "Device Name"]);
    columns.push(Column::new("MTU").hidden());
    list(columns, json!([["1", "b", 1500], ["2", "a", null], ["3", "B", 9000], ["4", "b", 900], ["5", null, 1450.5]]))
}

/// The ids, sorted by these columns.
fn sorted(by: &[&str], is_descending: bool) -> String {
    let sort = Sort::new(by.iter().map(|&column| column.to_owned()).collect(), is_descending);
    let text = printed(&ports(), &Options { sort, ..plain(Format::Value) });
    text.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect()
}

#[test]
fn a_list_is_sorted_by_its_columns_the_first_counting_most() {
    assert_eq!(sorted(&["Device Name"], false), "32145");
    assert_eq!(sorted(&["Device Name", "ID"], true), "54123");
    assert_eq!(sorted(&[], true), "12345");
}

#[test]
fn numbers_are_sorted_as_numbers_and_what_is_not_there_comes_last() {
    assert_eq!(sorted(&["mtu"], false), "45132");
    assert_eq!(sorted(&["mtu"], true), "23154");
}

#[test]
fn columns_are_named_in_any_case_and_unknown_ones_passed_over() {
    assert_eq!(sorted(&["color", " device_name"], false), "32145");
}

#[test]
fn lists_are_sorted_by_their_items() {
    let output = list(columns(&["Tags"]), json!([[["b"]], [["a", "b"]], [["a"]], [{"a": 1}], [[]], [true]]));
    let sort = Sort::new(vec!["Tags".to_owned()], false);
    let expected = "True\n[]\n['a']\n['a', 'b']\n['b']\n{'a': 1}\n";
    assert_eq!(printed(&output, &Options { sort, ..plain(Format::Value) }), expected);
}

#[test]
fn a_column_to_sort_by_is_not_printed() {
    for format in [Format::Table, Format::Json, Format::Yaml, Format::Value, Format::Csv] {
        let text = printed(&ports(), &plain(format));
        assert!(!text.contains("9000") && !text.contains("MTU"), "{format:?}: {text}");
    }
}
