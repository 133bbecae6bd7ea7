//! What people read.

use serde_json::json;

use super::super::format::Format;
use super::super::table::Layout;
use super::super::{Column, Options, Output};
use super::{STATE, columns, list, networks, plain, port, printed};

const ID: &str = "e5400726-1d4e-4787-946b-47211f93e08d";

fn as_table(layout: Layout) -> Options {
    Options { table: layout, ..plain(Format::Table) }
}

fn table(output: &Output) -> String {
    printed(output, &plain(Format::Table))
}

fn within(output: &Output, width: usize) -> String {
    printed(output, &as_table(Layout { width: Some(width), ..Layout::default() }))
}

fn is_within(text: &str, width: usize) -> bool {
    text.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= width)
}

#[test]
fn a_table_says_none_true_and_false_joins_lists_and_aligns_numbers() {
    let expected = "\
+------+-----------+--------+------+---------+
| ID   | Name      | Shared |  MTU | Subnets |
+------+-----------+--------+------+---------+
| 7cb1 | a \"b\", 42 | True   | 1500 | s1, s2  |
| 93a8 | 42        | False  | None |         |
+------+-----------+--------+------+---------+
";
    assert_eq!(table(&networks()), expected);
}

#[test]
fn a_table_of_one_item_has_a_line_for_each_field_and_inner_object() {
    let expected = "\
+-----------+----------------------------------------+
| Field     | Value                                  |
+-----------+----------------------------------------+
| fixed_ips | ip_address='192.0.2.5', subnet_id='s1' |
|           | ip_address='192.0.2.6'                 |
| name      | web                                    |
+-----------+----------------------------------------+
";
    assert_eq!(table(&port()), expected);
}

#[test]
fn an_object_is_in_pairs_and_inner_ones_are_part_of_their_keys() {
    let item = Output::item([
        ("a", json!({"b": {"c": "x", "d": null}, "e": true, "f": [1, "y"]})),
        ("addresses", json!({"net": ["2001:db8::1", "192.0.2.5"], "other": []})),
        ("none", json!({})),
    ]);
    let text = table(&item);
    assert!(text.contains("| b.c='x', b.d=, e='True', f='[1, 'y']' |"), "{text}");
    assert!(text.contains("| net=192.0.2.5, 2001:db8::1; other=    |"), "{text}");
    assert!(text.contains("| none      |                                       |"), "{text}");
}

#[test]
fn texts_of_every_script_are_aligned() {
    let expected = "\
+--------------+
| Name         |
+--------------+
| 日本         |
| Netzübergang |
| e\u{301}            |
+--------------+
";
    assert_eq!(table(&list(columns(&["Name"]), json!([["日本"], ["Netzübergang"], ["e\u{301}"]]))), expected);
}

#[test]
fn a_table_without_rows_is_an_empty_line_or_its_headings() {
    let empty = list(columns(&["ID", "Name"]), json!([]));
    assert_eq!(table(&empty), "\n");
    let headings = "+----+------+\n| ID | Name |\n+----+------+\n+----+------+\n";
    assert_eq!(printed(&empty, &as_table(Layout { print_empty: true, ..Layout::default() })), headings);
}

#[test]
fn a_name_cannot_send_codes_to_the_terminal() {
    let text = table(&Output::item([("name", json!("\u{1b}[31mred\r\nor\tnot"))]));
    assert!(text.contains("| name  |  [31mred |\n|       | or not   |"), "{text}");
}

#[test]
fn a_table_that_fits_is_left_as_it_is() {
    let text = table(&networks());
    let width = text.lines().next().unwrap_or_default().len();
    assert_eq!(within(&networks(), width), text);
    assert_ne!(within(&networks(), width - 1), text);
}

#[test]
fn wide_columns_share_what_narrow_ones_leave() {
    let prose = "a text of many words that goes on for longer than the line that it is in";
    let output = list(columns(&["ID", "Name", "Description"]), json!([[ID, "web", prose], [ID, prose, "short"]]));
    let expected = "\
+--------------------------------------+-------------------+-------------------+
| ID                                   | Name              | Description       |
+--------------------------------------+-------------------+-------------------+
| e5400726-1d4e-4787-946b-47211f93e08d | web               | a text of many    |
|                                      |                   | words that goes   |
|                                      |                   | on for longer     |
|                                      |                   | than the line     |
|                                      |                   | that it is in     |
| e5400726-1d4e-4787-946b-47211f93e08d | a text of many    | short             |
|                                      | words that goes   |                   |
|                                      | on for longer     |                   |
|                                      | than the line     |                   |
|                                      | that it is in     |                   |
+--------------------------------------+-------------------+-------------------+
";
    assert_eq!(within(&output, 80), expected);
}

#[test]
fn an_id_stays_whole_while_there_is_room_for_it() {
    let url = "https://cloud.example.org/".repeat(9);
    let output = list(columns(&["ID", "Project", "URL"]), json!([[ID, ID, url]]));
    let text = within(&output, 100);
    assert!(is_within(&text, 100) && text.contains(&format!("| {ID} | {ID} | ")), "{text}");
    let text = within(&output, 80);
    assert!(is_within(&text, 80) && text.contains("| e5400726-1d4e-4787-946b- | "), "{text}");
}

#[test]
fn no_column_is_sacrificed_to_the_ids_of_another() {
    let output = list(columns(&["ID", "Subnets"]), json!([[ID, [ID, ID]]]));
    let expected = "\
+--------------------------+-------------------------+
| ID                       | Subnets                 |
+--------------------------+-------------------------+
| e5400726-1d4e-4787-946b- | e5400726-1d4e-4787-     |
| 47211f93e08d             | 946b-47211f93e08d,      |
|                          | e5400726-1d4e-4787-     |
|                          | 946b-47211f93e08d       |
+--------------------------+-------------------------+
";
    assert_eq!(within(&output, 54), expected);
}

#[test]
fn headings_are_broken_too() {
    let output = list(
        columns(&["Availability Zone Hints"; 10]),
        json!([["abc", "abc", "abc", "abc", "abc", "abc", "abc", "abc", "abc", "abc"]]),
    );
    let text = within(&output, 155);
    assert!(is_within(&text, 155) && text.contains("| Availability | Availability |"), "{text}");
    let text = within(&output, 111);
    assert!(is_within(&text, 111) && text.contains("| Availabi | Availabi |"), "{text}");
}

#[test]
fn a_table_that_is_too_wide_anyway_keeps_ids_whole() {
    let prose = "several words ".repeat(9);
    let row: Vec<_> = std::iter::repeat_n(json!(ID), 9).chain([json!(prose)]).collect();
    let text = within(&list(columns(&["ID"; 10]), json!([row])), 80);
    assert!(text.contains(&format!("| {ID} | {ID} |")), "{text}");
    assert!(is_within(&text, 10 * (37 + 3) + 1), "{text}");
}

#[test]
fn a_field_is_wider_than_a_column_at_least() {
    let item = Output::item([("security_group_rule_ids", json!([ID, ID]))]);
    let text = within(&item, 39);
    assert!(text.starts_with(&format!("+{0}+{0}+\n", "-".repeat(18))), "{text}");
}

#[test]
fn wide_letters_are_broken_where_they_take_their_room() {
    let output = list(columns(&["Name", "Text"]), json!([["日本語".repeat(20), "x".repeat(100)]]));
    for width in 30..60 {
        let text = within(&output, width);
        let lines = text.lines().map(unicode_width::UnicodeWidthStr::width);
        assert!(lines.clone().max() == lines.min() && is_within(&text, width), "{width}: {text}");
    }
}

#[test]
fn states_are_coloured_in_tables_alone() {
    let columns = || vec![Column::new("Status").state(Some(&STATE)), Column::new("Name")];
    let output = list(columns(), json!([["ACTIVE", "ERROR"], ["BUILD", ""], ["ERROR", ""], ["odd", ""], [null, ""]]));
    let layout = || Layout { has_color: true, ..Layout::default() };
    let colored = |format| printed(&output, &Options { table: layout(), ..plain(format) });
    let text = colored(Format::Table);
    for line in [
        "| \u{1b}[32mACTIVE\u{1b}[0m | ERROR |",
        "| \u{1b}[33mBUILD\u{1b}[0m  |       |",
        "| \u{1b}[31mERROR\u{1b}[0m  |       |",
        "| odd    |       |",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}: {text}");
    }
    for format in [Format::Json, Format::Yaml, Format::Value, Format::Csv] {
        assert!(!colored(format).contains('\u{1b}'), "{format:?}");
    }
    assert!(!table(&output).contains('\u{1b}'));
}

#[test]
fn the_state_of_one_item_is_coloured_on_each_of_its_lines() {
    static STATE: super::State = super::State::new(&["a very long state of being ready"], &[], &[]);
    let item = Output::item([(Column::new("status").state(Some(&STATE)), json!("a very long state of being ready"))]);
    let text = printed(&item, &as_table(Layout { has_color: true, width: Some(30), ..Layout::default() }));
    let colored = text.lines().filter(|line| line.contains("\u{1b}[32m") && line.contains("\u{1b}[0m")).count();
    assert!(colored > 1, "{text}");
}
