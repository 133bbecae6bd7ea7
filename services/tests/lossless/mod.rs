//! Whether what a service sends comes back from a struct as it was.

use osc_runtime::Value;

/// Asserts that the fixture's one resource is read and written back, but for these keys.
macro_rules! assert_read {
    ($resource:ty, $fixture:literal, but: [$($key:literal),*]) => {{
        let document: osc_runtime::Value = include_str!(concat!("../wire/", $fixture, ".json")).parse().unwrap();
        let wire = &document[<$resource as osc_runtime::Resource>::SCHEMA.key().unwrap()];
        let resource: $resource = osc_runtime::codec::from_value(wire).unwrap();
        let lost: Vec<String> = crate::lossless::lost(wire, &osc_runtime::codec::to_value(&resource));
        assert_eq!(lost, [$($key),*] as [&str; _]);
        resource
    }};
}

/// The keys of `wire` that `read` has not, or has with another value.
pub(crate) fn lost(wire: &Value, read: &Value) -> Vec<String> {
    match (wire, read) {
        (Value::Object(wire), Value::Object(read)) => {
            let below = |(key, value): (&String, &Value)| match read.get(key) {
                Some(read) => lost(value, read).into_iter().map(|rest| format!("{key}.{rest}")).collect(),
                None => vec![key.clone()],
            };
            wire.iter().flat_map(below).collect()
        }
        (Value::Array(wire), Value::Array(read)) if wire.len() == read.len() => {
            wire.iter().zip(read).flat_map(|(wire, read)| lost(wire, read)).collect()
        }
        _ if wire == read => Vec::new(),
        _ => vec![format!("{wire} became {read}")],
    }
}
