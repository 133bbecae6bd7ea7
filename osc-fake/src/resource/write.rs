//! Creations and updates.

use osc_runtime::schema::{Bulk, Field, Kind, Usage};
use osc_runtime::{Method, Value};
use serde_json::{Map, json};

use super::body;
use super::convention::touched;
use super::item::{answer, new, outdated, position, read_headers, shown};
use super::{Asked, is_called, patch, state_name};
use crate::answer::{Answer, Dialect};
use crate::secret;
use crate::store::{Item, State};

pub(super) fn create(state: &mut State, asked: &Asked<'_>) -> Answer {
    let schema = asked.route.schema;
    let (given, many) = match body::of_creation(asked) {
        Ok(given) => given,
        Err(answer) => return answer,
    };
    if let Some(at) = named(state, asked) {
        // What is put where there is something changes that.
        return change(state, asked, at, given.into_iter().next().unwrap_or_default());
    }
    let mut items = Vec::new();
    for given in given {
        match one(state, asked, given) {
            Ok(item) => items.push(item),
            Err(answer) => return answer,
        }
    }
    let answer = if let ([item], false) = (items.as_slice(), many) {
        answer(201, asked, item, schema.created_key())
    } else {
        let shown: Value = items.iter().map(|item| Value::Object(shown(asked, item, false))).collect();
        let key = if schema.bulk() == Bulk::Only { schema.created_key() } else { schema.list_key() };
        Answer::json(201, &key.map_or_else(|| shown.clone(), |key| json!({ key: shown })))
    };
    state.collection_mut(&asked.route.collection).extend(items);
    answer
}

/// The place of what a `PUT` names, if it is there already.
fn named(state: &mut State, asked: &Asked<'_>) -> Option<usize> {
    let schema = asked.route.schema;
    if asked.method != Method::Put {
        return None;
    }
    if schema.is_singleton() {
        return (!state.collection(&asked.route.collection).is_empty()).then_some(0);
    }
    position(state, asked)
}

/// A new item, yet to be kept.
fn one(state: &State, asked: &Asked<'_>, given: Map<String, Value>) -> Result<Item, Answer> {
    let schema = asked.route.schema;
    let mut item = new(asked);
    if let Some(id) = schema.id() {
        item.fields.insert(id.wire_name().to_owned(), new_id(state, asked, id));
    }
    for (name, value) in &asked.route.parameters {
        let field = schema.fields().iter().find(|field| field.name() == *name && !field.has(Usage::PATH));
        if let Some(field) = field {
            let number = value.parse::<i64>().ok().filter(|_| field.kind() == Kind::Int);
            let value = number.map_or_else(|| value.as_str().into(), Value::from);
            item.fields.insert(field.wire_name().to_owned(), value);
        }
    }
    for (name, value) in given {
        put(asked, &mut item, &name, value);
    }
    read_headers(asked, Usage::CREATE, &mut item);
    if let Some(name) = state_name(asked) {
        item.pass_through(name, asked.script.states(schema));
    }
    conflict(state, asked, &item, None).map_or(Ok(item), Err)
}

pub(super) fn update(state: &mut State, asked: &Asked<'_>) -> Answer {
    let Some(at) = position(state, asked) else { return asked.not_found() };
    let given = match body::of_update(asked) {
        Ok(given) => given,
        Err(answer) => return answer,
    };
    let Some(given) = given else { return change_by_patch(state, asked, at) };
    change(state, asked, at, given)
}

fn change(state: &mut State, asked: &Asked<'_>, at: usize, given: Map<String, Value>) -> Answer {
    let collection = &asked.route.collection;
    let Some(mut item) = state.collection(collection).get(at).cloned() else { return asked.not_found() };
    if let Some(refusal) = outdated(asked, &item) {
        return refusal;
    }
    if !given.is_empty() {
        touch(asked, &mut item);
    }
    for (name, value) in given {
        put(asked, &mut item, &name, value);
    }
    read_headers(asked, Usage::UPDATE, &mut item);
    keep(state, asked, at, item)
}

fn change_by_patch(state: &mut State, asked: &Asked<'_>, at: usize) -> Answer {
    let Some(mut item) = state.collection(&asked.route.collection).get(at).cloned() else { return asked.not_found() };
    let wanted = asked.route.schema.content_type();
    if asked.header("content-type") != Some(wanted) {
        return asked.dialect().refuse(
            415,
            "HTTPUnsupportedMediaType",
            &format!("Expected a body of the type {wanted}."),
        );
    }
    let document = serde_json::from_slice(asked.body).unwrap_or_default();
    if let Err(problem) = patch::apply(&mut item.fields, &document) {
        return asked.dialect().bad_request(&problem);
    }
    touch(asked, &mut item);
    keep(state, asked, at, item)
}

/// Sets what every change changes.
pub(super) fn touch(asked: &Asked<'_>, item: &mut Item) {
    for field in asked.route.schema.fields() {
        let name = field.wire_name();
        if let Some(value) = touched(field, item.fields.get(name).unwrap_or(&Value::Null)) {
            put(asked, item, name, value);
        }
    }
}

fn keep(state: &mut State, asked: &Asked<'_>, at: usize, item: Item) -> Answer {
    if let Some(conflict) = conflict(state, asked, &item, Some(at)) {
        return conflict;
    }
    let answer = answer(200, asked, &item, asked.route.schema.key());
    if let Some(place) = state.collection_mut(&asked.route.collection).get_mut(at) {
        *place = item;
    }
    answer
}

fn put(asked: &Asked<'_>, item: &mut Item, name: &str, value: Value) {
    secret::put(item, &asked.route.collection, Some(asked.route.schema), name, value);
}

/// A new id: a number where ids are numbers, else of 32 digits from Keystone, with hyphens from all others.
fn new_id(state: &State, asked: &Asked<'_>, field: &Field) -> Value {
    let id = uuid::Uuid::new_v4();
    match (field.kind(), asked.dialect()) {
        (Kind::Int, _) => {
            let items = state.collection(&asked.route.collection).iter();
            let last = items.filter_map(|item| item.fields.get(field.wire_name())?.as_i64()).max();
            last.map_or(1, |last| last.saturating_add(1)).into()
        }
        (_, Dialect::Keystone) => id.simple().to_string().into(),
        (_, Dialect::Neutron) => id.to_string().into(),
    }
}

/// What is in the way of an item, new or to be put at `place`: another one of the same id, or, to Keystone, of the
/// same name in the same domain.
fn conflict(state: &State, asked: &Asked<'_>, new: &Item, place: Option<usize>) -> Option<Answer> {
    let schema = asked.route.schema;
    let items = state.collection(&asked.route.collection).iter().enumerate();
    let others: Vec<&Item> = items.filter(|(at, _)| Some(*at) != place).map(|(_, item)| item).collect();
    let same = |item: &Item, name: &str| new.text(name).is_some() && item.text(name) == new.text(name);
    if let Some(id) = schema.id().map(Field::wire_name)
        && others.iter().any(|item| new.text(id).is_some_and(|text| is_called(item, id, text)))
    {
        let what = format!("there is one with the {id} {}", new.text(id).unwrap_or_default());
        return Some(asked.dialect().conflict(schema.name(), &what));
    }
    let named = |item: &&Item| same(item, "name") && item.text("domain_id") == new.text("domain_id");
    if asked.dialect() == Dialect::Keystone && others.iter().any(named) {
        let what = format!(
            "it is not permitted to have two with the same name in the same domain: name is {}",
            new.text("name").unwrap_or_default()
        );
        return Some(asked.dialect().conflict(schema.name(), &what));
    }
    None
}
