//! What holds of the codec whatever a service sends.

use std::collections::{BTreeMap, HashMap};

use osc_runtime::codec::{from_slice, from_value};
use osc_runtime::{Fields, Resource, Secret, Timestamp, Value};
use proptest::prelude::*;
use serde_json::Map;

/// An object inside of a resource.
#[derive(Debug, Clone, Default, Fields)]
struct Inner {
    text: Option<String>,
    #[resource(coerce)]
    number: i8,
    items: Vec<u16>,
}

/// A field of each kind, and with each key that changes how it is read.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/things", service = "network")]
struct Thing {
    id: String,
    flag: bool,
    byte: u8,
    long: i64,
    large: u64,
    real: f64,
    time: Timestamp,
    maybe_time: Option<Timestamp>,
    secret: Secret,
    any: Value,
    list: Vec<Option<String>>,
    nested: Vec<Vec<i32>>,
    #[resource(read_only)]
    map: HashMap<String, f64>,
    sorted: BTreeMap<String, Inner>,
    inner: Inner,
    maybe: Option<Inner>,
    inners: Vec<Inner>,
    #[resource(coerce)]
    loose_flag: Option<bool>,
    #[resource(coerce)]
    loose_number: u32,
    #[resource(coerce)]
    loose_text: String,
    #[resource(alias = "tenant_id")]
    project_id: String,
    #[resource(write_only, name = "map")]
    new_map: Option<String>,
    #[resource(flatten)]
    others: Map<String, Value>,
}

/// Any JSON, often under keys that the resource has.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        prop_oneof![Just("2026-11-23T08:00:00Z"), Just("true"), Just("17"), Just(""), Just("-1.5e300")]
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    let names: Vec<String> = Thing::SCHEMA.fields().iter().map(|field| field.wire_name().to_owned()).collect();
    prop_oneof![prop::sample::select(names), ".{0,6}".prop_map(String::from), Just("tenant_id".to_owned())]
}

/// A value that fits each field.
fn fitting() -> impl Strategy<Value = Value> {
    let inner = || {
        (proptest::option::of(".{0,8}"), any::<i8>(), prop::collection::vec(any::<u16>(), 0..4))
            .prop_map(|(text, number, items)| serde_json::json!({"text": text, "number": number, "items": items}))
    };
    let scalars = (".{0,8}", any::<bool>(), any::<u8>(), any::<i64>(), any::<u64>(), -1e9..1e9_f64);
    let lists = (prop::collection::vec(proptest::option::of(".{0,4}"), 0..4), prop::collection::vec(inner(), 0..3));
    let loose = (proptest::option::of(any::<bool>()), any::<u32>(), ".{0,8}", 0..4_102_444_800_i64);
    (scalars, lists, inner(), json(), loose, prop::collection::hash_map("[a-z]{9}", json(), 0..3)).prop_map(
        |((id, flag, byte, long, large, real), (list, inners), inner, any, (loose, number, text, time), others)| {
            let time = jiff::Timestamp::from_second(time).unwrap().to_string();
            let mut value = serde_json::json!({
                "id": id, "flag": flag, "byte": byte, "long": long, "large": large, "real": real, "time": time,
                "any": any, "list": list, "inners": inners, "maybe": inner, "loose_flag": loose,
                "loose_number": number, "loose_text": text, "map": {"a": real}, "sorted": {"b": inner},
            });
            for (key, other) in others {
                value[key] = other;
            }
            value
        },
    )
}

proptest! {
    #[test]
    fn any_json_is_read_or_refused(value in json()) {
        let read = from_value::<Thing>(&value);
        let bytes = value.to_string();
        let from_bytes = from_slice::<Thing>(bytes.as_bytes(), None);
        // Both ways agree, but for the keys that JSON objects may have twice.
        prop_assert_eq!(read.is_ok(), from_bytes.is_ok(), "{:?} {:?}", read.err(), from_bytes.err());
    }

    #[test]
    fn any_json_in_any_field_is_read_or_refused(name in key(), value in json()) {
        let document = Value::Object([(name, value)].into_iter().collect());
        if let Err(error) = from_value::<Thing>(&document) {
            // It says where, and quotes little.
            prop_assert!(error.to_string().len() < 600, "{}", error);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = from_slice::<Thing>(&bytes, None);
        let _ = from_slice::<Vec<Thing>>(&bytes, Some("things.all"));
    }

    #[test]
    fn what_is_shown_is_read_as_the_same(value in fitting()) {
        let thing: Thing = from_value(&value).unwrap();
        let shown = thing.to_value();
        let again: Thing = from_value(&shown).unwrap();
        prop_assert_eq!(again.to_value(), shown);
    }
}
