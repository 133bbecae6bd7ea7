//! What JSON becomes, and what becomes JSON.

use std::collections::HashMap;

use osc_runtime::codec::{from_value, to_value};
use osc_runtime::{Fields, Resource, Secret, Timestamp, Value};
use serde_json::json;

#[derive(Debug, PartialEq, Fields)]
struct Inner {
    count: Option<u16>,
    label: String,
}

/// One field of each kind.
#[derive(Debug, Resource)]
#[resource(base_path = "/things", service = "network", serde)]
struct Thing {
    id: String,
    flag: bool,
    small: u8,
    large: i64,
    ratio: f64,
    when: Option<Timestamp>,
    tags: Vec<String>,
    inner: Option<Inner>,
    inners: Vec<Inner>,
    labels: HashMap<String, String>,
    anything: Value,
    #[resource(name = "x:renamed")]
    renamed: Option<String>,
    secret: Option<Secret>,
}

fn full() -> Value {
    json!({
        "id": "a", "flag": true, "small": 255, "large": -9_007_199_254_740_993_i64, "ratio": 0.5,
        "when": "2026-11-23T08:00:00.25Z", "tags": ["x", "y"], "inner": {"count": 65535, "label": "one"},
        "inners": [{"count": null, "label": "two"}], "labels": {"k": "v"}, "anything": {"deep": [1, null]},
        "x:renamed": "yes", "secret": null,
    })
}

#[test]
fn what_is_read_is_written_the_same() {
    let thing: Thing = from_value(&full()).unwrap();
    assert_eq!(thing.to_value(), full());
    let again: Thing = from_value(&thing.to_value()).unwrap();
    assert_eq!(again.to_value(), full());
}

/// How many addresses there are.
#[derive(Debug, Fields)]
struct Addresses {
    total: u128,
}

#[test]
fn a_count_beyond_64_bits_is_read_as_exactly_as_json_has_it() {
    for (wire, total) in [(json!(254), 254), (json!(18_446_744_073_709_551_616.0), 1 << 64)] {
        let addresses: Addresses = from_value(&json!({"total": wire})).unwrap();
        assert_eq!(addresses.total, total);
        assert_eq!(to_value(&addresses), json!({"total": wire}));
    }
    let error = from_value::<Addresses>(&json!({"total": -1})).unwrap_err();
    assert!(error.to_string().contains("expected an integer from 0"), "{error}");
}

#[test]
fn serdes_traits_go_over_the_same_codec() {
    let thing: Thing = serde_json::from_value(full()).unwrap();
    assert_eq!(thing.inner, Some(Inner { count: Some(65535), label: "one".into() }));
    assert_eq!(serde_json::to_value(&thing).unwrap(), full());
    let error = serde_json::from_value::<Thing>(json!({"flag": "perhaps"})).unwrap_err();
    assert!(error.to_string().contains("`flag`: expected a boolean, found the string \"perhaps\""), "{error}");
}

#[test]
fn null_and_missing_are_the_types_default() {
    let nulls: serde_json::Map<_, _> =
        full().as_object().unwrap().keys().map(|key| (key.clone(), Value::Null)).collect();
    for document in [Value::Object(nulls), json!({})] {
        let thing: Thing = from_value(&document).unwrap();
        assert_eq!((thing.id.as_str(), thing.flag, thing.small), ("", false, 0));
        assert!(thing.tags.is_empty() && thing.inner.is_none() && thing.anything.is_null());
    }
}

#[test]
fn unknown_keys_are_passed_over_in_any_order() {
    let thing: Thing = from_value(&json!({"zzz": [{"a": {}}], "tags": ["t"], "aaa": null, "id": "b"})).unwrap();
    assert_eq!((thing.id.as_str(), thing.tags), ("b", vec!["t".to_owned()]));
}

#[test]
fn a_mismatch_tells_where_what_and_what_instead() {
    let cases = [
        (json!({"small": 256}), "`small`: expected an integer from 0 to 255, found the number 256"),
        (json!({"large": 1e300}), "`large`: expected an integer, found the number 1e300"),
        (json!({"large": 1.5}), "`large`: expected an integer, found the number 1.5"),
        (
            json!({"inners": [{}, {"count": "x"}]}),
            "`inners[1].count`: expected an integer from 0 to 65535, found the string \"x\"",
        ),
        (json!({"labels": {"k": 1}}), "`labels.k`: expected a string, found the number 1"),
        (json!({"inner": []}), "`inner`: expected an object, found a list"),
        (json!({"tags": {}}), "`tags`: expected a list, found an object"),
        (json!({"when": "noon"}), "`when`: expected a timestamp, found the string \"noon\""),
        (json!({"secret": 1}), "`secret`: expected a string, found another value"),
        (json!([]), "the whole document: expected an object, found a list"),
        (
            json!({"id": ["x"], "flag": "a text that is much longer than what an error should quote of it"}),
            "`flag`: expected a boolean, found the string \"a text that is much longer than what an …\"",
        ),
    ];
    for (document, expected) in cases {
        assert_eq!(from_value::<Thing>(&document).unwrap_err().to_string(), expected);
    }
}

#[test]
fn a_secret_is_hidden_wherever_it_is_written() {
    let thing: Thing = from_value(&json!({"secret": "hush"})).unwrap();
    assert_eq!(thing.secret.as_ref().unwrap().expose(), "hush");
    assert_eq!(thing.to_value()["secret"], json!("<secret>"));
    assert!(!format!("{thing:?}").contains("hush"));
}
