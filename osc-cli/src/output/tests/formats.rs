//! What programs read.

use osc_runtime::Value;
use serde_json::json;

use super::super::format::{Format, Quote};
use super::super::{Column, Options, Output};
use super::{columns, list, networks, plain, port, printed};

#[test]
fn json_has_the_types_of_the_service_and_the_order_of_the_columns() {
    let text = printed(&networks(), &plain(Format::Json));
    let first = "[\n  {\n    \"ID\": \"7cb1\",\n    \"Name\": \"a \\\"b\\\", 42\",\n    \"Shared\": true,\n    \"MTU\": 1500,\n    \"Subnets\": [\n      \"s2\",\n";
    assert!(text.starts_with(first), "{text}");
    let item: Value = serde_json::from_str(&printed(&port(), &plain(Format::Json))).unwrap();
    assert_eq!(item["fixed_ips"][0]["subnet_id"], "s1");
}

#[test]
fn json_without_indentation_is_a_line_with_spaces() {
    let options = Options { indent: false, ..plain(Format::Json) };
    let expected = r#"[{"ID": "7cb1", "Name": "a \"b\", 42", "Shared": true, "MTU": 1500, "Subnets": ["s2", "s1"]}, {"ID": "93a8", "Name": "42", "Shared": false, "MTU": null, "Subnets": []}]"#;
    assert_eq!(printed(&networks(), &options), format!("{expected}\n"));
    assert_eq!(printed(&Output::item([("tags", json!({}))]), &options), "{\"tags\": {}}\n");
}

#[test]
fn yaml_has_the_types_of_the_service_too() {
    let text = printed(&networks(), &plain(Format::Yaml));
    let read: Value = serde_saphyr::from_str(&text).unwrap();
    assert_eq!(read[1], json!({"ID": "93a8", "Name": "42", "Shared": false, "MTU": null, "Subnets": []}), "{text}");
    assert!(text.starts_with("- ID: "), "{text}");
    assert!(printed(&port(), &plain(Format::Yaml)).ends_with("\nname: web\n"));
}

#[test]
fn values_are_bare_with_a_row_a_line_and_lists_as_in_python() {
    let output = list(
        columns(&["ID", "Name", "MTU", "Details"]),
        json!([
            ["7cb1", "a \"b\"", 1500, ["it's", "\"", "\u{1b}\\\n", true, null]],
            ["93a8", "two\nlines", null, [{"subnet": 1.5, "also": {}}]],
        ]),
    );
    let expected = r#"7cb1 a "b" 1500 ["it's", '"', '\x1b\\\n', True, None]
93a8 two lines None [{'also': {}, 'subnet': 1.5}]
"#;
    assert_eq!(printed(&output, &plain(Format::Value)), expected);
}

#[test]
fn the_value_of_one_item_is_printed_as_it_is() {
    let item = Output::item([("public_key", json!("two\nlines")), ("mtu", json!(1500))]);
    assert_eq!(printed(&item, &plain(Format::Value)), "two\nlines\n1500\n");
}

#[test]
fn csv_quotes_all_but_numbers_and_booleans() {
    let expected = "\
\"ID\",\"Name\",\"Shared\",\"MTU\",\"Subnets\"
\"7cb1\",\"a \"\"b\"\", 42\",True,1500,\"['s2', 's1']\"
\"93a8\",\"42\",False,\"\",\"[]\"
";
    assert_eq!(printed(&networks(), &plain(Format::Csv)), expected);
    assert!(printed(&port(), &plain(Format::Csv)).starts_with("\"Field\",\"Value\"\n\"fixed_ips\","));
}

#[test]
fn csv_quotes_what_is_wanted() {
    let rows = |quote| {
        let text = printed(&networks(), &Options { quote, ..plain(Format::Csv) });
        text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        rows(Quote::All),
        [r#""7cb1","a ""b"", 42","True","1500","['s2', 's1']""#, r#""93a8","42","False","","[]""#]
    );
    assert_eq!(rows(Quote::Minimal), [r#"7cb1,"a ""b"", 42",True,1500,"['s2', 's1']""#, "93a8,42,False,,[]"]);
    assert_eq!(rows(Quote::None), [r#"7cb1,a \"b\"\, 42,True,1500,['s2'\, 's1']"#, "93a8,42,False,,[]"]);
}

#[test]
fn a_boolean_with_words_stays_one_for_programs() {
    let output = || Output::item([(Column::new("admin_state_up").words(Some(("UP", "DOWN"))), json!(true))]);
    assert_eq!(printed(&output(), &plain(Format::Json)), "{\n  \"admin_state_up\": true\n}\n");
    assert_eq!(printed(&output(), &plain(Format::Value)), "True\n");
    assert!(printed(&output(), &plain(Format::Csv)).ends_with("\"admin_state_up\",\"True\"\n"));
    assert!(printed(&output(), &plain(Format::Table)).contains("| admin_state_up | UP    |"));
}

#[test]
fn a_shell_gets_an_assignment_for_each_field() {
    let item =
        Output::item([("router:external", json!(true)), ("Qos-Policy ID", json!(null)), ("4to6", json!(["a", "b"]))]);
    let expected = "router_external=\"True\"\nqos_policy_id=\"None\"\n_4to6=\"['a', 'b']\"\n";
    assert_eq!(printed(&item, &plain(Format::Shell)), expected);
    let prefixed = printed(&item, &Options { prefix: "Net_".into(), ..plain(Format::Shell) });
    assert!(prefixed.ends_with("Net_4to6=\"['a', 'b']\"\n"), "{prefixed}");
}

#[cfg(unix)]
#[test]
fn no_name_makes_a_shell_do_anything() {
    let name = "$(echo done) `echo done` \\ \" ' ${HOME}\n$HOME";
    let text = printed(&Output::item([("name", json!(name)), ("x;echo", json!(1))]), &plain(Format::Shell));
    let script = format!("{text}printf %s \"$name\"");
    let run = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&run.stdout), name, "{text}");
}

#[test]
fn a_list_is_nothing_for_a_shell() {
    let text = printed(&networks(), &plain(Format::Shell));
    assert!(text.starts_with("--format shell prints one item") && text.contains("csv"), "{text}");
}

#[test]
fn what_somebody_looks_at_has_no_codes_for_the_terminal_and_a_pipe_has_every_byte() {
    let item = Output::item([("name", json!("\u{1b}[31mred\u{9b}0m"))]);
    assert_eq!(printed(&item, &plain(Format::Value)), "\u{1b}[31mred\u{9b}0m\n");
    assert_eq!(printed(&item, &Options { is_seen: true, ..plain(Format::Value) }), " [31mred 0m\n");
}

#[test]
fn a_list_without_rows_has_its_headings_in_csv_alone() {
    let empty = list(columns(&["ID"]), json!([]));
    let printed = |format| printed(&empty, &plain(format));
    assert_eq!([Format::Table, Format::Json, Format::Value, Format::Csv].map(printed), ["\n", "[]\n", "", "\"ID\"\n"]);
    assert_eq!(printed(Format::Yaml).trim_end(), "[]");
}
