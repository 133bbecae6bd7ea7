//! An object into the fields of a struct.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::coerce::CoerceSeed;
use super::error::Context;
use super::value::SlotSeed;
use crate::codec::slot::{Fields, Peek, Slot};
use crate::schema::{Field, Usage};

pub(super) fn read_object<'de, A: MapAccess<'de>>(
    entries: &mut A,
    object: &mut dyn Fields,
    context: &Context,
) -> Result<(), A::Error> {
    let fields = object.fields();
    let mut guess = 0;
    while let Some(key) = entries.next_key_seed(KeySeed { fields, guess })? {
        let (index, alias) = match key {
            Key::Own(index) => (index, false),
            Key::Alias(index) => (index, true),
            Key::Kept(index, key) => {
                if let Some(Slot::Map(map)) = object.slot(index) {
                    let seed = SlotSeed { slot: map.entry(key.clone()), context };
                    entries.next_value_seed(seed).inspect_err(|_| context.key(&key))?;
                } else {
                    entries.next_value::<IgnoredAny>()?;
                }
                continue;
            }
            Key::Unknown => {
                entries.next_value::<IgnoredAny>()?;
                continue;
            }
        };
        guess = index + 1;
        let Some(field) = fields.get(index) else { continue };
        // The own key has precedence, wherever it stands.
        if alias && !is_empty(object.peek(index)) {
            entries.next_value::<IgnoredAny>()?;
            continue;
        }
        let Some(slot) = object.slot(index) else { continue };
        let read = if field.is_plain() {
            entries.next_value_seed(SlotSeed { slot, context })
        } else {
            entries.next_value_seed(FieldSeed { field, slot, context })
        };
        read.inspect_err(|_| context.key(if alias { field.alias().unwrap_or_default() } else { field.wire_name() }))?;
    }
    Ok(())
}

/// Whether there is nothing in a field.
fn is_empty(peek: Peek<'_>) -> bool {
    match peek {
        Peek::Null | Peek::Bool(false) | Peek::Int(0) | Peek::Uint(0) => true,
        Peek::Str(text) => text.is_empty(),
        Peek::List(list) => list.is_empty(),
        Peek::Map(map) => map.entries().is_empty(),
        _ => false,
    }
}

/// What a key stands for.
enum Key {
    /// The field of this index.
    Own(usize),
    /// The field of this index, of which it is another name.
    Alias(usize),
    /// Nothing that is declared; the field of this index keeps it.
    Kept(usize, String),
    Unknown,
}

/// Finds a key among the fields; services write them in the same order every time, so the one behind the last is
/// tried first.
struct KeySeed {
    fields: &'static [Field],
    guess: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        if self.fields.get(self.guess).is_some_and(|field| field.wire_name() == key && field.is_read()) {
            return Ok(Key::Own(self.guess));
        }
        Ok(find(self.fields, key))
    }
}

fn find(fields: &'static [Field], key: &str) -> Key {
    let position = |wanted: &dyn Fn(&Field) -> bool| fields.iter().position(wanted);
    if let Some(index) = position(&|field| field.wire_name() == key && field.is_read()) {
        Key::Own(index)
    } else if let Some(index) = position(&|field| field.alias() == Some(key)) {
        Key::Alias(index)
    } else if let Some(index) = position(&|field| field.has(Usage::FLATTEN)) {
        Key::Kept(index, key.to_owned())
    } else {
        Key::Unknown
    }
}

/// Reads a field that is not read as it stands there.
struct FieldSeed<'a, 'c> {
    field: &'static Field,
    slot: Slot<'a>,
    context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.field.alias().is_some() { deserializer.deserialize_option(self) } else { self.visit_some(deserializer) }
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slot.expected())
    }

    /// What the other name has brought stays.
    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let seed = SlotSeed { slot: self.slot, context: self.context };
        if self.field.has(Usage::COERCE) {
            CoerceSeed(seed).deserialize(deserializer)
        } else {
            seed.deserialize(deserializer)
        }
    }
}
