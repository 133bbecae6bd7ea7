//! Whatever bytes a service sends: read or refused. `cargo +nightly fuzz run decode`
#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use osc_runtime::codec::{from_slice, from_value};
use osc_runtime::{Fields, Resource, Secret, Timestamp, Value};

/// An object inside of a resource.
#[derive(Debug, Default, Fields)]
struct Inner {
    a: Option<String>,
    b: Vec<i8>,
}

/// A field of each kind.
#[derive(Debug, Default, Resource)]
#[resource(base_path = "/things", service = "network")]
struct Thing {
    id: String,
    a: bool,
    b: u16,
    c: Option<i64>,
    d: f64,
    e: Option<Timestamp>,
    f: Secret,
    g: Value,
    h: Vec<Option<Inner>>,
    i: HashMap<String, Vec<u8>>,
    #[resource(coerce)]
    j: Option<u32>,
    #[resource(alias = "l")]
    k: Option<String>,
    #[resource(flatten)]
    z: HashMap<String, Value>,
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(thing) = from_slice::<Thing>(bytes, None) {
        // What is shown can be read; but for what it hides, it is the same.
        let shown = thing.to_value();
        let again: Thing = from_value(&shown).unwrap();
        assert_eq!(again.to_value(), shown);
    }
    let _ = from_slice::<Vec<Thing>>(bytes, Some("a"));
    let _ = from_slice::<Vec<Thing>>(bytes, Some("a.b"));
    let _ = from_slice::<HashMap<String, Inner>>(bytes, None);
});
