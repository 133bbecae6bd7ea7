//! Fields that are in headers.

use serde::de::Visitor;
use serde_json::{Map, Value};

use super::coerce::CoerceSeed;
use super::error::{Context, DecodeError};
use super::value::SlotSeed;
use crate::codec::slot::Slot;
use crate::schema::{Field, Kind};

/// Reads the fields that are in `headers`, whose names are in lower case, into an item.
pub(crate) fn read_headers(
    fields: &'static [Field],
    headers: &[(&str, &str)],
    mut item: Slot<'_>,
) -> Result<(), DecodeError> {
    for (index, field) in fields.iter().enumerate() {
        let Some(header) = field.header() else { continue };
        let Some(value) = value_of(header, headers, field.kind()) else { continue };
        match &mut item {
            Slot::Object(object) => {
                if let Some(slot) = object.slot(index) {
                    read(&value, slot).map_err(|error| error.in_header(header))?;
                }
            }
            Slot::Value(any) => {
                if any.is_null() {
                    **any = Value::Object(Map::new());
                }
                if let Value::Object(object) = &mut **any {
                    object.insert(field.wire_name().to_owned(), value);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// What a header holds; all that begin so, where it ends with `*`.
fn value_of(header: &str, headers: &[(&str, &str)], kind: Kind) -> Option<Value> {
    let Some(prefix) = header.strip_suffix('*') else {
        let (_, text) = headers.iter().find(|(name, _)| *name == header)?;
        return Some(match kind {
            // To those who know no type.
            Kind::Int => text.trim().parse::<i64>().map_or_else(|_| Value::from(*text), Value::from),
            Kind::Bool => {
                text.trim().to_ascii_lowercase().parse::<bool>().map_or_else(|_| Value::from(*text), Value::from)
            }
            _ => Value::from(*text),
        });
    };
    let entries =
        headers.iter().filter_map(|(name, text)| Some((name.strip_prefix(prefix)?.to_owned(), (*text).into())));
    let entries: Map<String, Value> = entries.collect();
    (!entries.is_empty()).then_some(Value::Object(entries))
}

fn read(value: &Value, slot: Slot<'_>) -> Result<(), DecodeError> {
    let context = Context::default();
    let seed = SlotSeed { slot, context: &context };
    let read = match value {
        Value::String(text) => CoerceSeed(seed).visit_str::<serde_json::Error>(text),
        value => serde::de::DeserializeSeed::deserialize(seed, value),
    };
    read.map_err(|error| context.finish(&error))
}
