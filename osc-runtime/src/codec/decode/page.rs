//! One page of a list, and where the next one is.
//!
//! Neutron, Nova and Cinder have `networks_links: [{"rel": "next", "href": …}]` beside the list, Keystone and
//! Designate `links: {"next": …}`, Glance `next`. Each is recognized by its shape, so that no declaration needs
//! to tell the dialect.

use serde::de::DeserializeSeed;
use serde_json::{Map, Value};

use super::envelope::{Content, ContentSeed, EnvelopeSeed};
use super::error::{Context, DecodeError};
use super::items::ItemsSeed;
use super::{fill, run};
use crate::codec::slot::{ListSlot, Slot};
use crate::schema::{ListShape, Schema, Usage};

/// What a page says of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing: the service does not link pages, or this is the last one.
    Unsaid,
    /// There is none.
    End,
    /// It is there: an absolute address, or one relative to the endpoint.
    Link(String),
}

/// Reads a page of the list that `schema` declares into `list`.
pub(crate) fn decode_page(json: &[u8], schema: &'static Schema, list: &mut dyn ListSlot) -> Result<Next, DecodeError> {
    let (next, beside) = read(json, schema, Content::Items(Slot::List(&mut *list), schema))?;
    for (index, value) in &beside {
        for item in 0..list.len() {
            put(schema, *index, value, list.slot(item))?;
        }
    }
    Ok(next)
}

/// A page whose items are yet to be read, each by itself.
pub(crate) struct Unread {
    pub(crate) next: Next,
    items: Vec<Value>,
    beside: Vec<(usize, Value)>,
    schema: &'static Schema,
}

/// Reads a page as far as its items, which are read by [`Unread::read`].
pub(crate) fn decode_page_leniently(json: &[u8], schema: &'static Schema) -> Result<Unread, DecodeError> {
    let mut value = Value::Null;
    let (next, beside) = read(json, schema, Content::One(Slot::Value(&mut value)))?;
    let items = match (value, schema.list_shape()) {
        (Value::Array(items), _) => items,
        (Value::Object(entries), ListShape::Map) => {
            entries.into_iter().map(|entry| Value::Object(Map::from_iter([entry]))).collect()
        }
        (Value::Null, _) => Vec::new(),
        (other, _) => {
            let mut list: Vec<Value> = Vec::new();
            return Err(fill(&other, Slot::List(&mut list)).err().unwrap_or(DecodeError::Empty));
        }
    };
    Ok(Unread { next, items, beside, schema })
}

impl Unread {
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// Adds the item at `index` of the page to `list`, which is left as it was where the item cannot be read.
    pub(crate) fn read(&self, index: usize, list: &mut dyn ListSlot) -> Result<(), DecodeError> {
        let Some(item) = self.items.get(index) else { return Ok(()) };
        let context = Context::default();
        let one = match item {
            Value::Object(_) if self.schema.list_shape() == ListShape::Map => item.clone(),
            item => Value::Array(vec![item.clone()]),
        };
        let seed = ItemsSeed { list: &mut *list, schema: self.schema, context: &context };
        seed.deserialize(&one).map_err(|error| {
            let error = context.finish(&error);
            error.at(self.schema.list_key(), index)
        })?;
        for (field, value) in &self.beside {
            put(self.schema, *field, value, list.slot(0))?;
        }
        Ok(())
    }
}

/// Reads the content of a page, what it says of the next one, and what stands beside the list.
fn read(json: &[u8], schema: &'static Schema, into: Content<'_>) -> Result<(Next, Vec<(usize, Value)>), DecodeError> {
    let context = Context::default();
    let (mut next, mut beside) = (Next::Unsaid, Vec::new());
    let Some(key) = schema.list_key() else {
        run(json, &context, ContentSeed { content: into, context: &context })?;
        return Ok((next, beside));
    };
    let is_beside =
        |key: &str| schema.fields().iter().position(|field| field.has(Usage::BESIDE) && field.wire_name() == key);
    let mut other = |key: &str, value: Option<Value>| {
        let linking = is_linking(key);
        let field = is_beside(key);
        match value {
            Some(value) if linking => next = next_of(&value),
            Some(value) => beside.extend(field.map(|field| (field, value))),
            None => {}
        }
        linking || field.is_some()
    };
    run(json, &context, EnvelopeSeed { key, content: Some(into), context: &context, other: &mut other })?;
    Ok((next, beside))
}

/// Puts what stands beside the list into an item.
fn put(schema: &Schema, index: usize, value: &Value, item: Option<Slot<'_>>) -> Result<(), DecodeError> {
    let Some(field) = schema.fields().get(index) else { return Ok(()) };
    match item {
        Some(Slot::Object(object)) => object.slot(index).map_or(Ok(()), |slot| fill(value, slot)),
        Some(Slot::Value(Value::Object(object))) => {
            object.insert(field.wire_name().to_owned(), value.clone());
            Ok(())
        }
        _ => Ok(()),
    }
    .map_err(|error| error.under(field.wire_name()))
}

/// What a document of any kind says of a page behind it.
pub(crate) fn next_of_any(document: &Value) -> Next {
    let links = document.as_object().into_iter().flatten().filter(|(key, _)| is_linking(key));
    links.map(|(_, links)| next_of(links)).find(|next| matches!(next, Next::Link(_))).unwrap_or(Next::Unsaid)
}

fn is_linking(key: &str) -> bool {
    key == "links" || key == "next" || key.ends_with("_links")
}

fn next_of(links: &Value) -> Next {
    let href = match links {
        Value::Array(links) => {
            let next = links.iter().find(|link| link.get("rel").is_some_and(|rel| rel == "next"));
            next.and_then(|link| link.get("href"))
        }
        Value::Object(links) => links.get("next"),
        href => Some(href),
    };
    match href {
        Some(Value::String(href)) => Next::Link(href.clone()),
        _ => Next::End,
    }
}
