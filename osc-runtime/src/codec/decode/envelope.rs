//! The value under a key, or under keys within keys.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::error::{Context, Found};
use super::items::ItemsSeed;
use super::value::SlotSeed;
use crate::codec::slot::Slot;
use crate::schema::Schema;

/// What an envelope holds.
pub(crate) enum Content<'a> {
    /// One value.
    One(Slot<'a>),
    /// The items of a list, in the shape that the schema says.
    Items(Slot<'a>, &'static Schema),
    /// One item, or a list of exactly one.
    Created(Slot<'a>),
}

/// Reads what an envelope holds: `null` is no resource, though it may be an empty list.
pub(super) struct ContentSeed<'a, 'c> {
    pub(super) content: Content<'a>,
    pub(super) context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for ContentSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for ContentSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what the envelope holds")
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        let slot = match self.content {
            Content::One(slot) | Content::Items(slot, _) | Content::Created(slot) => slot,
        };
        let seed = SlotSeed { slot, context: self.context };
        if matches!(seed.slot, Slot::List(_)) { seed.visit_unit() } else { seed.reject(&Found::Null) }
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let context = self.context;
        match self.content {
            Content::Items(Slot::List(list), schema) => ItemsSeed { list, schema, context }.deserialize(deserializer),
            Content::One(slot) | Content::Items(slot, _) => SlotSeed { slot, context }.deserialize(deserializer),
            Content::Created(slot) => CreatedSeed(SlotSeed { slot, context }).deserialize(deserializer),
        }
    }
}

/// Reads one item, or a list of exactly one.
struct CreatedSeed<'a, 'c>(SlotSeed<'a, 'c>);

impl<'de> DeserializeSeed<'de> for CreatedSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CreatedSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, or a list of one")
    }

    /// What was created may be told by its id alone.
    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        self.0.visit_str(value)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        self.0.visit_map(entries)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Self(SlotSeed { slot, context }) = self;
        let one = "a list of one";
        if items.next_element_seed(SlotSeed { slot, context }).inspect_err(|_| context.index(0))?.is_none() {
            return Err(context.mismatch(one, &Found::Length(0)));
        }
        let mut length = 1;
        while items.next_element::<IgnoredAny>()?.is_some() {
            length += 1;
        }
        if length == 1 { Ok(()) } else { Err(context.mismatch(one, &Found::Length(length))) }
    }
}

/// Reads the value under one key of the document, or under `a.b`, a key within a key.
pub(super) struct EnvelopeSeed<'k, 'a, 'c, 'o> {
    pub(super) key: &'k str,
    pub(super) content: Option<Content<'a>>,
    pub(super) context: &'c Context,
    /// Told of every other key; whether it wants the value, which it is then told too.
    pub(super) other: &'o mut dyn FnMut(&str, Option<Value>) -> bool,
}

impl<'de> DeserializeSeed<'de> for EnvelopeSeed<'_, '_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl EnvelopeSeed<'_, '_, '_, '_> {
    fn reject<E: serde::de::Error>(&self, found: &Found<'_>) -> E {
        self.context.mismatch(format!("an object with the key `{}`", self.key), found)
    }
}

impl<'de> Visitor<'de> for EnvelopeSeed<'_, '_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the key `{}`", self.key)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        Err(self.reject(&Found::Bool(value)))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        Err(self.reject(&Found::Number(&value)))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        Err(self.reject(&Found::Number(&value)))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        Err(self.reject(&Found::Number(&value)))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        Err(self.reject(&Found::Str(value)))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Err(self.reject(&Found::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.reject(&Found::List))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        const NAMED: usize = 8;
        let (first, rest) = self.key.split_once('.').map_or((self.key, None), |(first, rest)| (first, Some(rest)));
        let context = self.context;
        let mut others = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            if key == first
                && let Some(content) = self.content.take()
            {
                let read = match rest {
                    None => entries.next_value_seed(ContentSeed { content, context }),
                    Some(rest) => {
                        let other = &mut *self.other;
                        entries.next_value_seed(EnvelopeSeed { key: rest, content: Some(content), context, other })
                    }
                };
                read.inspect_err(|_| context.key(&key))?;
            } else {
                if (self.other)(&key, None) {
                    let value = entries.next_value()?;
                    (self.other)(&key, Some(value));
                } else {
                    entries.next_value::<IgnoredAny>()?;
                }
                if others.len() < NAMED {
                    others.push(key);
                }
            }
        }
        if self.content.is_some() { Err(self.reject(&Found::Keys(&others))) } else { Ok(()) }
    }
}
