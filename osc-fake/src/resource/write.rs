//! Creations and updates.

use osc_runtime::Value;
use osc_runtime::schema::{Field, Usage};

use super::Asked;
use super::body::read;
use super::convention::{default, touched};
use super::item::{answer, position};
use crate::answer::{Answer, Dialect};
use crate::secret;
use crate::store::{Item, State};

pub(super) fn create(state: &mut State, asked: &Asked<'_>) -> Answer {
    let given = match read(asked, Usage::CREATE) {
        Ok(given) => given,
        Err(answer) => return answer,
    };
    let mut item = Item::default();
    for field in asked.route.schema.fields().iter().filter(|field| !field.has(Usage::PATH)) {
        let value = if field.has(Usage::ID) { new_id(asked).into() } else { default(field, &asked.token) };
        put(asked, &mut item, field.wire_name(), value);
    }
    for (name, value) in given {
        put(asked, &mut item, &name, value);
    }
    if let Some(conflict) = conflict(state, asked, &item, None) {
        return conflict;
    }
    let answer = answer(201, asked, &item);
    state.collection_mut(&asked.route.collection).push(item);
    answer
}

pub(super) fn update(state: &mut State, asked: &Asked<'_>) -> Answer {
    let collection = &asked.route.collection;
    let Some(at) = position(state, asked) else { return asked.not_found() };
    let Some(mut item) = state.collection(collection).get(at).cloned() else { return asked.not_found() };
    let given = match read(asked, Usage::UPDATE) {
        Ok(given) => given,
        Err(answer) => return answer,
    };
    if given.is_empty() {
        return answer(200, asked, &item);
    }
    for field in asked.route.schema.fields() {
        let name = field.wire_name();
        if let Some(value) = touched(field, item.fields.get(name).unwrap_or(&Value::Null)) {
            put(asked, &mut item, name, value);
        }
    }
    for (name, value) in given {
        put(asked, &mut item, &name, value);
    }
    if let Some(conflict) = conflict(state, asked, &item, Some(at)) {
        return conflict;
    }
    let answer = answer(200, asked, &item);
    if let Some(place) = state.collection_mut(collection).get_mut(at) {
        *place = item;
    }
    answer
}

fn put(asked: &Asked<'_>, item: &mut Item, name: &str, value: Value) {
    secret::put(item, &asked.route.collection, Some(asked.route.schema), name, value);
}

/// A new id: of 32 digits from Keystone, with hyphens from all others.
fn new_id(asked: &Asked<'_>) -> String {
    let id = uuid::Uuid::new_v4();
    match asked.dialect() {
        Dialect::Keystone => id.simple().to_string(),
        Dialect::Neutron => id.to_string(),
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
        && others.iter().any(|item| same(item, id))
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
