//! What has been said of a resource's fields, or of an action's arguments: into a body, headers, a query.

use serde_json::{Map, Value, json};

use crate::codec::Peek;
use crate::codec::query_text;
use crate::schema::{Field, Kind, Usage};

/// Values by the index of their fields, each once.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) fields: &'static [Field],
    values: Vec<(usize, Value)>,
}

impl Said {
    pub(super) fn of(fields: &'static [Field]) -> Self {
        Self { fields, values: Vec::new() }
    }

    pub(super) fn set(&mut self, index: usize, value: Value) {
        match self.values.iter_mut().find(|(set, _)| *set == index) {
            Some((_, old)) => *old = value,
            None => self.values.push((index, value)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static Field, &Value)> {
        self.values.iter().filter_map(|(index, value)| Some((self.fields.get(*index)?, value)))
    }

    /// What is in the body.
    fn in_body(&self) -> impl Iterator<Item = (&'static Field, &Value)> {
        self.iter().filter(|(field, _)| field.header().is_none() && !field.has(Usage::QUERY))
    }

    pub(super) fn has_body(&self) -> bool {
        self.in_body().next().is_some()
    }

    /// As an object. What a field holds for unknown keys stands beside the others, which have precedence.
    pub(super) fn object(&self) -> Map<String, Value> {
        let mut object = Map::new();
        for (field, value) in self.in_body() {
            match value {
                Value::Object(entries) if field.has(Usage::FLATTEN) => {
                    for (key, value) in entries {
                        object.entry(key).or_insert_with(|| value.clone());
                    }
                }
                _ => drop(object.insert(field.wire_name().to_owned(), value.clone())),
            }
        }
        object
    }

    /// As operations of a JSON patch (RFC 6902). A declared field is there, if only as `null`, and so is replaced.
    pub(super) fn patch(&self) -> Value {
        let mut operations = Vec::new();
        let mut operation = |field: &Field, key: &str, value: &Value| {
            let path = format!("/{}", key.replace('~', "~0").replace('/', "~1"));
            let how = if field.has(Usage::FLATTEN) { "add" } else { "replace" };
            operations.push(match value {
                Value::Null => json!({"op": "remove", "path": path}),
                value => json!({"op": how, "path": path, "value": value}),
            });
        };
        for (field, value) in self.in_body() {
            match value {
                Value::Object(entries) if field.has(Usage::FLATTEN) => {
                    entries.iter().for_each(|(key, value)| operation(field, key, value));
                }
                _ => operation(field, field.wire_name(), value),
            }
        }
        Value::Array(operations)
    }

    /// What is in headers. Nothing is an empty one, which the services that keep data in headers take for its removal.
    pub(super) fn headers(&self) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (field, value) in self.iter() {
            match (field.header().map(|header| header.strip_suffix('*').ok_or(header)), value) {
                (Some(Ok(prefix)), Value::Object(entries)) => {
                    let entries = entries.iter().map(|(key, value)| (format!("{prefix}{key}"), text(value)));
                    headers.extend(entries);
                }
                (Some(Err(header)), value) => headers.push((header.to_owned(), text(value))),
                _ => {}
            }
        }
        headers
    }

    /// What is in the query.
    pub(super) fn query(&self) -> impl Iterator<Item = (String, String)> {
        let queries = self.iter().filter(|(field, _)| field.has(Usage::QUERY));
        queries.filter_map(|(field, value)| Some((field.wire_name().to_owned(), query_text(Peek::Value(value))?)))
    }

    /// The texts that no error may show.
    pub(super) fn secrets(&self) -> Vec<&str> {
        let mut secrets = Vec::new();
        for (field, value) in self.iter() {
            collect_secrets(field.kind(), value, &mut secrets);
        }
        secrets
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        value => query_text(Peek::Value(value)).unwrap_or_else(|| value.to_string()),
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
