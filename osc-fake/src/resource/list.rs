//! A list: filtered, sorted, page by page.

use std::cmp::Ordering;

use osc_runtime::Value;
use osc_runtime::schema::{Field, Usage};
use serde_json::{Map, json};
use url::form_urlencoded::Serializer;

use super::Asked;
use super::item::link;
use crate::answer::{Answer, Dialect};
use crate::store::{Item, State};

/// Parameters of a list that are no filters.
const PAGING: &[&str] = &["limit", "marker", "page_reverse", "sort_key", "sort_dir", "fields"];

pub(super) fn list(state: &mut State, asked: &Asked<'_>) -> Answer {
    let unknown: Vec<&str> =
        asked.query.iter().map(|(name, _)| name.as_str()).filter(|name| !is_known(asked, name)).collect();
    if !unknown.is_empty() && asked.dialect() == Dialect::Neutron {
        return asked
            .dialect()
            .bad_request(&format!("['{}'] is invalid attribute for filtering", unknown.join("', '")));
    }
    let items = state.collection(&asked.route.collection);
    let mut found: Vec<&Item> = items.iter().filter(|item| fits(asked, item)).collect();
    sort(asked, &mut found);
    let page = match page(asked, &found) {
        Ok(page) => page,
        Err(answer) => return answer,
    };
    let shown: Vec<Value> = page.items.iter().map(|item| Value::Object(projected(asked, item))).collect();
    let Some(key) = asked.route.schema.list_key() else { return Answer::json(200, &shown.into()) };
    let mut document = Map::from_iter([(key.to_owned(), shown.into())]);
    let here = |query: &[(&str, &str)]| page_url(asked, query);
    match asked.dialect() {
        Dialect::Keystone => {
            let next = page.next.as_ref().map(|marker| here(&[("marker", marker)]));
            document.insert("links".into(), json!({"next": next, "self": here(&[]), "previous": null}));
        }
        Dialect::Neutron => {
            let links: Vec<_> = [page.next.as_ref().map(|marker| link("next", &here(&[("marker", marker)])))]
                .into_iter()
                .flatten()
                .collect();
            if !links.is_empty() {
                document.insert(format!("{key}_links"), links.into());
            }
        }
    }
    Answer::json(200, &Value::Object(document))
}

fn is_known(asked: &Asked<'_>, name: &str) -> bool {
    PAGING.contains(&name) || filter(asked, name).is_some()
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
        Value::Bool(value) => super::write::boolean(text) == Some(*value),
        Value::Null => text.is_empty(),
        Value::Number(value) => value.to_string() == text,
        Value::Array(_) | Value::Object(_) => false,
    }
}

fn sort(asked: &Asked<'_>, items: &mut [&Item]) {
    let parameter = |wanted: &str| asked.query.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let Some(key) = parameter("sort_key") else { return };
    let order = |a: &Item, b: &Item| match (a.fields.get(key), b.fields.get(key)) {
        (Some(Value::Number(a)), Some(Value::Number(b))) => {
            a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal)
        }
        (a, b) => a.and_then(Value::as_str).cmp(&b.and_then(Value::as_str)),
    };
    let descending = parameter("sort_dir") == Some("desc");
    items.sort_by(|a, b| if descending { order(b, a) } else { order(a, b) });
}

struct Page<'a> {
    items: Vec<&'a Item>,
    /// The marker of the page behind this one.
    next: Option<String>,
}

fn page<'a>(asked: &Asked<'_>, found: &[&'a Item]) -> Result<Page<'a>, Answer> {
    let parameter = |wanted: &str| asked.query.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let schema = asked.route.schema;
    let id = |item: &Item| schema.id().and_then(|id| item.text(id.wire_name())).map(str::to_owned);
    let start = match parameter("marker") {
        None => 0,
        Some(marker) => match found.iter().position(|item| id(item).as_deref() == Some(marker)) {
            Some(position) => position + 1,
            None => return Err(asked.dialect().not_found(schema.name(), marker)),
        },
    };
    let behind = found.iter().skip(start).copied();
    let Some(limit) = parameter("limit") else { return Ok(Page { items: behind.collect(), next: None }) };
    let Ok(limit) = limit.parse::<usize>() else {
        let message = format!("Invalid input for operation: '{limit}' is not a valid limit.");
        return Err(asked.dialect().bad_request(&message));
    };
    // 0 is no limit.
    let items: Vec<_> = if limit == 0 { behind.collect() } else { behind.take(limit).collect() };
    // A full page is followed by another one, which may be empty.
    let next = items.last().filter(|_| items.len() == limit).and_then(|item| id(item));
    Ok(Page { items, next })
}

/// The address of the list with its query, but for the marker.
fn page_url(asked: &Asked<'_>, more: &[(&str, &str)]) -> String {
    let kept = asked.query.iter().filter(|(name, _)| name != "marker");
    let query = Serializer::new(String::new()).extend_pairs(kept).extend_pairs(more).finish();
    if query.is_empty() { asked.url.clone() } else { format!("{}?{query}", asked.url) }
}

/// The fields that were asked for; all of them where none was.
fn projected(asked: &Asked<'_>, item: &Item) -> Map<String, Value> {
    let wanted: Vec<&str> =
        asked.query.iter().filter(|(name, _)| name == "fields").map(|(_, value)| value.as_str()).collect();
    let fields = item.fields.iter().filter(|(name, _)| wanted.is_empty() || wanted.contains(&name.as_str()));
    fields.map(|(name, value)| (name.clone(), value.clone())).collect()
}
