//! Actions: what is sent is checked, and has the effect that is declared, or that the test wants.

use osc_runtime::schema::{self, Field, Kind, Operations, Returns, Usage};
use osc_runtime::{Method, Value};
use serde_json::{Map, json};

use super::convention::default;
use super::item::{position, shown};
use super::value::convert;
use super::write::touch;
use super::{Asked, state_name, version};
use crate::answer::Answer;
use crate::store::{Item, State};

/// Does what one of `actions` does, the one that the body is for.
pub(super) fn act(state: &mut State, asked: &Asked<'_>, actions: &[&'static schema::Action]) -> Answer {
    let document: Value = serde_json::from_slice(asked.body).unwrap_or_default();
    let is_meant = |action: &&&schema::Action| match action.key() {
        Some(key) => document.get(key).is_some(),
        None => actions.len() == 1,
    };
    let Some(action) = actions.iter().find(is_meant) else {
        let known: Vec<_> = actions.iter().filter_map(|action| action.key()).collect();
        let message = format!("There is no such action: expected one of {}.", known.join(", "));
        return asked.dialect().bad_request(&message);
    };
    if !version::has(asked.version, action.versions()) {
        return asked.dialect().refuse(404, "HTTPNotFound", "The resource could not be found.");
    }
    let content = action.key().map_or(&document, |key| document.get(key).unwrap_or(&Value::Null));
    let arguments = match arguments(asked, action, content) {
        Ok(arguments) => arguments,
        Err(answer) => return answer,
    };
    let is_on_item = asked.route.id.is_some() || asked.route.schema.is_singleton();
    let at = if is_on_item { position(state, asked) } else { None };
    // What can be neither created nor got is known to nobody but its actions.
    let kept =
        [Operations::GET, Operations::CREATE].into_iter().any(|one| asked.route.schema.operations().contains(one));
    if is_on_item && at.is_none() && kept {
        return asked.not_found();
    }
    if action.arguments().iter().any(|argument| argument.has(Usage::BODY)) {
        state.bytes.insert(asked.url.clone(), asked.body.to_vec());
        return Answer::new(204);
    }
    if action.returns() == Returns::Bytes {
        return match state.bytes.get(&asked.url) {
            Some(bytes) => Answer::new(200).header("content-type", "application/octet-stream").body(bytes.clone()),
            None => Answer::new(204),
        };
    }
    let mut nothing = Item::default();
    let item = at.and_then(|at| state.collection_mut(&asked.route.collection).get_mut(at)).unwrap_or(&mut nothing);
    if let Some(answer) = mixin(asked, action, item, &arguments) {
        if asked.method != Method::Get && answer.status < 300 {
            touch(asked, item);
        }
        return answer;
    }
    take_effect(asked, action, item, &arguments);
    answer(asked, action, item)
}

/// The arguments in the body, each one that there is, to what it can be.
fn arguments(asked: &Asked<'_>, action: &schema::Action, content: &Value) -> Result<Map<String, Value>, Answer> {
    let dialect = asked.dialect();
    let given = match content {
        Value::Object(given) => given.clone(),
        _ => Map::new(),
    };
    let known = |name: &str| action.body().find(|argument| argument.wire_name() == name);
    let there = |argument: &Field| version::has(asked.version, argument.versions());
    for (name, value) in &given {
        let Some(argument) = known(name).filter(|argument| there(argument)) else {
            return Err(
                dialect.bad_request(&format!("Additional properties are not allowed ('{name}' was unexpected)"))
            );
        };
        convert(dialect, argument, value)?;
    }
    let mut required = action.body().filter(|argument| argument.has(Usage::REQUIRED));
    match required.find(|argument| !given.contains_key(argument.wire_name())) {
        Some(missing) => Err(dialect.bad_request(&format!("'{}' is a required property", missing.wire_name()))),
        None => Ok(given),
    }
}

/// What the actions do that several services share; nothing for all others.
fn mixin(
    asked: &Asked<'_>,
    action: &'static schema::Action,
    item: &mut Item,
    arguments: &Map<String, Value>,
) -> Option<Answer> {
    if action.path().starts_with('/') {
        return None;
    }
    let parameter = |wanted: &str| {
        let mut parameters = asked.route.parameters.iter();
        parameters.find(|(name, _)| *name == wanted).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let list = |item: &Item| item.fields.get("tags").and_then(Value::as_array).cloned().unwrap_or_default();
    let map = |item: &Item| item.fields.get("metadata").and_then(Value::as_object).cloned().unwrap_or_default();
    let tag = Value::from(parameter("tag"));
    let mut set = |name: &str, value: Value| drop(item.fields.insert(name.to_owned(), value));
    Some(match action.name() {
        "tags" => Answer::json(200, &json!({"tags": list(item)})),
        "set_tags" => {
            let tags = arguments.get("tags").cloned().unwrap_or_default();
            set("tags", tags.clone());
            Answer::json(200, &json!({ "tags": tags }))
        }
        "has_tag" => Answer::new(if list(item).contains(&tag) { 204 } else { 404 }),
        "add_tag" => {
            let mut tags = list(item);
            if !tags.contains(&tag) {
                tags.push(tag);
            }
            item.fields.insert("tags".into(), tags.into());
            Answer::new(201)
        }
        "remove_tag" => {
            let (kept, gone): (Vec<_>, Vec<_>) = list(item).into_iter().partition(|known| *known != tag);
            item.fields.insert("tags".into(), kept.into());
            if gone.is_empty() { asked.dialect().not_found("Tag", &parameter("tag")) } else { Answer::new(204) }
        }
        "clear_tags" => {
            set("tags", Value::Array(Vec::new()));
            Answer::new(204)
        }
        "metadata" => Answer::json(200, &json!({"metadata": map(item)})),
        "set_metadata" | "replace_metadata" => {
            let mut metadata = if action.name() == "set_metadata" { map(item) } else { Map::new() };
            let given = arguments.get("metadata").and_then(Value::as_object).cloned();
            metadata.extend(given.unwrap_or_default());
            item.fields.insert("metadata".into(), metadata.clone().into());
            Answer::json(200, &json!({ "metadata": metadata }))
        }
        "remove_metadata" => {
            let mut metadata = map(item);
            let gone = metadata.remove(&parameter("key"));
            item.fields.insert("metadata".into(), metadata.into());
            if gone.is_some() { Answer::new(204) } else { asked.dialect().not_found("Metadata", &parameter("key")) }
        }
        "defaults" => {
            let fields = super::item::new(asked);
            enveloped(asked.route.schema.key(), Value::Object(shown(asked, &fields, false)))
        }
        "usage" => {
            let usage = |(name, value): (&String, &Value)| {
                let is_quota = value.is_number();
                let of = json!({"limit": value, "in_use": 0, "reserved": 0});
                (name.clone(), if is_quota { of } else { value.clone() })
            };
            let fields: Map<_, _> = shown(asked, item, false).iter().map(usage).collect();
            enveloped(asked.route.schema.key(), Value::Object(fields))
        }
        _ => return None,
    })
}

/// The state that it leads to; fields that are called as arguments are; whatever else the test wants.
fn take_effect(asked: &Asked<'_>, action: &schema::Action, item: &mut Item, arguments: &Map<String, Value>) {
    let schema = asked.route.schema;
    if let Some((name, state)) = state_name(asked).zip(action.leads_to()) {
        item.fields.insert(name.to_owned(), state.into());
    }
    for (name, value) in arguments {
        if schema.fields().iter().any(|field| field.wire_name() == name && !field.has(Usage::ID)) {
            item.fields.insert(name.clone(), value.clone());
        }
    }
    asked.script.take_effect(schema, action.name(), &mut item.fields, &Value::Object(arguments.clone()));
}

fn answer(asked: &Asked<'_>, action: &schema::Action, item: &Item) -> Answer {
    let key = action.response_key();
    match action.returns() {
        Returns::Existence => Answer::new(204),
        Returns::Resource => enveloped(key.or(asked.route.schema.key()), Value::Object(shown(asked, item, false))),
        Returns::Value(kind) => enveloped(key, nothing(asked, kind)),
        _ => Answer::new(202),
    }
}

/// A value of this kind in which nothing is set.
fn nothing(asked: &Asked<'_>, kind: Kind) -> Value {
    match kind {
        Kind::Object(fields) => {
            let fields = fields.iter().map(|field| (field.wire_name().to_owned(), default(field, &asked.token)));
            Value::Object(fields.collect())
        }
        Kind::List(_) => Value::Array(Vec::new()),
        Kind::Map(_) | Kind::Any => Value::Object(Map::new()),
        Kind::Bool => false.into(),
        Kind::Int | Kind::Float => 0.into(),
        Kind::Text => "".into(),
        _ => Value::Null,
    }
}

fn enveloped(key: Option<&str>, content: Value) -> Answer {
    let document = match key {
        Some(key) => key.rsplit('.').fold(content, |content, key| json!({ key: content })),
        None => content,
    };
    Answer::json(200, &document)
}
