//! A field of an item whose type is not known: a struct, or any JSON.

use crate::codec::{Peek, query_text};
use crate::schema::Field;

/// The text of `field` in `item`, where it is there and a scalar.
pub(super) fn text_of(field: &Field, item: Peek<'_>) -> Option<String> {
    match item {
        Peek::Object(object) => {
            let index = object.fields().iter().position(|known| known.wire_name() == field.wire_name())?;
            query_text(object.peek(index))
        }
        Peek::Value(value) => query_text(Peek::Value(value.get(field.wire_name())?)),
        _ => None,
    }
}
