//! What all requests of a resource share, without the resource's type.

use std::fmt;

use serde_json::{Map, Value};

use super::{Response, path};
use crate::Connection;
use crate::codec::{Peek, Slot, query_text, sent_value};
use crate::connection::{Call, Target};
use crate::error::Result;
use crate::method::Method;
use crate::schema::{Kind, Schema, Usage};

/// A request of a resource, as far as it has been said.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) connection: Connection,
    pub(super) schema: &'static Schema,
    /// The values of the path's parameters, from left to right.
    pub(super) parameters: Vec<String>,
    pub(super) query: Vec<(String, String)>,
    /// The fields of the body, each once, by their index in the schema.
    body: Vec<(usize, Value)>,
}

impl Draft {
    pub(super) fn new(connection: &Connection, schema: &'static Schema, parameters: Vec<String>) -> Self {
        Self { connection: connection.clone(), schema, parameters, query: Vec::new(), body: Vec::new() }
    }

    /// Sets a field of the body.
    pub(super) fn set(&mut self, index: usize, peek: Peek<'_>) {
        let value = sent_value(peek);
        match self.body.iter_mut().find(|(set, _)| *set == index) {
            Some((_, old)) => *old = value,
            None => self.body.push((index, value)),
        }
    }

    /// Filters on a field; an empty value leaves the list as it is.
    pub(super) fn filter(&mut self, index: usize, peek: Peek<'_>) {
        let name = self.schema.fields().get(index).and_then(crate::schema::Field::filter);
        if let (Some(name), Some(text)) = (name, query_text(peek)) {
            self.query.push((name.to_owned(), text));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// Sends it to the collection.
    pub(super) async fn send_to_collection(&self, method: Method) -> Result<Response> {
        let path = path::collection(self.schema, &self.parameters)?;
        self.send(method, path).await
    }

    /// Sends it to one item.
    pub(super) async fn send_to_item(&self, method: Method, id: &str) -> Result<Response> {
        let path = path::item(self.schema, &self.parameters, id)?;
        self.send(method, path).await
    }

    async fn send(&self, method: Method, path: String) -> Result<Response> {
        let call = Call {
            method,
            service: self.schema.service(),
            target: Target::Path(path),
            query: &self.query,
            headers: &[],
            body: self.json(method),
            secrets: self.secrets(),
        };
        self.connection.send(call).await
    }

    /// The secrets of the body.
    fn secrets(&self) -> Vec<&str> {
        let mut secrets = Vec::new();
        for (index, value) in &self.body {
            if let Some(field) = self.schema.fields().get(*index) {
                collect_secrets(field.kind(), value, &mut secrets);
            }
        }
        secrets
    }

    fn json(&self, method: Method) -> Option<Vec<u8>> {
        if matches!(method, Method::Get | Method::Head | Method::Delete) {
            return None;
        }
        let fields = self.body.iter().filter_map(|(index, value)| {
            Some((self.schema.fields().get(*index)?.wire_name().to_owned(), value.clone()))
        });
        let object = Value::Object(fields.collect());
        let document = match self.schema.key() {
            Some(key) => Value::Object(Map::from_iter([(key.to_owned(), object)])),
            None => object,
        };
        Some(document.to_string().into_bytes())
    }

    /// Puts the path's parameters and an id that was set into their fields, which not every service repeats.
    pub(super) fn complete(&self, item: Slot<'_>) {
        let Slot::Object(object) = item else { return };
        let fields = self.schema.fields();
        let parameters = self.schema.path_parameters().zip(&self.parameters).filter_map(|(name, value)| {
            let index = fields.iter().position(|field| field.name() == name && field.has(Usage::PATH))?;
            Some((index, value.as_str()))
        });
        let id = self.body.iter().filter_map(|(index, value)| {
            fields.get(*index).filter(|field| field.has(Usage::ID))?;
            Some((*index, value.as_str()?))
        });
        for (index, value) in parameters.chain(id) {
            if let Some(Slot::String(text)) = object.slot(index)
                && text.is_empty()
            {
                value.clone_into(text);
            }
        }
    }
}

fn collect_secrets<'a>(kind: Kind, value: &'a Value, secrets: &mut Vec<&'a str>) {
    match (kind, value) {
        (Kind::Secret, Value::String(secret)) if !secret.is_empty() => secrets.push(secret),
        (Kind::List(kind), Value::Array(items)) => items.iter().for_each(|item| collect_secrets(*kind, item, secrets)),
        (Kind::Map(kind), Value::Object(items)) => {
            items.values().for_each(|item| collect_secrets(*kind, item, secrets));
        }
        (Kind::Object(fields), Value::Object(object)) => {
            for field in fields {
                if let Some(value) = object.get(field.wire_name()) {
                    collect_secrets(field.kind(), value, secrets);
                }
            }
        }
        _ => {}
    }
}

impl fmt::Debug for Draft {
    /// Names the fields of the body without their values, of which some are secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = self.body.iter().filter_map(|(index, _)| Some(self.schema.fields().get(*index)?.wire_name()));
        f.debug_struct(self.schema.name())
            .field("base_path", &self.schema.base_path())
            .field("parameters", &self.parameters)
            .field("query", &self.query)
            .field("sets", &fields.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// Declares a request that is a draft and a type.
macro_rules! request {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[must_use = "a request is sent when it is awaited"]
        pub struct $name<T> {
            pub(super) draft: $crate::request::draft::Draft,
            $($(#[$field_doc])* $field: $type,)*
            pub(super) item: std::marker::PhantomData<fn() -> T>,
        }

        impl<T> std::fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))$(.field(stringify!($field), &self.$field))*
                    .field("of", &self.draft).finish()
            }
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self { draft: self.draft.clone(), $($field: self.$field.clone(),)* item: self.item }
            }
        }
    };
}

pub(super) use request;
