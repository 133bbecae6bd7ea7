//! Creations and updates: what may be set, and to what.

use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind, Usage};
use serde_json::Map;

use super::Asked;
use super::convention::{default, touched};
use super::item::{answer, position};
use crate::answer::{Answer, Dialect};
use crate::store::{Item, State};

pub(super) fn create(state: &mut State, asked: &Asked<'_>) -> Answer {
    let schema = asked.route.schema;
    let given = match read(asked, Usage::CREATE) {
        Ok(given) => given,
        Err(answer) => return answer,
    };
    let mut item = Item::new(Map::new());
    for field in schema.fields().iter().filter(|field| !field.has(Usage::PATH)) {
        let name = field.wire_name();
        let value = match given.get(name) {
            Some(value) => value.clone(),
            None if field.has(Usage::REQUIRED) => return missing(asked, name),
            None if field.has(Usage::ID) => new_id(asked).into(),
            None => default(field, &asked.token),
        };
        let place = if field.kind() == Kind::Secret { &mut item.secrets } else { &mut item.fields };
        place.insert(name.to_owned(), value);
    }
    if let Some(conflict) = conflict(state, asked, &item) {
        return conflict;
    }
    let answer = answer(201, asked, &item);
    state.collection_mut(&asked.route.collection).push(item);
    answer
}

pub(super) fn update(state: &mut State, asked: &Asked<'_>) -> Answer {
    let Some(at) = position(state, asked) else { return asked.not_found() };
    let given = match read(asked, Usage::UPDATE) {
        Ok(given) => given,
        Err(answer) => return answer,
    };
    let Some(item) = state.collection_mut(&asked.route.collection).get_mut(at) else { return asked.not_found() };
    for field in asked.route.schema.fields() {
        let name = field.wire_name();
        let place = if field.kind() == Kind::Secret { &mut item.secrets } else { &mut item.fields };
        let change = given.get(name).cloned().or_else(|| touched(field, place.get(name).unwrap_or(&Value::Null)));
        if let Some(value) = change {
            place.insert(name.to_owned(), value);
        }
    }
    answer(200, asked, item)
}

/// The fields of the body, each one that may be set, to what it can be set to.
fn read(asked: &Asked<'_>, usage: Usage) -> Result<Map<String, Value>, Answer> {
    let schema = asked.route.schema;
    let dialect = asked.dialect();
    let Ok(document) = serde_json::from_slice::<Value>(asked.body) else {
        return Err(dialect.bad_request("Body contains invalid data"));
    };
    let object = match schema.key() {
        Some(key) => document.get(key).and_then(Value::as_object),
        None => document.as_object(),
    };
    let Some(object) = object else {
        let key = schema.key().unwrap_or("an object");
        return Err(dialect.bad_request(&format!("Unable to find '{key}' in request body")));
    };
    let mut given = Map::new();
    for (name, value) in object {
        let Some(field) = schema.fields().iter().find(|field| field.wire_name() == name) else {
            return Err(dialect.bad_request(&format!("Unrecognized attribute(s) '{name}'")));
        };
        if !field.has(usage) {
            let message = if usage == Usage::UPDATE {
                format!("Cannot update read-only attribute {name}")
            } else {
                format!("Attribute '{name}' not allowed in POST")
            };
            return Err(dialect.bad_request(&message));
        }
        let value = convert(field, value).map_err(|problem| match dialect {
            Dialect::Keystone => {
                dialect.bad_request(&format!("Invalid input for field/attribute {name}. Value: {value}. {problem}"))
            }
            Dialect::Neutron => {
                dialect.refuse(400, "InvalidInput", &format!("Invalid input for operation: {problem}."))
            }
        })?;
        given.insert(name.clone(), value);
    }
    Ok(given)
}

fn missing(asked: &Asked<'_>, name: &str) -> Answer {
    let dialect = asked.dialect();
    let key = asked.route.schema.key().unwrap_or_default();
    dialect.bad_request(&match dialect {
        Dialect::Keystone => format!("Invalid input for field/attribute {key}. '{name}' is a required property"),
        Dialect::Neutron => format!("Failed to parse request. Required attribute '{name}' not specified"),
    })
}

/// A value as the service keeps it, or why it does not fit.
fn convert(field: &Field, value: &Value) -> Result<Value, String> {
    let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match (field.kind(), value) {
        (_, Value::Null) if field.nullable() => Ok(Value::Null),
        (Kind::Any, _)
        | (Kind::Bool, Value::Bool(_))
        | (Kind::Text | Kind::Time | Kind::Secret, Value::String(_))
        | (Kind::List(_), Value::Array(_))
        | (Kind::Map(_) | Kind::Object(_), Value::Object(_)) => Ok(value.clone()),
        (Kind::Bool, _) => {
            boolean(&shown).map(Value::from).ok_or_else(|| format!("'{shown}' cannot be converted to boolean"))
        }
        (Kind::Int, Value::Number(number)) if number.is_i64() || number.is_u64() => Ok(value.clone()),
        (Kind::Int, _) => shown.parse::<i64>().map(Value::from).map_err(|_| format!("'{shown}' is not an integer")),
        (Kind::Float, _) => shown.parse::<f64>().map(Value::from).map_err(|_| format!("'{shown}' is not a number")),
        (Kind::Text | Kind::Time | Kind::Secret, _) => Err(format!("'{shown}' is not a valid string")),
        (Kind::List(_), _) => Err(format!("'{shown}' is not a list")),
        _ => Err(format!("'{shown}' is not a dictionary")),
    }
}

/// A boolean, in any of the ways in which services take one.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" | "t" | "y" => Some(true),
        "false" | "0" | "no" | "off" | "f" | "n" => Some(false),
        _ => None,
    }
}

/// A new id: of 32 digits from Keystone, with hyphens from all others.
fn new_id(asked: &Asked<'_>) -> String {
    let id = uuid::Uuid::new_v4();
    match asked.dialect() {
        Dialect::Keystone => id.simple().to_string(),
        Dialect::Neutron => id.to_string(),
    }
}

/// What is in the way of a new item: one of the same id, or, to Keystone, of the same name in the same domain.
fn conflict(state: &State, asked: &Asked<'_>, new: &Item) -> Option<Answer> {
    let schema = asked.route.schema;
    let items = state.collection(&asked.route.collection);
    let same = |item: &Item, name: &str| new.text(name).is_some() && item.text(name) == new.text(name);
    if let Some(id) = schema.id().map(Field::wire_name)
        && items.iter().any(|item| same(item, id))
    {
        let what = format!("there is one with the {id} {}", new.text(id).unwrap_or_default());
        return Some(asked.dialect().conflict(schema.name(), &what));
    }
    let named = |item: &&Item| same(item, "name") && item.text("domain_id") == new.text("domain_id");
    if asked.dialect() == Dialect::Keystone && items.iter().any(|item| named(&item)) {
        let what = format!(
            "it is not permitted to have two with the same name in the same domain: name is {}",
            new.text("name").unwrap_or_default()
        );
        return Some(asked.dialect().conflict(schema.name(), &what));
    }
    None
}
