//! Paths, each with one operation a method.

use std::collections::BTreeMap;

use osc_runtime::Value;
use serde_json::{Map, json};

use super::schema::set;
use crate::manifest::call::{Call, parameters};

/// The paths so far, by what they are without the names of their parameters.
#[derive(Default)]
pub(super) struct Paths(BTreeMap<String, (String, Map<String, Value>)>);

impl Paths {
    /// Adds a call, or joins it with the one that has its path and method.
    pub(super) fn add(&mut self, prefix: &str, call: &Call, mut operation: Value) {
        let path = call.path.split('?').next().unwrap_or_default();
        let path = format!("{prefix}{path}");
        let (known, methods) = self.0.entry(shape(&path)).or_insert_with(|| (path.clone(), Map::new()));
        rename(&mut operation, &path, known);
        match methods.entry(call.method.as_str().to_lowercase()) {
            serde_json::map::Entry::Vacant(free) => drop(free.insert(operation)),
            serde_json::map::Entry::Occupied(mut taken) => join(taken.get_mut(), operation),
        }
    }

    pub(super) fn finish(self) -> Map<String, Value> {
        self.0.into_values().map(|(path, methods)| (path, Value::Object(methods))).collect()
    }
}

/// `/servers/{id}` as `/servers/{}`.
fn shape(path: &str) -> String {
    let segments = path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// Calls the parameters of a path as those of `known`, which has the same ones under other names.
fn rename(operation: &mut Value, path: &str, known: &str) {
    let names: BTreeMap<&str, &str> = parameters(path).zip(parameters(known)).collect();
    let Some(Value::Array(parameters)) = operation.get_mut("parameters") else { return };
    for parameter in parameters.iter_mut().filter(|parameter| is_in_path(parameter)) {
        let name = parameter.get("name").and_then(Value::as_str).and_then(|name| names.get(name)).copied();
        if let Some(name) = name {
            set(parameter, "name", name.into());
        }
    }
}

fn is_in_path(parameter: &Value) -> bool {
    parameter.get("in").is_some_and(|place| place == "path")
}

/// Makes one operation of two: what only one of them needs is not required.
fn join(one: &mut Value, other: Value) {
    let Value::Object(mut other) = other else { return };
    let mut take = |key: &str| other.remove(key).unwrap_or_default();
    let summary = [one.get("summary").cloned().unwrap_or_default(), take("summary")];
    let summary: Vec<&str> = summary.iter().filter_map(Value::as_str).collect();
    set(one, "summary", summary.join("; ").into());
    if let (Some(Value::Array(all)), Value::Array(more)) = (one.get_mut("parameters"), take("parameters")) {
        join_parameters(all, more);
    }
    match (one.get_mut("requestBody"), take("requestBody")) {
        (None, Value::Null) => {}
        (Some(body), Value::Null) => set(body, "required", false.into()),
        (None, mut body) => {
            set(&mut body, "required", false.into());
            set(one, "requestBody", body);
        }
        (Some(body), more) => {
            let is_required = [&*body, &more].iter().all(|body| body.get("required") == Some(&Value::Bool(true)));
            join_content(body, more);
            set(body, "required", is_required.into());
        }
    }
    let answers = take("responses").pointer_mut("/2XX").map(Value::take);
    if let (Some(answer), Some(more)) = (one.pointer_mut("/responses/2XX"), answers) {
        join_content(answer, more);
    }
}

fn join_parameters(all: &mut Vec<Value>, more: Vec<Value>) {
    let key = |parameter: &Value| (parameter.get("in").cloned(), parameter.get("name").cloned());
    for parameter in all.iter_mut() {
        if !is_in_path(parameter) && !more.iter().any(|other| key(other) == key(parameter)) {
            set(parameter, "required", false.into());
        }
    }
    for mut parameter in more {
        if !all.iter().any(|other| key(other) == key(&parameter)) {
            set(&mut parameter, "required", false.into());
            all.push(parameter);
        }
    }
}

/// Joins the schemas of two bodies, for each type that they can have.
fn join_content(one: &mut Value, mut other: Value) {
    let Some(Value::Object(more)) = other.get_mut("content").map(Value::take) else { return };
    if one.get("content").is_none() {
        set(one, "content", json!({}));
    }
    let Some(Value::Object(content)) = one.get_mut("content") else { return };
    for (kind, mut media) in more {
        let added = media.get_mut("schema").map(Value::take).unwrap_or_default();
        match content.get_mut(&kind).and_then(|media| media.get_mut("schema")) {
            None => drop(content.insert(kind, json!({ "schema": added }))),
            Some(schema) if *schema == added => {}
            Some(schema) => match schema.get_mut("anyOf").and_then(Value::as_array_mut) {
                Some(shapes) if shapes.contains(&added) => {}
                Some(shapes) => shapes.push(added),
                None => *schema = json!({ "anyOf": [schema.take(), added] }),
            },
        }
    }
}
