//! The items of a list, in whatever shape the service has them.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::envelope::{Content, EnvelopeSeed};
use super::error::{Context, Found};
use super::value::{SlotSeed, read_items};
use crate::codec::slot::{ListSlot, Slot};
use crate::schema::{Field, ListShape, Schema, Usage};

/// Reads the items of a list into `list`.
pub(super) struct ItemsSeed<'a, 'c> {
    pub(super) list: &'a mut dyn ListSlot,
    pub(super) schema: &'static Schema,
    pub(super) context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for ItemsSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let ItemsSeed { list, schema, context } = self;
        match schema.list_shape() {
            // What is no list is told of by the slot.
            ListShape::Objects => SlotSeed { slot: Slot::List(list), context }.deserialize(deserializer),
            _ => deserializer.deserialize_any(ItemsSeed { list, schema, context }),
        }
    }
}

impl<'de> Visitor<'de> for ItemsSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.list.clear();
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        Err(self.context.mismatch("a list", &Found::Str(value)))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        Err(self.context.mismatch("a list", &Found::Number(&value)))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        Err(self.context.mismatch("a list", &Found::Bool(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Self { list, schema, context } = self;
        list.clear();
        if schema.list_shape() == ListShape::Map {
            // A service that has none of them may write an empty list.
            return read_items(&mut items, list, context);
        }
        for index in 0.. {
            let seed = ItemSeed { list: &mut *list, schema, context };
            if items.next_element_seed(seed).inspect_err(|_| context.index(index))?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Self { list, schema, context } = self;
        if schema.list_shape() != ListShape::Map {
            return Err(context.mismatch("a list", &Found::Object));
        }
        list.clear();
        while let Some(id) = entries.next_key::<String>()? {
            let seed = EntrySeed { id: &id, list: &mut *list, schema, context };
            entries.next_value_seed(seed).inspect_err(|_| context.key(&id))?;
        }
        Ok(())
    }
}

/// Adds one item that is wrapped, or an id.
struct ItemSeed<'a, 'c> {
    list: &'a mut dyn ListSlot,
    schema: &'static Schema,
    context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { list, schema, context } = self;
        let slot = list.push().ok_or_else(|| D::Error::custom("the list takes no more items"))?;
        match (schema.list_shape(), schema.key()) {
            (ListShape::Wrapped, Some(key)) => {
                let content = Some(Content::One(slot));
                EnvelopeSeed { key, content, context, other: &mut |_, _| false }.deserialize(deserializer)
            }
            (ListShape::Ids, _) => deserializer.deserialize_any(Named { slot, schema, context, id: None }),
            _ => SlotSeed { slot, context }.deserialize(deserializer),
        }
    }
}

/// Adds what a map has under one key: an item, a value, or several items.
struct EntrySeed<'i, 'a, 'c> {
    id: &'i str,
    list: &'a mut dyn ListSlot,
    schema: &'static Schema,
    context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for EntrySeed<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // Whether there are several is known from the value alone, which is small.
        let value: Value = serde::Deserialize::deserialize(deserializer)?;
        let Self { id, list, schema, context } = self;
        let several = if let Value::Array(items) = value { items } else { vec![value] };
        for item in several {
            let slot = list.push().ok_or_else(|| D::Error::custom("the list takes no more items"))?;
            let seed = Named { slot, schema, context, id: Some(id) };
            seed.read(&item).map_err(|_| D::Error::custom("mismatch"))?;
        }
        Ok(())
    }
}

/// One item that is told by its id, or has it from elsewhere.
struct Named<'i, 'a, 'c> {
    slot: Slot<'a>,
    schema: &'static Schema,
    context: &'c Context,
    id: Option<&'i str>,
}

impl Named<'_, '_, '_> {
    /// Reads the item's value; its id is known.
    fn read(self, value: &Value) -> Result<(), serde_json::Error> {
        let Self { slot, schema, context, id } = self;
        let id = id.unwrap_or_default();
        let id_name = schema.id().map_or("id", Field::wire_name);
        let other = |field: &&Field| !field.has(Usage::ID) && !field.has(Usage::PATH);
        let value_name = schema.fields().iter().find(other).map_or("value", Field::wire_name);
        match slot {
            Slot::Object(object) => {
                let index = |name: &str| object.fields().iter().position(|field| field.wire_name() == name);
                let (id_at, value_at) = (index(id_name), index(value_name));
                if value.is_object() {
                    SlotSeed { slot: Slot::Object(&mut *object), context }.deserialize(value)?;
                } else if let Some(slot) = value_at.and_then(|index| object.slot(index)) {
                    SlotSeed { slot, context }.deserialize(value)?;
                }
                if let Some(slot) = id_at.and_then(|index| object.slot(index)) {
                    SlotSeed { slot, context }.visit_str::<serde_json::Error>(id)?;
                }
            }
            Slot::Value(any) => {
                let mut object = match value {
                    Value::Object(object) => object.clone(),
                    value => Map::from_iter([(value_name.to_owned(), value.clone())]),
                };
                object.insert(id_name.to_owned(), id.into());
                *any = Value::Object(object);
            }
            slot => SlotSeed { slot, context }.deserialize(value)?,
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Named<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        let named = Named { id: Some(value), ..self };
        named.read(&Value::Object(Map::new())).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        SlotSeed { slot: self.slot, context: self.context }.visit_map(entries)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        Err(self.context.mismatch("an id, which is a string", &Found::Number(&value)))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        Err(self.context.mismatch("an id, which is a string", &Found::Bool(value)))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Err(self.context.mismatch("an id, which is a string", &Found::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.context.mismatch("an id, which is a string", &Found::List))
    }
}
