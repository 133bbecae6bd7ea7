//! The formats, on the demo cloud. How each treats each type is tested beside it.

use std::io::Read as _;
use std::process::Stdio;

use serde_json::{Value, json};

use super::Home;

const LIST: &str = "lb pool list --name pool2 -c name -c status -c vip_id -c admin_state_up";

#[test]
fn a_list_is_a_table() {
    let expected = "\
+-------+--------+--------------------------------------+----------------+
| Name  | Status | VIP ID                               | Admin State Up |
+-------+--------+--------------------------------------+----------------+
| pool2 | ACTIVE | e7845623-7bba-4331-b24a-b64f01723892 | UP             |
+-------+--------+--------------------------------------+----------------+
";
    assert_eq!(Home::new().demo(LIST), expected);
}

#[test]
fn a_list_is_an_array_in_json_and_yaml() {
    let home = Home::new();
    let list = "lb pool list --name pool2 -c name -c vip_id -c admin_state_up";
    let expected = json!([{
        "Name": "pool2",
        "VIP ID": "e7845623-7bba-4331-b24a-b64f01723892",
        "Admin State Up": true,
    }]);
    let json: Value = serde_json::from_str(&home.demo(&format!("{list} -f json"))).unwrap();
    assert_eq!(json, expected);
    let yaml: Value = serde_saphyr::from_str(&home.demo(&format!("{list} -f yaml"))).unwrap();
    assert_eq!(yaml, expected);
}

#[test]
fn a_list_is_lines_as_values_and_csv() {
    let home = Home::new();
    assert_eq!(home.demo(&format!("{LIST} -f value")), "pool2 ACTIVE e7845623-7bba-4331-b24a-b64f01723892 True\n");
    let csv = home.demo(&format!("{LIST} -f csv"));
    let (_, rows) = csv.split_once('\n').unwrap();
    assert_eq!(rows, "\"pool2\",\"ACTIVE\",\"e7845623-7bba-4331-b24a-b64f01723892\",\"True\"\n");
}

#[test]
fn one_item_is_shown_by_wire_names_in_every_format() {
    let home = Home::new();
    let show = "network show public -c name -c router:external -f";
    assert_eq!(
        home.demo(&format!("{show} table")),
        "\
+-----------------+----------+
| Field           | Value    |
+-----------------+----------+
| name            | public   |
| router:external | External |
+-----------------+----------+
"
    );
    assert_eq!(home.demo(&format!("{show} json")), "{\n  \"name\": \"public\",\n  \"router:external\": true\n}\n");
    let yaml: Value = serde_saphyr::from_str(&home.demo(&format!("{show} yaml"))).unwrap();
    assert_eq!(yaml, json!({"name": "public", "router:external": true}));
    assert_eq!(home.demo(&format!("{show} value")), "public\nTrue\n");
    assert_eq!(
        home.demo(&format!("{show} csv")),
        "\"Field\",\"Value\"\n\"name\",\"public\"\n\"router:external\",\"True\"\n"
    );
}

#[test]
fn long_shows_more() {
    let home = Home::new();
    let count = |out: String| out.lines().next().unwrap_or_default().split(',').count();
    assert!(count(home.demo("network list --long -f csv")) > count(home.demo("network list -f csv")));
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let home = Home::new();
    let mut osc = home.command("--os-cloud demo network list --long");
    let mut child = osc.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}
