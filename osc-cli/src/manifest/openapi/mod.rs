//! The resources as a document of OpenAPI 3.1.
//!
//! <https://spec.openapis.org/oas/v3.1.0>
//!
//! A path has no more than one operation a method there, and paths that differ in the names of their parameters alone
//! are one path. So calls that share both, as most actions of a server do, become one operation, whose body is any of theirs
//! (`paths`). The paths of several services, each of which has an endpoint of its own, begin with the service's type.

mod operation;
mod paths;
mod schema;

use std::collections::BTreeSet;

use osc_runtime::Value;
use osc_runtime::schema::{Operations, Schema, Usage};
use serde_json::{Map, json};

use super::call::calls;
use paths::Paths;

/// The document.
pub(super) fn document(resources: &[&'static Schema]) -> Value {
    let services: BTreeSet<&str> = resources.iter().map(|schema| schema.service()).collect();
    let is_one_service = services.len() < 2;
    let (mut paths, mut components) = (Paths::default(), Map::new());
    for (schema, name) in resources.iter().zip(names(resources)) {
        let prefix = if is_one_service { String::new() } else { format!("/{}", schema.service()) };
        components.insert(name.clone(), schema::resource(schema));
        for (operation, usage, suffix) in
            [(Operations::CREATE, Usage::CREATE, "create"), (Operations::UPDATE, Usage::UPDATE, "update")]
        {
            if schema.operations().contains(operation) {
                components.insert(format!("{name}.{suffix}"), operation::settable(schema, usage));
            }
        }
        for call in calls(schema) {
            paths.add(&prefix, &call, operation::operation(&call, &name));
        }
    }
    let tags: Vec<Value> = services.iter().map(|service| json!({ "name": service })).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "OpenStack",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "The resources that osc knows",
            "description": if is_one_service {
                "Paths are below the endpoint that the catalog has of the service."
            } else {
                "Paths begin with the type of their service, which stands for the endpoint that the catalog has of it."
            },
        },
        "servers": [{ "url": "{endpoint}", "variables": { "endpoint": { "default": "http://127.0.0.1" } } }],
        "tags": tags,
        "paths": paths.finish(),
        "components": {
            "schemas": components,
            "securitySchemes": { "token": { "type": "apiKey", "in": "header", "name": "X-Auth-Token" } },
        },
        "security": [{ "token": [] }],
    })
}

/// What the components of each resource are called: by the struct, or where two have one name, by the noun.
fn names(resources: &[&'static Schema]) -> Vec<String> {
    let plain = |schema: &Schema| format!("{}.{}", schema.service(), schema.name());
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let name = |schema: &&'static Schema| {
        let is_alone = resources.iter().filter(|other| plain(other) == plain(schema)).count() == 1;
        let by_noun = || format!("{}.{}", schema.service(), schema.command().replace(' ', "-"));
        let name = if is_alone { plain(schema) } else { by_noun() };
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(name);
        taken.insert(free.clone());
        free
    };
    resources.iter().map(name).collect()
}
