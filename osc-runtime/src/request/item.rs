//! A field of an item whose type is not known: a struct, or any JSON.

use serde_json::Value;

use crate::Resource;
use crate::codec::{Attribute, Peek, query_text};
use crate::schema::Field;

/// The text of `field` in `item`, where it is there and a scalar, or an object with a `message`, as faults are.
pub(super) fn text_of(field: &Field, item: Peek<'_>) -> Option<String> {
    let value = value_of(field.wire_name(), item)?;
    query_text(value).or_else(|| query_text(value_of("message", value)?))
}

fn value_of<'a>(wire_name: &str, item: Peek<'a>) -> Option<Peek<'a>> {
    match item {
        Peek::Object(object) => {
            let index = object.fields().iter().position(|known| known.wire_name() == wire_name)?;
            Some(object.peek(index))
        }
        Peek::Value(Value::Object(object)) => Some(Peek::Value(object.get(wire_name)?)),
        _ => None,
    }
}

/// What identifies a resource in a path. Where that is an address, as Barbican's references are, its last segment does.
pub(crate) fn id_of<R: Resource>(resource: &R) -> String {
    let id = R::SCHEMA.id().and_then(|id| text_of(id, Attribute::peek(resource))).unwrap_or_default();
    if id.starts_with("http://") || id.starts_with("https://") {
        return id.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    }
    id
}
