//! The formats, side by side.

use osc_runtime::Value;
use serde_json::json;

use super::{Format, Output};

fn networks() -> Output {
    let row = |value: Value| value.as_array().cloned().unwrap_or_default();
    Output::List {
        headings: vec!["ID".into(), "Name".into(), "Shared".into(), "MTU".into(), "Subnets".into()],
        rows: vec![
            row(json!(["7cb1", "a \"b\", 42", true, 1500, ["s1", "s2"]])),
            row(json!(["93a8", "42", false, null, []])),
        ],
    }
}

fn port() -> Output {
    Output::Item(vec![
        ("fixed_ips".into(), json!([{"ip_address": "192.0.2.5", "subnet_id": "s1"}, {"ip_address": "192.0.2.6"}])),
        ("name".into(), json!("web")),
    ])
}

fn printed(output: &Output, format: Format, width: Option<u16>) -> String {
    let mut out = Vec::new();
    output.write(format, width, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_table_says_none_true_and_false_and_joins_lists() {
    let expected = "\
+------+-----------+--------+------+---------+
| ID   | Name      | Shared | MTU  | Subnets |
+------+-----------+--------+------+---------+
| 7cb1 | a \"b\", 42 | True   | 1500 | s1, s2  |
| 93a8 | 42        | False  | None |         |
+------+-----------+--------+------+---------+
";
    assert_eq!(printed(&networks(), Format::Table, None), expected);
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
    assert_eq!(printed(&port(), Format::Table, None), expected);
}

#[test]
fn a_table_fits_the_terminal() {
    let table = printed(&port(), Format::Table, Some(40));
    assert!(table.lines().all(|line| line.chars().count() <= 40), "{table}");
}

#[test]
fn a_table_without_rows_is_an_empty_line() {
    let empty = Output::List { headings: vec!["ID".into()], rows: Vec::new() };
    assert_eq!(printed(&empty, Format::Table, None), "\n");
}

#[test]
fn a_name_cannot_send_codes_to_the_terminal() {
    let output = Output::Item(vec![("name".into(), json!("\u{1b}[31mred"))]);
    assert!(!printed(&output, Format::Table, None).contains('\u{1b}'));
}

#[test]
fn json_has_the_types_of_the_service_and_the_order_of_the_columns() {
    let text = printed(&networks(), Format::Json, None);
    let first = "[\n  {\n    \"ID\": \"7cb1\",\n    \"Name\": \"a \\\"b\\\", 42\",\n    \"Shared\": true,\n    \"MTU\": 1500,\n";
    assert!(text.starts_with(first), "{text}");
    let item: Value = serde_json::from_str(&printed(&port(), Format::Json, None)).unwrap();
    assert_eq!(item["fixed_ips"][0]["subnet_id"], "s1");
}

#[test]
fn yaml_has_them_too() {
    let text = printed(&networks(), Format::Yaml, None);
    let read: Value = serde_saphyr::from_str(&text).unwrap();
    assert_eq!(read[1], json!({"ID": "93a8", "Name": "42", "Shared": false, "MTU": null, "Subnets": []}), "{text}");
    assert!(text.starts_with("- ID: "), "{text}");
}

#[test]
fn values_are_bare_with_a_row_a_line() {
    assert_eq!(
        printed(&networks(), Format::Value, None),
        "7cb1 a \"b\", 42 True 1500 [\"s1\",\"s2\"]\n93a8 42 False None []\n"
    );
    let item = Output::Item(vec![("name".into(), json!("two\nlines")), ("mtu".into(), json!(1500))]);
    assert_eq!(printed(&item, Format::Value, None), "two lines\n1500\n");
}

#[test]
fn csv_quotes_all_but_numbers_and_booleans() {
    let expected = "\
\"ID\",\"Name\",\"Shared\",\"MTU\",\"Subnets\"
\"7cb1\",\"a \"\"b\"\", 42\",True,1500,\"[\"\"s1\"\",\"\"s2\"\"]\"
\"93a8\",\"42\",False,\"\",\"[]\"
";
    assert_eq!(printed(&networks(), Format::Csv, None), expected);
    assert!(printed(&port(), Format::Csv, None).starts_with("\"Field\",\"Value\"\n\"fixed_ips\","));
}
