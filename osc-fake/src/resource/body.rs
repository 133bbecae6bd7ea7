//! The body of a creation or an update: the object in its envelope, and which of its fields may be set.

use osc_runtime::schema::{Bulk, Field, UpdateMethod, Usage, parameters};
use osc_runtime::{Method, Value};
use serde_json::Map;

use super::value::convert;
use super::{Asked, version};
use crate::answer::{Answer, Dialect};

/// The fields of what is to be created, each one that may be set, to what it can be set to; and whether that is a list.
pub(super) fn of_creation(asked: &Asked<'_>) -> Result<(Vec<Map<String, Value>>, bool), Answer> {
    let schema = asked.route.schema;
    let dialect = asked.dialect();
    let one = |object| Ok((vec![checked(asked, Usage::CREATE, object)?], false));
    if asked.body.is_empty() && asked.method == Method::Put {
        return one(Map::new());
    }
    let document: Value = match serde_json::from_slice(asked.body) {
        Ok(document) => document,
        Err(_) if asked.body.is_empty() && dialect == Dialect::Neutron => Value::Object(Map::new()),
        Err(_) => return Err(dialect.bad_body()),
    };
    let many = match (schema.bulk(), schema.create_key()) {
        (Bulk::Also, _) => schema.list_key().and_then(|key| document.get(key)),
        (Bulk::Only, Some(key)) => Some(document.get(key).unwrap_or(&Value::Null)),
        (Bulk::Only, None) => Some(&document),
        _ => None,
    };
    if let Some(many) = many {
        let items = many.as_array().ok_or_else(|| dialect.bad_body())?;
        let object = |item: &Value| item.as_object().cloned().ok_or_else(|| dialect.bad_body());
        let items = items.iter().map(|item| checked(asked, Usage::CREATE, object(item)?));
        return Ok((items.collect::<Result<_, _>>()?, true));
    }
    one(object(asked, schema.create_key(), document)?)
}

/// The fields that an update changes; nothing where its body is a JSON patch.
pub(super) fn of_update(asked: &Asked<'_>) -> Result<Option<Map<String, Value>>, Answer> {
    let schema = asked.route.schema;
    if schema.update_method() == UpdateMethod::JsonPatch {
        return Ok(None);
    }
    let none_is_needed = schema.field_with(Usage::UPDATE).is_none() || schema.update_method() == UpdateMethod::Post;
    if asked.body.is_empty() && none_is_needed {
        return Ok(Some(Map::new()));
    }
    let document = match serde_json::from_slice(asked.body) {
        Ok(document) => document,
        Err(_) if asked.body.is_empty() && asked.dialect() == Dialect::Neutron => Value::Object(Map::new()),
        Err(_) => return Err(asked.dialect().bad_body()),
    };
    checked(asked, Usage::UPDATE, object(asked, schema.key(), document)?).map(Some)
}

/// The fields of an object, each one that may be set, to what it can be set to.
fn checked(asked: &Asked<'_>, usage: Usage, object: Map<String, Value>) -> Result<Map<String, Value>, Answer> {
    let schema = asked.route.schema;
    let dialect = asked.dialect();
    let is_in_body = |field: &&Field| field.header().is_none() && version::has(asked.version, field.versions());
    let fields: Vec<&Field> = schema.fields().iter().filter(is_in_body).collect();
    // Of two fields with one wire name, one is for requests.
    let known = |name: &str| {
        let mut named = fields.iter().filter(|field| field.wire_name() == name);
        named.clone().find(|field| field.has(usage)).or_else(|| named.next())
    };
    let unknown: Vec<_> = object.keys().map(String::as_str).filter(|name| known(name).is_none()).collect();
    // Keystone keeps what it does not know, as does what is declared to.
    let keeps = dialect == Dialect::Keystone || schema.field_with(Usage::FLATTEN).is_some();
    if !unknown.is_empty() && !keeps {
        return Err(dialect.bad_request(&format!("Unrecognized attribute(s) '{}'", unknown.join(", "))));
    }
    let closed = |name: &&String| known(name).is_some_and(|field| !field.has(usage));
    if let Some(name) = object.keys().find(closed) {
        return Err(dialect.bad_request(&if usage == Usage::UPDATE {
            format!("Cannot update read-only attribute {name}")
        } else {
            format!("Attribute '{name}' not allowed in POST")
        }));
    }
    let in_path = |field: &Field| parameters(schema.create_path()).any(|name| name == field.name());
    let required = |field: &&&Field| field.has(Usage::REQUIRED) && !field.has(Usage::PATH) && !in_path(field);
    let missing = |field: &&&Field| required(field) && !object.contains_key(field.wire_name());
    if let Some(field) = fields.iter().find(missing).filter(|_| usage == Usage::CREATE) {
        return Err(refuse_without(asked, field.wire_name()));
    }
    let kept = |(name, value): (String, Value)| match known(&name) {
        Some(field) if !field.has(Usage::COERCE) => Ok((name, convert(dialect, field, &value)?)),
        _ => Ok((name, value)),
    };
    object.into_iter().map(kept).collect()
}

/// What a document has in its envelope.
fn object(asked: &Asked<'_>, key: Option<&str>, document: Value) -> Result<Map<String, Value>, Answer> {
    let dialect = asked.dialect();
    let Value::Object(mut document) = document else { return Err(dialect.bad_body()) };
    let Some(key) = key else { return Ok(document) };
    match document.remove(key) {
        Some(Value::Object(object)) => Ok(object),
        None | Some(Value::Null) => Err(dialect.bad_request(&match dialect {
            Dialect::Keystone => unexpected(key, &document),
            Dialect::Neutron => format!("Unable to find '{key}' in request body"),
        })),
        Some(_) => Err(dialect.bad_request(&match dialect {
            Dialect::Keystone => format!("Invalid input for field/attribute {key}. It is not of type 'object'"),
            Dialect::Neutron => format!("Object '{key}' contains invalid data"),
        })),
    }
}

/// What Keystone says to a body that has `others` in the place of `key`.
fn unexpected(key: &str, others: &Map<String, Value>) -> String {
    match others.keys().next() {
        Some(other) => format!("Additional properties are not allowed ('{other}' was unexpected)"),
        None => format!("'{key}' is a required property"),
    }
}

fn refuse_without(asked: &Asked<'_>, name: &str) -> Answer {
    let dialect = asked.dialect();
    let key = asked.route.schema.key().unwrap_or_default();
    dialect.bad_request(&match dialect {
        Dialect::Keystone => format!("Invalid input for field/attribute {key}. '{name}' is a required property"),
        Dialect::Neutron => format!("Failed to parse request. Required attribute '{name}' not specified"),
    })
}
