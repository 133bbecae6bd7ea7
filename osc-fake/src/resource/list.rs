//! A list: filtered, sorted, a page of it.

use std::cmp::Ordering;

use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind, Usage};
use serde_json::Map;

use super::Asked;
use super::page::page;
use super::value::{boolean, misfit};
use crate::answer::{Answer, Dialect};
use crate::store::{Item, State};

/// Parameters of a list that are no filters.
const PAGING: &[&str] = &["limit", "marker", "page_reverse", "sort_key", "sort_dir", "fields"];

pub(super) fn list(state: &mut State, asked: &Asked<'_>) -> Answer {
    if let Some(refusal) = bad_filter(asked) {
        return refusal;
    }
    let items = state.collection(&asked.route.collection);
    let mut found: Vec<&Item> = items.iter().filter(|item| fits(asked, item)).collect();
    sort(asked, &mut found);
    let page = match page(asked, &found) {
        Ok(page) => page,
        Err(answer) => return answer,
    };
    let shown: Value = page.items.iter().map(|item| Value::Object(projected(asked, item))).collect();
    let Some(key) = asked.route.schema.list_key() else { return Answer::json(200, &shown) };
    let document: Map<_, _> = [(key.to_owned(), shown)].into_iter().chain(page.links(asked, key)).collect();
    Answer::json(200, &Value::Object(document))
}

/// What Neutron says to filters that it does not know, or that have values which fit no item. Keystone passes over them.
fn bad_filter(asked: &Asked<'_>) -> Option<Answer> {
    let dialect = asked.dialect();
    if dialect == Dialect::Keystone {
        return None;
    }
    let names = asked.query.iter().map(|(name, _)| name.as_str());
    let unknown: Vec<&str> = names.filter(|name| !PAGING.contains(name) && filter(asked, name).is_none()).collect();
    if !unknown.is_empty() {
        let message = format!("['{}'] is invalid attribute for filtering", unknown.join("', '"));
        return Some(dialect.bad_request(&message));
    }
    asked.query.iter().find_map(|(name, text)| {
        let field = filter(asked, name).filter(|field| field.kind() == Kind::Bool && boolean(text).is_none())?;
        Some(misfit(dialect, field, &text.as_str().into()))
    })
}

/// The field that a parameter filters on.
fn filter(asked: &Asked<'_>, name: &str) -> Option<&'static Field> {
    asked.route.schema.fields().iter().find(|field| field.filter() == Some(name) && !field.has(Usage::PATH))
}

/// Whether an item passes all filters; several of one name let pass what any of them does.
fn fits(asked: &Asked<'_>, item: &Item) -> bool {
    let field = |name: &str| filter(asked, name);
    asked.query.iter().filter_map(|(name, _)| field(name)).all(|field| {
        let wanted = asked.query.iter().filter(|(name, _)| Some(name.as_str()) == field.filter());
        let value = item.fields.get(field.wire_name());
        wanted.into_iter().any(|(_, text)| value.is_some_and(|value| equals(value, text)))
    })
}

fn equals(value: &Value, text: &str) -> bool {
    match value {
        Value::String(value) => value == text,
        Value::Bool(value) => boolean(text) == Some(*value),
        Value::Null => text.is_empty(),
        Value::Number(value) => value.to_string() == text,
        Value::Array(_) | Value::Object(_) => false,
    }
}

fn sort(asked: &Asked<'_>, items: &mut [&Item]) {
    let Some(key) = asked.parameter("sort_key") else { return };
    let order = |a: &Item, b: &Item| match (a.fields.get(key), b.fields.get(key)) {
        (Some(Value::Number(a)), Some(Value::Number(b))) => {
            a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal)
        }
        (a, b) => a.and_then(Value::as_str).cmp(&b.and_then(Value::as_str)),
    };
    let descending = asked.parameter("sort_dir") == Some("desc");
    items.sort_by(|a, b| if descending { order(b, a) } else { order(a, b) });
}

/// The fields that were asked for; all of them where none was.
fn projected(asked: &Asked<'_>, item: &Item) -> Map<String, Value> {
    let wanted: Vec<&str> =
        asked.query.iter().filter(|(name, _)| name == "fields").map(|(_, value)| value.as_str()).collect();
    let fields = item.fields.iter().filter(|(name, _)| wanted.is_empty() || wanted.contains(&name.as_str()));
    fields.map(|(name, value)| (name.clone(), value.clone())).collect()
}
