//! From [`Peek`]s to JSON.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::Attribute;
use super::decode::{Context, SlotSeed};
use super::slot::{Fields, Peek};
use crate::schema::Usage;

/// `object` as JSON under its wire names, secrets hidden.
#[must_use]
pub fn to_value(object: &dyn Fields) -> Value {
    json(Peek::Object(object), Purpose::Show)
}

/// Serializes `object` under its wire names, secrets hidden: serde's `Serialize` of a resource that asks for it.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<S: Serializer>(object: &dyn Fields, serializer: S) -> Result<S::Ok, S::Error> {
    Written { peek: Peek::Object(object), purpose: Purpose::Show }.serialize(serializer)
}

/// Reads an object by its wire names: serde's `Deserialize` of a resource that asks for it.
///
/// # Errors
///
/// Those of the deserializer, and where a value does not fit its field.
pub fn deserialize<'de, T: Attribute, D: serde::Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    use serde::de::{DeserializeSeed, Error};

    let context = Context::default();
    let mut target = T::empty();
    let read = SlotSeed { slot: target.slot(), context: &context }.deserialize(deserializer);
    read.map_err(|error| context.take().map_or(error, D::Error::custom))?;
    Ok(target)
}

/// A value as a request's body carries it: secrets in the clear, fields of inner objects that are `None` left out unless
/// they are to be sent as `null`.
pub(crate) fn sent_value(peek: Peek<'_>) -> Value {
    json(peek, Purpose::Send)
}

/// A scalar as a query carries it; nothing for what a query cannot carry.
pub(crate) fn query_text(peek: Peek<'_>) -> Option<String> {
    match peek {
        Peek::Bool(value) => Some(value.to_string()),
        Peek::Int(value) => Some(value.to_string()),
        Peek::Uint(value) => Some(value.to_string()),
        Peek::Float(value) => Some(value.to_string()),
        Peek::Str(text) => Some(text.to_owned()),
        Peek::Text(text) => Some(text.to_string()),
        Peek::Value(Value::String(text)) => Some(text.clone()),
        Peek::Value(value @ (Value::Bool(_) | Value::Number(_))) => Some(value.to_string()),
        Peek::Null | Peek::Secret(_) | Peek::Value(_) | Peek::List(_) | Peek::Map(_) | Peek::Object(_) => None,
    }
}

fn json(peek: Peek<'_>, purpose: Purpose) -> Value {
    // Fails only for maps whose keys are no strings, which no `Peek` has.
    serde_json::to_value(Written { peek, purpose }).unwrap_or_default()
}

#[derive(Clone, Copy, PartialEq)]
enum Purpose {
    Show,
    Send,
}

struct Written<'a> {
    peek: Peek<'a>,
    purpose: Purpose,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let purpose = self.purpose;
        match self.peek {
            Peek::Null => serializer.serialize_unit(),
            Peek::Bool(value) => serializer.serialize_bool(value),
            Peek::Int(value) => serializer.serialize_i64(value),
            Peek::Uint(value) => serializer.serialize_u64(value),
            Peek::Float(value) => serializer.serialize_f64(value),
            Peek::Str(text) => serializer.serialize_str(text),
            Peek::Text(text) => serializer.collect_str(text),
            Peek::Secret(secret) if purpose == Purpose::Send => serializer.serialize_str(secret.expose()),
            Peek::Secret(secret) => serializer.collect_str(&format_args!("{secret:?}")),
            Peek::Value(value) => value.serialize(serializer),
            Peek::List(list) => {
                let mut items = serializer.serialize_seq(Some(list.len()))?;
                for index in 0..list.len() {
                    items.serialize_element(&Written { peek: list.item(index), purpose })?;
                }
                items.end()
            }
            Peek::Map(map) => {
                let entries = map.entries();
                let mut object = serializer.serialize_map(Some(entries.len()))?;
                for (key, peek) in entries {
                    object.serialize_entry(key, &Written { peek, purpose })?;
                }
                object.end()
            }
            Peek::Object(fields) => {
                let mut object = serializer.serialize_map(None)?;
                for (index, field) in fields.fields().iter().enumerate() {
                    let peek = fields.peek(index);
                    if purpose == Purpose::Send && matches!(peek, Peek::Null) && !field.has(Usage::NULL)
                        || purpose == Purpose::Show && field.has(Usage::WRITE_ONLY)
                    {
                        continue;
                    }
                    if let Peek::Map(map) = peek
                        && field.has(Usage::FLATTEN)
                    {
                        let known = |key: &str| fields.fields().iter().any(|field| field.wire_name() == key);
                        for (key, peek) in map.entries().into_iter().filter(|(key, _)| !known(key)) {
                            object.serialize_entry(key, &Written { peek, purpose })?;
                        }
                        continue;
                    }
                    object.serialize_entry(field.wire_name(), &Written { peek, purpose })?;
                }
                object.end()
            }
        }
    }
}
