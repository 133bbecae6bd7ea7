//! One item: shown, and deleted.

use osc_runtime::schema::{Field, Kind, Usage};
use osc_runtime::{Method, Value};
use serde_json::Map;

use super::convention::default;
use super::{Asked, is_called, state_name, version};
use crate::answer::Answer;
use crate::store::{Item, State};

/// The place of the item that the path names. A singleton comes into being when it is first asked for.
pub(super) fn position(state: &mut State, asked: &Asked<'_>) -> Option<usize> {
    let schema = asked.route.schema;
    if schema.is_singleton() {
        let items = state.collection_mut(&asked.route.collection);
        if items.is_empty() {
            items.push(new(asked));
        }
        return Some(0);
    }
    let id_field = schema.id()?.wire_name();
    let id = asked.route.id.as_deref()?;
    state.collection(&asked.route.collection).iter().position(|item| is_called(item, id_field, id))
}

/// An item of which nothing has been said.
pub(super) fn new(asked: &Asked<'_>) -> Item {
    let mut item = Item::default();
    for field in asked.route.schema.fields() {
        let said = [Usage::PATH, Usage::WRITE_ONLY, Usage::FLATTEN].into_iter().any(|usage| field.has(usage));
        if !said {
            item.fields.insert(field.wire_name().to_owned(), default(field, &asked.token));
        }
    }
    if let Some((name, first)) = state_name(asked).zip(asked.route.schema.state().ready().first()) {
        item.fields.insert(name.to_owned(), (*first).into());
    }
    item
}

/// What is shown of an item: what the microversion has of it, and what is not in headers.
pub(super) fn shown(asked: &Asked<'_>, item: &Item, in_list: bool) -> Map<String, Value> {
    let schema = asked.route.schema;
    let field = |name: &str| schema.fields().iter().find(|field| field.wire_name() == name);
    let is_shown = |name: &str| {
        field(name).is_none_or(|field| {
            let placed = if in_list { field.has(Usage::BESIDE) } else { field.header().is_some() };
            !placed && version::has(asked.version, field.versions())
        })
    };
    let fields = item.fields.iter().filter(|(name, _)| is_shown(name));
    fields.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// An answer with one item, under `key`.
pub(super) fn answer(status: u16, asked: &Asked<'_>, item: &Item, key: Option<&str>) -> Answer {
    let fields = Value::Object(shown(asked, item, false));
    let document = match key {
        Some(key) => Value::Object(Map::from_iter([(key.to_owned(), fields)])),
        None => fields,
    };
    let answer = if asked.method == Method::Head { Answer::new(204) } else { Answer::json(status, &document) };
    with_headers(answer, asked, item)
}

/// The fields of an item that are in headers.
fn with_headers(mut answer: Answer, asked: &Asked<'_>, item: &Item) -> Answer {
    for field in asked.route.schema.fields() {
        let (Some(header), Some(value)) = (field.header(), item.fields.get(field.wire_name())) else { continue };
        match (header.strip_suffix('*'), value) {
            (Some(prefix), Value::Object(entries)) => {
                for (name, value) in entries {
                    answer = answer.header(format!("{prefix}{name}"), text(value));
                }
            }
            (None, value) if !value.is_null() => answer = answer.header(header, text(value)),
            _ => {}
        }
    }
    answer
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The fields that a request has in its headers, put into an item. What a prefix holds is merged; an empty value removes.
pub(super) fn read_headers(asked: &Asked<'_>, usage: Usage, item: &mut Item) {
    let settable = |field: &&Field| field.has(usage);
    for field in asked.route.schema.fields().iter().filter(settable) {
        let Some(header) = field.header() else { continue };
        let name = field.wire_name().to_owned();
        if let Some(prefix) = header.strip_suffix('*') {
            let entries = item.fields.entry(name).or_insert_with(|| Value::Object(Map::new()));
            let Value::Object(entries) = entries else { continue };
            for (name, value) in asked.headers {
                let Some(key) = name.strip_prefix(prefix) else { continue };
                if value.is_empty() {
                    entries.remove(key);
                } else {
                    entries.insert(key.to_owned(), value.as_str().into());
                }
            }
        } else if let Some(value) = asked.header(header).filter(|_| !field.has(Usage::WRITE_ONLY)) {
            let number = value.parse::<i64>().ok().filter(|_| field.kind() == Kind::Int);
            item.fields.insert(name, number.map_or_else(|| value.into(), Value::from));
        }
    }
}

/// What Neutron says where a condition in a header, `if-match: revision_number=3`, does not hold of the item.
pub(super) fn outdated(asked: &Asked<'_>, item: &Item) -> Option<Answer> {
    let (name, wanted) = asked.header("if-match")?.split_once('=')?;
    let current = text(item.fields.get(name)?);
    let message = format!("Constrained to {wanted}, but current revision is {current}");
    (current != wanted).then(|| asked.dialect().refuse(412, "RevisionNumberConstraintFailed", &message))
}

pub(super) fn show(state: &mut State, asked: &Asked<'_>) -> Answer {
    let Some(at) = position(state, asked) else { return asked.not_found() };
    let items = state.collection_mut(&asked.route.collection);
    if items.get_mut(at).is_some_and(Item::is_spent) {
        items.remove(at);
        return asked.not_found();
    }
    let Some(item) = items.get_mut(at) else { return asked.not_found() };
    let answer = answer(200, asked, item, asked.route.schema.key());
    if let Some(name) = state_name(asked) {
        item.advance(name);
    }
    answer
}

pub(super) fn delete(state: &mut State, asked: &Asked<'_>) -> Answer {
    let Some(at) = position(state, asked) else { return asked.not_found() };
    let collection = &asked.route.collection;
    let Some(item) = state.collection(collection).get(at) else { return asked.not_found() };
    if let Some(refusal) = outdated(asked, item) {
        return refusal;
    }
    let lingering = asked.script.lingering(asked.route.schema).zip(state_name(asked));
    if let Some(((status, reads), name)) = lingering
        && let Some(item) = state.collection_mut(collection).get_mut(at)
    {
        item.linger(name, status, reads);
        return Answer::new(202);
    }
    state.collection_mut(collection).remove(at);
    state.remove_below(&format!("{collection}/{}", asked.route.id.as_deref().unwrap_or_default()));
    Answer::new(204)
}
