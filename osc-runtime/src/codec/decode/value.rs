//! One value into one [`Slot`], whatever both are.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer,
    value::SeqAccessDeserializer,
};
use serde_json::Value;

use super::error::{Context, Found};
use super::object::read_object;
use crate::codec::slot::{ListSlot, Slot};

/// Reads one value into a slot.
pub(crate) struct SlotSeed<'a, 'c> {
    pub(crate) slot: Slot<'a>,
    pub(crate) context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl SlotSeed<'_, '_> {
    pub(super) fn reject<E: serde::de::Error>(&self, found: &Found<'_>) -> Result<(), E> {
        let found = if matches!(self.slot, Slot::Secret(_)) { &Found::Hidden } else { found };
        Err(self.context.mismatch(self.slot.expected(), found))
    }

    fn integer<E: serde::de::Error>(mut self, value: i128, json: impl FnOnce() -> Value) -> Result<(), E> {
        match self.slot {
            Slot::Int(ref mut slot) => {
                if !slot.set(value) {
                    return self.reject(&Found::Number(&value));
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "a JSON number is a float to whoever asks for one")]
            Slot::Float(slot) => *slot = value as f64,
            Slot::Value(slot) => *slot = json(),
            Slot::Option(slot) => {
                return SlotSeed { slot: slot.fill(), context: self.context }.integer(value, json);
            }
            _ => return self.reject(&Found::Number(&value)),
        }
        Ok(())
    }
}

/// A number without a fraction, which some services write as `1500.0`.
fn whole(value: f64, limit: f64) -> Option<i128> {
    #[expect(clippy::cast_possible_truncation, reason = "it has no fraction, and is small enough")]
    (value.fract() == 0.0 && value.abs() <= limit).then_some(value as i128)
}

impl<'de> Visitor<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slot.expected())
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        match self.slot {
            Slot::Bool(slot) => *slot = value,
            Slot::Value(slot) => *slot = value.into(),
            Slot::Option(slot) => return SlotSeed { slot: slot.fill(), context: self.context }.visit_bool(value),
            _ => return self.reject(&Found::Bool(value)),
        }
        Ok(())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.integer(value.into(), || value.into())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.integer(value.into(), || value.into())
    }

    fn visit_f64<E: serde::de::Error>(mut self, value: f64) -> Result<(), E> {
        match self.slot {
            Slot::Float(slot) => *slot = value,
            Slot::Int(ref mut slot) => {
                if !whole(value, slot.float_limit()).is_some_and(|value| slot.set(value)) {
                    return self.reject(&Found::Number(&format_args!("{value:?}")));
                }
            }
            Slot::Value(slot) => *slot = value.into(),
            Slot::Option(slot) => return SlotSeed { slot: slot.fill(), context: self.context }.visit_f64(value),
            _ => return self.reject(&Found::Number(&value)),
        }
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(mut self, value: &str) -> Result<(), E> {
        match self.slot {
            #[expect(clippy::assigning_clones, reason = "the place is new, and this takes no more room than needed")]
            Slot::String(slot) => *slot = value.to_owned(),
            Slot::Secret(slot) => *slot = value.into(),
            Slot::Text(ref mut slot) => {
                if !value.is_empty() && !slot.set(value) {
                    return self.reject(&Found::Str(value));
                }
            }
            Slot::Value(slot) => *slot = value.into(),
            Slot::Option(slot) => {
                let filled = slot.fill();
                // Some services write an empty text for a time that has not come.
                if value.is_empty() && matches!(filled, Slot::Text(_)) {
                    slot.clear();
                    return Ok(());
                }
                return SlotSeed { slot: filled, context: self.context }.visit_str(value);
            }
            _ => return self.reject(&Found::Str(value)),
        }
        Ok(())
    }

    /// `null` is what a missing key is: the type's default.
    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        match self.slot {
            Slot::Option(slot) => slot.clear(),
            Slot::Value(slot) => *slot = Value::Null,
            Slot::Bool(slot) => *slot = false,
            Slot::Int(slot) => {
                slot.set(0);
            }
            Slot::Float(slot) => *slot = 0.0,
            Slot::String(slot) => slot.clear(),
            Slot::List(slot) => slot.clear(),
            Slot::Map(slot) => slot.clear(),
            Slot::Secret(_) | Slot::Text(_) | Slot::Object(_) => {}
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let context = self.context;
        match self.slot {
            Slot::List(list) => {
                list.clear();
                read_items(&mut items, list, context)?;
            }
            Slot::Value(slot) => {
                *slot = serde::Deserialize::deserialize(SeqAccessDeserializer::new(items))?;
            }
            Slot::Option(slot) => return SlotSeed { slot: slot.fill(), context }.visit_seq(items),
            _ => return self.reject(&Found::List),
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let context = self.context;
        match self.slot {
            Slot::Object(object) => read_object(&mut entries, object, context)?,
            Slot::Map(map) => {
                map.clear();
                while let Some(key) = entries.next_key::<String>()? {
                    let seed = SlotSeed { slot: map.entry(key.clone()), context };
                    entries.next_value_seed(seed).inspect_err(|_| context.key(&key))?;
                }
            }
            Slot::Value(slot) => {
                *slot = serde::Deserialize::deserialize(MapAccessDeserializer::new(entries))?;
            }
            Slot::Option(slot) => return SlotSeed { slot: slot.fill(), context }.visit_map(entries),
            _ => return self.reject(&Found::Object),
        }
        Ok(())
    }
}

pub(super) fn read_items<'de, A: SeqAccess<'de>>(
    items: &mut A,
    list: &mut dyn ListSlot,
    context: &Context,
) -> Result<(), A::Error> {
    /// Makes room for an item once it is known that there is one.
    struct Item<'a, 'c>(&'a mut dyn ListSlot, &'c Context);

    impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
        type Value = ();
        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            let slot = self.0.push().ok_or_else(|| D::Error::custom("the list takes no more items"))?;
            SlotSeed { slot, context: self.1 }.deserialize(deserializer)
        }
    }

    for index in 0.. {
        let read = items.next_element_seed(Item(list, context));
        if read.inspect_err(|_| context.index(index))?.is_none() {
            break;
        }
    }
    Ok(())
}
