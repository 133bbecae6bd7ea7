//! An object into the fields of a struct.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

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
    let mut other = None;
    while let Some(index) = entries.next_key_seed(KeySeed { fields, guess, other: &mut other })? {
        match (fields.get(index), object.slot(index)) {
            (Some(field), Some(slot)) if field.is_plain() => {
                guess = index + 1;
                entries.next_value_seed(SlotSeed { slot, context }).inspect_err(|_| context.key(field.wire_name()))?;
            }
            (Some(field), Some(slot)) => {
                guess = index + 1;
                let seed = FieldSeed { field, slot, context };
                entries.next_value_seed(seed).inspect_err(|_| context.key(field.wire_name()))?;
            }
            (Some(_), None) => {
                guess = index + 1;
                entries.next_value::<IgnoredAny>()?;
            }
            (None, _) => read_other(entries, object, other.take(), context)?,
        }
    }
    Ok(())
}

/// Reads what is under a key that is no field's own.
#[inline(never)]
fn read_other<'de, A: MapAccess<'de>>(
    entries: &mut A,
    object: &mut dyn Fields,
    key: Option<Other<'de>>,
    context: &Context,
) -> Result<(), A::Error> {
    match key {
        // The own key has precedence, wherever it stands.
        Some(Other::Alias(index)) if is_empty(object.peek(index)) => {
            if let (Some(field), Some(slot)) = (object.fields().get(index), object.slot(index)) {
                let seed = FieldSeed { field, slot, context };
                let key = field.alias().unwrap_or_default();
                return entries.next_value_seed(seed).inspect_err(|_| context.key(key));
            }
        }
        Some(Other::Kept(index, key)) => {
            if let Some(Slot::Map(map)) = object.slot(index) {
                let seed = SlotSeed { slot: map.entry(key.clone().into_owned()), context };
                return entries.next_value_seed(seed).inspect_err(|_| context.key(&key));
            }
        }
        _ => {}
    }
    entries.next_value::<IgnoredAny>().map(drop)
}

/// Whether there is nothing in a field.
fn is_empty(peek: Peek<'_>) -> bool {
    match peek {
        Peek::Null | Peek::Bool(false) | Peek::Int(0) | Peek::Uint(0) | Peek::Value(Value::Null) => true,
        Peek::Str(text) => text.is_empty(),
        Peek::List(list) => list.is_empty(),
        Peek::Map(map) => map.entries().is_empty(),
        _ => false,
    }
}

/// What a key stands for that is no field's own.
enum Other<'de> {
    /// The field of this index, of which it is another name.
    Alias(usize),
    /// Nothing that is declared; the field of this index keeps it.
    Kept(usize, Cow<'de, str>),
}

/// What [`KeySeed`] finds for a key that is no field's own: the index of no field.
const OTHER: usize = usize::MAX;

/// Finds a key among the fields; services write them in the same order every time, so the one behind the last is
/// tried first. What is rare goes another way, so that this one stays short.
struct KeySeed<'o, 'de> {
    fields: &'static [Field],
    guess: usize,
    other: &'o mut Option<Other<'de>>,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_, 'de> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_, 'de> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<usize, E> {
        match self.fields.get(self.guess) {
            Some(field) if field.wire_name() == key && field.is_read() => Ok(self.guess),
            _ => Ok(find(self.fields, key, self.other, |key| Cow::Owned(key.to_owned()))),
        }
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<usize, E> {
        match self.fields.get(self.guess) {
            Some(field) if field.wire_name() == key && field.is_read() => Ok(self.guess),
            _ => Ok(find(self.fields, key, self.other, Cow::Borrowed)),
        }
    }
}

#[inline(never)]
fn find<'de, 'k>(
    fields: &'static [Field],
    key: &'k str,
    other: &mut Option<Other<'de>>,
    kept: impl FnOnce(&'k str) -> Cow<'de, str>,
) -> usize {
    let position = |wanted: &dyn Fn(&Field) -> bool| fields.iter().position(wanted);
    if let Some(index) = position(&|field| field.wire_name() == key && field.is_read()) {
        return index;
    }
    let alias = position(&|field| field.alias() == Some(key)).map(Other::Alias);
    let kept = || Some(Other::Kept(position(&|field| field.has(Usage::FLATTEN))?, kept(key)));
    *other = alias.or_else(kept);
    OTHER
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
