//! One item: shown, and deleted.

use osc_runtime::Value;
use serde_json::Map;

use super::Asked;
use crate::answer::Answer;
use crate::store::{Item, State};

/// The place of the item that the path names.
pub(super) fn position(state: &State, asked: &Asked<'_>) -> Option<usize> {
    let id_field = asked.route.schema.id()?.wire_name();
    let id = asked.route.id.as_deref();
    state.collection(&asked.route.collection).iter().position(|item| item.text(id_field) == id)
}

/// An answer with one item.
pub(super) fn answer(status: u16, asked: &Asked<'_>, item: &Item) -> Answer {
    let fields = Value::Object(item.fields.clone());
    let document = match asked.route.schema.key() {
        Some(key) => Value::Object(Map::from_iter([(key.to_owned(), fields)])),
        None => fields,
    };
    Answer::json(status, &document)
}

pub(super) fn show(state: &mut State, asked: &Asked<'_>) -> Answer {
    let item = position(state, asked).and_then(|at| state.collection(&asked.route.collection).get(at));
    item.map_or_else(|| asked.not_found(), |item| answer(200, asked, item))
}

pub(super) fn delete(state: &mut State, asked: &Asked<'_>) -> Answer {
    let Some(at) = position(state, asked) else { return asked.not_found() };
    let collection = &asked.route.collection;
    state.collection_mut(collection).remove(at);
    state.remove_below(&format!("{collection}/{}", asked.route.id.as_deref().unwrap_or_default()));
    Answer::new(204)
}
