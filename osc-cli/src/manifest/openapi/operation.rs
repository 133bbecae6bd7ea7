//! One call as an operation: its parameters and bodies.

use osc_runtime::schema::{Field, Kind, ListShape, Operations, Pagination, Schema, Usage, parameters};
use osc_runtime::{Method, Value};
use serde_json::{Map, json};

use super::schema;
use crate::manifest::call::{self, Body, Call, Content, What};
use crate::prose::{described, first_sentence};

/// A parameter, as OpenAPI has it.
fn parameter(place: &str, name: &str, mut schema: Value, required: bool) -> Value {
    // Several values of one are separated by commas.
    let is_list = place == "query" && schema.get("type").is_some_and(|kind| kind == "array");
    let doc = schema.as_object_mut().and_then(|schema| schema.remove("description"));
    let mut parameter = json!({ "name": name, "in": place, "required": required });
    schema::set(&mut parameter, "schema", schema);
    if let Some(doc) = doc {
        schema::set(&mut parameter, "description", doc);
    }
    if is_list {
        schema::set(&mut parameter, "explode", false.into());
    }
    parameter
}

/// A call, where the components of its resource are called `name` and so on.
pub(super) fn operation(call: &Call, name: &str) -> Value {
    let mut operation = json!({
        "operationId": format!("{name}.{}", call.name),
        "tags": [call.schema.service()],
        "summary": summary(call),
        "parameters": self::parameters_of(call),
        "responses": { "2XX": response(call, name), "default": { "description": "It failed." } },
    });
    let doc = described(call.doc());
    if !doc.is_empty() {
        schema::set(&mut operation, "description", doc.into());
    }
    if let Some(body) = call.request() {
        // What is put may be nothing but its name.
        let is_put = call.method == Method::Put && body.content == Content::Creation;
        let is_required = (matches!(call.what, What::Operation(_)) || body.content == Content::Bytes) && !is_put;
        let content = json!({ body.content_type: { "schema": request(call, &body, name) } });
        schema::set(&mut operation, "requestBody", json!({ "content": content, "required": is_required }));
    }
    let bounds = [("x-since", call.versions.since()), ("x-until", call.versions.until())];
    for (key, version) in bounds.into_iter().filter_map(|(key, bound)| Some((key, bound?))) {
        schema::set(&mut operation, key, version.to_string().into());
    }
    operation
}

fn summary(call: &Call) -> String {
    let noun = call.schema.command();
    match call.what {
        What::Operation(_) => format!("{noun}: {}", call.name),
        What::Action(action) => {
            let about = first_sentence(action.doc());
            if about.is_empty() {
                format!("{noun}: {}", call.name.replace('_', " "))
            } else {
                format!("{noun}: {about}")
            }
        }
    }
}

fn parameters_of(call: &Call) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for name in call::parameters(&call.path) {
        let schema = call.parameter(name).map_or_else(|| json!({ "type": "string" }), schema::field);
        all.push(parameter("path", name, schema, true));
    }
    // A query that belongs to the path always goes with it.
    if let Some((_, query)) = call.path.split_once('?') {
        for (name, value) in query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))) {
            all.push(parameter("query", name, json!({ "type": "string", "const": value }), true));
        }
    }
    let mut query = |name: &str, schema: Value, required: bool| {
        if !all.iter().any(|known| known.get("name").is_some_and(|known| known == name)) {
            all.push(parameter("query", name, schema, required));
        }
    };
    if let What::Operation(Operations::LIST) = call.what {
        for (field, name) in call.schema.fields().iter().filter_map(|field| Some((field, field.filter()?))) {
            query(name, one_of(field), false);
        }
        for field in call.schema.queries() {
            query(field.wire_name(), schema::field(field), false);
        }
        if call.schema.pagination() != Pagination::None {
            query("limit", json!({ "type": "integer" }), false);
            query("marker", json!({ "type": "string" }), false);
        }
    }
    for field in call.fields() {
        if field.has(Usage::QUERY) {
            query(field.wire_name(), schema::field(field), field.has(Usage::REQUIRED));
        }
    }
    // All headers that begin somehow have no name that could be told.
    for (field, header) in call.fields().into_iter().filter_map(|field| Some((field, field.header()?))) {
        if !header.ends_with('*') {
            all.push(parameter("header", header, schema::field(field), field.has(Usage::REQUIRED)));
        }
    }
    let is_change = matches!(call.what, What::Operation(Operations::UPDATE | Operations::DELETE));
    if let Some(field) = call.schema.field_with(Usage::REVISION).filter(|_| is_change) {
        let pattern = format!("^{}=[0-9]+$", field.wire_name());
        all.push(parameter("header", "If-Match", json!({ "type": "string", "pattern": pattern }), false));
    }
    all
}

/// What a list is filtered on: of a field that is a list, one item.
fn one_of(field: &'static Field) -> Value {
    let mut declared = schema::field(field);
    if let Kind::List(item) = field.kind() {
        let doc = declared.get("description").cloned();
        declared = schema::value(*item);
        if let Some(doc) = doc {
            schema::set(&mut declared, "description", doc);
        }
    }
    declared
}

/// A reference to a component.
fn component(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// What an update or a creation can set in its body.
pub(super) fn settable(declared: &'static Schema, usage: Usage) -> Value {
    let in_path = |field: &Field| {
        usage == Usage::CREATE && parameters(declared.create_path()).any(|name| name == field.name())
            || field.has(Usage::PATH)
    };
    let fields =
        declared.fields().iter().filter(move |field| field.has(usage) && field.header().is_none() && !in_path(field));
    schema::object(fields, |field| usage == Usage::CREATE && field.has(Usage::REQUIRED))
}

fn request(call: &Call, body: &Body, name: &str) -> Value {
    let content = match body.content {
        Content::Creation => component(&format!("{name}.create")),
        Content::Creations => json!({ "type": "array", "items": component(&format!("{name}.create")) }),
        Content::Update => component(&format!("{name}.update")),
        Content::Patch => json!({
            "type": "array",
            "items": {
                "type": "object",
                "properties": { "op": { "enum": ["add", "replace", "remove"] }, "path": { "type": "string" }, "value": {} },
                "required": ["op", "path"],
            },
        }),
        Content::Arguments => arguments(call),
        _ => return json!({}),
    };
    // A key of a request is one key, whatever is in it.
    let wrapped = match body.key {
        Some(key) => wrap(key, content),
        None => content,
    };
    match (call.what, call.schema.list_key()) {
        (What::Operation(Operations::CREATE), Some(key)) if call.schema.bulk() == osc_runtime::schema::Bulk::Also => {
            let several = json!({ "type": "array", "items": component(&format!("{name}.create")) });
            json!({ "anyOf": [wrapped, wrap(key, several)] })
        }
        _ => wrapped,
    }
}

/// The arguments of an action that are in its body; `null` where there are none.
fn arguments(call: &Call) -> Value {
    let What::Action(action) = call.what else { return json!({}) };
    let mut fields = action.body().peekable();
    if fields.peek().is_none() {
        return json!({ "type": "null" });
    }
    schema::object(fields, |field| field.has(Usage::REQUIRED))
}

fn wrap(key: &str, content: Value) -> Value {
    let properties = Value::Object(Map::from_iter([(key.to_owned(), content)]));
    let mut object = json!({ "type": "object", "required": [key] });
    schema::set(&mut object, "properties", properties);
    object
}

fn response(call: &Call, name: &str) -> Value {
    let mut response = json!({ "description": "It is done." });
    if let Some(body) = call.response() {
        let content = match body.content {
            Content::Resource => component(name),
            Content::Resources => items(call.schema, name),
            Content::Value(kind) => schema::value(kind),
            _ => json!({}),
        };
        let keys = body.key.unwrap_or_default().rsplit('.').filter(|key| !key.is_empty());
        let mut content = keys.fold(content, |content, key| wrap(key, content));
        if body.content == Content::Resources {
            beside(call.schema, &mut content);
        }
        schema::set(&mut response, "content", json!({ body.content_type: { "schema": content } }));
    }
    let reads = matches!(call.what, What::Operation(operation) if operation != Operations::LIST && operation != Operations::DELETE);
    let headers = call.schema.fields().iter().filter_map(|field| Some((field.header()?, field)));
    let headers: Map<String, Value> = headers
        .filter(|(header, _)| reads && !header.ends_with('*'))
        .map(|(header, field)| (header.to_owned(), json!({ "schema": schema::field(field) })))
        .collect();
    if !headers.is_empty() {
        schema::set(&mut response, "headers", Value::Object(headers));
    }
    response
}

/// What is in a list, by its shape.
fn items(declared: &'static Schema, name: &str) -> Value {
    match declared.list_shape() {
        ListShape::Wrapped => {
            let item = declared.key().map_or_else(|| component(name), |key| wrap(key, component(name)));
            json!({ "type": "array", "items": item })
        }
        ListShape::Ids => json!({ "type": "array", "items": { "type": "string" } }),
        ListShape::Map => {
            let first = declared.fields().iter().find(|field| !field.has(Usage::ID) && !field.has(Usage::PATH));
            let first = first.map(|field| schema::value(field.kind()));
            let shapes: Vec<Value> = [component(name)].into_iter().chain(first).collect();
            json!({ "type": "object", "additionalProperties": { "anyOf": shapes } })
        }
        _ => json!({ "type": "array", "items": component(name) }),
    }
}

/// Adds what stands once beside the items of a list, and where the next page is.
fn beside(declared: &'static Schema, list: &mut Value) {
    let Some(Value::Object(properties)) = list.get_mut("properties") else { return };
    for field in declared.fields().iter().filter(|field| field.has(Usage::BESIDE)) {
        properties.insert(field.wire_name().to_owned(), schema::field(field));
    }
    if let (Some(key), Pagination::Links) =
        (declared.list_key().filter(|key| !key.contains('.')), declared.pagination())
    {
        let link = json!({
            "type": "object",
            "properties": { "rel": { "type": "string" }, "href": { "type": "string" } },
        });
        properties.entry(format!("{key}_links")).or_insert_with(|| json!({ "type": "array", "items": link }));
    }
}
