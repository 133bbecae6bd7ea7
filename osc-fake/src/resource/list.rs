//! A list: filtered, sorted, a page of it.

use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind, ListShape, Mixins, Pagination, Usage};
use serde_json::{Map, json};

use super::Asked;
use super::convention::default;
use super::page::page;
use super::sort::sort;
use super::value::{boolean, misfit};
use crate::answer::{Answer, Dialect};
use crate::store::{Item, State};

/// Parameters of a list that are no filters.
const PAGING: &[&str] = &["limit", "marker", "page_reverse", "sort", "sort_key", "sort_dir", "fields"];

pub(super) fn list(state: &mut State, asked: &Asked<'_>) -> Answer {
    if let Some(refusal) = bad_filter(asked) {
        return refusal;
    }
    let items = state.collection(&asked.route.collection);
    let mut found: Vec<&Item> = items.iter().filter(|item| fits(asked, item) && has_tags(asked, item)).collect();
    if let Err(refusal) = sort(asked, &mut found) {
        return refusal;
    }
    let page = match page(asked, &found) {
        Ok(page) => page,
        Err(answer) => return answer,
    };
    let schema = asked.route.schema;
    let shown = shaped(asked, &page.items);
    let Some(key) = schema.list_key() else { return Answer::json(200, &shown) };
    let content = key.rsplit('.').fold(shown, |content, key| json!({ key: content }));
    let Value::Object(mut document) = content else { return Answer::json(200, &content) };
    for field in schema.fields().iter().filter(|field| field.has(Usage::BESIDE)) {
        let first = page.items.first().and_then(|item| item.fields.get(field.wire_name()));
        let value = first.cloned().unwrap_or_else(|| default(field, &asked.token));
        document.insert(field.wire_name().to_owned(), value);
    }
    if schema.pagination() == Pagination::Links {
        document.extend(page.links(asked, key));
    }
    Answer::json(200, &Value::Object(document))
}

/// The items in the shape that the list has.
fn shaped(asked: &Asked<'_>, items: &[&Item]) -> Value {
    let schema = asked.route.schema;
    let id_name = schema.id().map_or("id", Field::wire_name);
    let id = |item: &Item| item.fields.get(id_name).cloned().unwrap_or_default();
    let fields = |item: &&Item| projected(asked, item);
    match schema.list_shape() {
        ListShape::Ids => items.iter().map(|item| id(item)).collect(),
        ListShape::Wrapped => {
            let key = schema.key().unwrap_or_default();
            items.iter().map(|item| json!({ key: fields(item) })).collect()
        }
        ListShape::Map => {
            let is_other =
                |field: &&Field| !field.has(Usage::ID) && !field.has(Usage::PATH) && !field.has(Usage::BESIDE);
            let others: Vec<_> = schema.fields().iter().filter(is_other).collect();
            let entry = |item: &&Item| {
                let mut value = fields(item);
                value.remove(id_name);
                let only = others.first().filter(|_| others.len() == 1).map(|field| field.wire_name());
                let value = only.and_then(|only| value.remove(only)).unwrap_or(Value::Object(value));
                (id(item).as_str().unwrap_or_default().to_owned(), value)
            };
            Value::Object(items.iter().map(entry).collect())
        }
        _ => items.iter().map(|item| Value::Object(fields(item))).collect(),
    }
}

/// What Neutron says to filters that it does not know, or that have values which fit no item. Keystone passes over them.
fn bad_filter(asked: &Asked<'_>) -> Option<Answer> {
    let dialect = asked.dialect();
    if dialect == Dialect::Keystone {
        return None;
    }
    let schema = asked.route.schema;
    let is_query = |name: &&str| schema.queries().any(|query| query.wire_name() == *name);
    let is_fixed = |name: &&str| {
        let query = schema.list_path().split_once('?').map_or("", |(_, query)| query);
        query.split('&').any(|pair| pair.split('=').next() == Some(name))
    };
    let names = asked.query.iter().map(|(name, _)| name.as_str());
    let names = names.filter(|name| !PAGING.contains(name) && !is_query(name) && !is_fixed(name));
    let unknown: Vec<&str> = names.filter(|name| filter(asked, name).is_none()).collect();
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

/// Whether an item has, or has not, the tags that the filters of tags name.
fn has_tags(asked: &Asked<'_>, item: &Item) -> bool {
    if !asked.route.schema.mixins().contains(Mixins::TAGS) {
        return true;
    }
    let tags = item.fields.get("tags").and_then(Value::as_array).into_iter().flatten();
    let own: Vec<&str> = tags.filter_map(Value::as_str).collect();
    let has = |tag: &str| own.contains(&tag);
    asked.query.iter().all(|(name, tags)| match name.as_str() {
        "tags" => tags.split(',').all(has),
        "tags-any" => tags.split(',').any(has),
        "not-tags" => !tags.split(',').all(has),
        "not-tags-any" => !tags.split(',').any(has),
        _ => true,
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

/// The fields that were asked for; all of them where none was.
fn projected(asked: &Asked<'_>, item: &Item) -> Map<String, Value> {
    let wanted = asked.query.iter().filter(|(name, _)| name == "fields").flat_map(|(_, value)| value.split(','));
    let wanted: Vec<&str> = wanted.collect();
    let mut fields = super::item::shown(asked, item, true);
    fields.retain(|name, _| wanted.is_empty() || wanted.contains(&name.as_str()));
    fields
}
