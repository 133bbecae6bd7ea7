//! The body of a creation or an update: the object in its envelope, and which of its fields may be set.

use osc_runtime::Value;
use osc_runtime::schema::{Field, Usage};
use serde_json::Map;

use super::Asked;
use super::value::convert;
use crate::answer::{Answer, Dialect};

/// The fields of the body, each one that may be set, to what it can be set to.
pub(super) fn read(asked: &Asked<'_>, usage: Usage) -> Result<Map<String, Value>, Answer> {
    let fields = asked.route.schema.fields();
    let dialect = asked.dialect();
    let object = object(asked)?;
    let known = |name: &str| fields.iter().find(|field| field.wire_name() == name);
    let unknown: Vec<_> = object.keys().map(String::as_str).filter(|name| known(name).is_none()).collect();
    // Keystone keeps what it does not know.
    if !unknown.is_empty() && dialect == Dialect::Neutron {
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
    let required = |field: &&Field| field.has(Usage::REQUIRED) && !field.has(Usage::PATH);
    let missing = |field: &&Field| required(field) && !object.contains_key(field.wire_name());
    if let Some(field) = fields.iter().find(missing).filter(|_| usage == Usage::CREATE) {
        return Err(refuse_without(asked, field.wire_name()));
    }
    let kept = |(name, value): (String, Value)| match known(&name) {
        Some(field) => Ok((name, convert(dialect, field, &value)?)),
        None => Ok((name, value)),
    };
    object.into_iter().map(kept).collect()
}

/// What the body has in its envelope.
fn object(asked: &Asked<'_>) -> Result<Map<String, Value>, Answer> {
    let dialect = asked.dialect();
    let key = asked.route.schema.key();
    let mut document = match serde_json::from_slice(asked.body) {
        Ok(Value::Object(document)) => document,
        Err(_) if asked.body.is_empty() && dialect == Dialect::Neutron => Map::new(),
        _ => return Err(dialect.bad_body()),
    };
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
