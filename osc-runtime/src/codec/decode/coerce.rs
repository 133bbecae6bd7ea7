//! Numbers and booleans in strings, and strings that come as numbers or booleans.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::value::SlotSeed;
use crate::codec::slot::Slot;

/// Reads one value into a slot of another type, if it means one of that.
pub(super) struct CoerceSeed<'a, 'c>(pub(super) SlotSeed<'a, 'c>);

impl<'de> DeserializeSeed<'de> for CoerceSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl CoerceSeed<'_, '_> {
    /// Gives a text slot `text`, any other slot what `visit` gives it.
    fn visit_as_text<E: serde::de::Error>(
        self,
        text: impl FnOnce() -> String,
        visit: impl FnOnce(SlotSeed<'_, '_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self(SlotSeed { slot, context }) = self;
        match slot {
            Slot::String(slot) => {
                *slot = text();
                Ok(())
            }
            Slot::Option(option) => Self(SlotSeed { slot: option.fill(), context }).visit_as_text(text, visit),
            slot => visit(SlotSeed { slot, context }),
        }
    }
}

impl<'de> Visitor<'de> for CoerceSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.slot.expected())
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        let Slot::Int(slot) = self.0.slot else {
            return self.visit_as_text(|| value.to_string(), |seed| seed.visit_bool(value));
        };
        SlotSeed { slot: Slot::Int(slot), context: self.0.context }.visit_u64(value.into())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        match self.0.slot {
            Slot::Bool(slot) if value == 0 || value == 1 => *slot = value == 1,
            slot => {
                let this = Self(SlotSeed { slot, context: self.0.context });
                return this.visit_as_text(|| value.to_string(), |seed| seed.visit_i64(value));
            }
        }
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => self.visit_as_text(|| value.to_string(), |seed| seed.visit_u64(value)),
        }
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.visit_as_text(|| Value::from(value).to_string(), |seed| seed.visit_f64(value))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        let Self(SlotSeed { slot, context }) = self;
        let text = value.trim();
        match slot {
            // An empty text is what a missing key is.
            Slot::Option(option) if text.is_empty() => option.clear(),
            Slot::Option(option) => return Self(SlotSeed { slot: option.fill(), context }).visit_str(value),
            Slot::Bool(_) | Slot::Int(_) | Slot::Float(_) if text.is_empty() => {
                return SlotSeed { slot, context }.visit_unit();
            }
            Slot::Bool(slot) => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "1" => *slot = true,
                "false" | "no" | "off" | "0" => *slot = false,
                _ => return SlotSeed { slot: Slot::Bool(slot), context }.visit_str(value),
            },
            Slot::Int(slot) => match text.parse::<i64>() {
                Ok(number) => return SlotSeed { slot: Slot::Int(slot), context }.visit_i64(number),
                Err(_) => return SlotSeed { slot: Slot::Int(slot), context }.visit_str(value),
            },
            Slot::Float(slot) => match text.parse() {
                Ok(number) => *slot = number,
                Err(_) => return SlotSeed { slot: Slot::Float(slot), context }.visit_str(value),
            },
            slot => return SlotSeed { slot, context }.visit_str(value),
        }
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.0.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.0.visit_seq(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        self.0.visit_map(entries)
    }
}
