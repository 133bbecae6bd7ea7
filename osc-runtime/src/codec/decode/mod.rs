//! From JSON into [`Slot`]s.
//!
//! One visitor for every type: `serde_json` reads, the slot decides what fits. A mismatch is remembered with its
//! path while the visitors unwind, since `serde`'s own error could carry only a text.
//!
//! `value` reads one value, `object` the fields of a struct, `envelope` what is under a key, `items` a list in any of
//! the services' shapes, `page` a page of a list, `header` what is in headers.

mod coerce;
mod envelope;
mod error;
mod header;
mod items;
mod object;
mod page;
mod value;

use serde::de::DeserializeSeed;
use serde_json::Value;

pub(crate) use error::Context;
pub use error::DecodeError;
pub(crate) use header::read_headers;
pub(crate) use page::{Next, Unread, decode_page, decode_page_leniently, next_of_any};
pub(crate) use value::SlotSeed;

use self::envelope::{Content, ContentSeed, EnvelopeSeed};
use super::Attribute;
use super::slot::Slot;

/// Reads `json`, whose content lies under `key` (the whole document where there is none), into `slot`.
pub(crate) fn decode(json: &[u8], key: Option<&str>, slot: Slot<'_>) -> Result<(), DecodeError> {
    let context = Context::default();
    match key {
        None => run(json, &context, SlotSeed { slot, context: &context }),
        Some(key) => enveloped(json, key, Content::One(slot), &context),
    }
}

/// The same for what was created: one item, or a list of one.
pub(crate) fn decode_created(json: &[u8], key: Option<&str>, slot: Slot<'_>) -> Result<(), DecodeError> {
    let context = Context::default();
    match key {
        None => run(json, &context, ContentSeed { content: Content::Created(slot), context: &context }),
        Some(key) => enveloped(json, key, Content::Created(slot), &context),
    }
}

fn enveloped(json: &[u8], key: &str, into: Content<'_>, context: &Context) -> Result<(), DecodeError> {
    run(json, context, EnvelopeSeed { key, content: Some(into), context, other: &mut |_, _| false })
}

/// Reads a JSON document whose content lies under `key`, or is the whole of it.
///
/// # Errors
///
/// Where it is no JSON, has no such key, or a value does not fit its field.
pub fn from_slice<T: Attribute>(json: &[u8], key: Option<&str>) -> Result<T, DecodeError> {
    let mut target = T::empty();
    decode(json, key, target.slot())?;
    Ok(target)
}

/// Reads a value that is JSON already.
///
/// # Errors
///
/// Where a value does not fit its field.
pub fn from_value<T: Attribute>(value: &Value) -> Result<T, DecodeError> {
    let mut target = T::empty();
    fill(value, target.slot())?;
    Ok(target)
}

/// Reads a value that is JSON already into `slot`.
pub(crate) fn fill(value: &Value, slot: Slot<'_>) -> Result<(), DecodeError> {
    let context = Context::default();
    SlotSeed { slot, context: &context }.deserialize(value).map_err(|error| context.finish(&error))
}

/// Runs `seed` over the bytes of a whole document.
fn run<'de>(
    json: &'de [u8],
    context: &Context,
    seed: impl DeserializeSeed<'de, Value = ()>,
) -> Result<(), DecodeError> {
    if json.iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::Empty);
    }
    // Once for the whole document costs a fraction of what once for each string in it does.
    let text = std::str::from_utf8(json).map_err(|error| DecodeError::not_utf8(json, &error))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    seed.deserialize(&mut reader).and_then(|()| reader.end()).map_err(|error| context.finish(&error))
}
