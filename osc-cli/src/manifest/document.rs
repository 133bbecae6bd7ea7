//! The manifest: all that is declared, as data for other programs.
//!
//! Its form is described in `docs/manifest.md`, and [`VERSION`] is raised when what is there changes its meaning; that
//! something is added does not.

use osc_runtime::Value;
use osc_runtime::schema::{Bulk, Constant, Field, Kind, ListShape, Pagination, Returns, Schema, Verb, Versions};
use serde_json::{Map, json};

use super::call::{Body, Call, Content, What, calls};

/// The version of the manifest's form.
const VERSION: u32 = 1;

/// The manifest of these resources.
pub(super) fn manifest(resources: &[&'static Schema]) -> Value {
    let resources: Vec<Value> = resources.iter().map(|schema| resource(schema)).collect();
    json!({ "manifest": VERSION, "osc": env!("CARGO_PKG_VERSION"), "resources": resources })
}

fn resource(schema: &'static Schema) -> Value {
    let (operations, actions): (Vec<Call>, Vec<Call>) =
        calls(schema).into_iter().partition(|call| matches!(call.what, What::Operation(_)));
    let mut resource = said(json!({
        "name": schema.name(),
        "doc": schema.doc(),
        "service": schema.service(),
        "noun": schema.command(),
        "variant": schema.variant(),
        "base_path": schema.base_path(),
        "path_parameters": schema.path_parameters().collect::<Vec<_>>(),
        "id": schema.id().map(Field::name),
        "operations": operations.iter().map(operation).collect::<Vec<_>>(),
        "fields": fields(schema.fields()),
        "queries": schema.queries().map(field).collect::<Vec<_>>(),
        "actions": actions.iter().map(action).collect::<Vec<_>>(),
        "mixins": schema.mixins().names().collect::<Vec<_>>(),
        "busy": schema.busy(),
    }));
    resource.insert("singleton".to_owned(), schema.is_singleton().into());
    let list = match schema.list_shape() {
        ListShape::Wrapped => "wrapped",
        ListShape::Ids => "ids",
        ListShape::Map => "map",
        _ => "objects",
    };
    let pagination = match schema.pagination() {
        Pagination::Marker => "marker",
        Pagination::None => "none",
        _ => "links",
    };
    resource.insert("list".to_owned(), json!({ "shape": list, "pagination": pagination }));
    let bulk = match schema.bulk() {
        Bulk::Also => "also",
        Bulk::Only => "only",
        _ => "never",
    };
    resource.insert("bulk".to_owned(), bulk.into());
    if let Some(field) = schema.state_field() {
        let state = schema.state();
        let states = json!({
            "field": field.name(),
            "ready": state.ready(),
            "failed": state.failed(),
            "pending": state.pending(),
        });
        resource.insert("state".to_owned(), states);
    }
    Value::Object(resource)
}

/// An object without what there is nothing to say of.
fn said(value: Value) -> Map<String, Value> {
    let Value::Object(mut object) = value else { return Map::new() };
    object.retain(|_, value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    });
    object
}

fn operation(call: &Call) -> Value {
    let mut operation = said(json!({
        "name": call.name,
        "method": call.method.as_str(),
        "path": call.path,
        "idempotent": call.is_idempotent,
        "request": call.request().map(|body| self::body(&body)),
        "response": call.response().map(|body| self::body(&body)),
    }));
    versions(call.versions, &mut operation);
    Value::Object(operation)
}

fn action(call: &Call) -> Value {
    let mut value = operation(call);
    if let (Value::Object(object), What::Action(action)) = (&mut value, call.what) {
        let more = json!({
            "doc": action.doc(),
            "arguments": fields(action.arguments()),
            "leads_to": action.leads_to(),
            // None are said where it is called as the action is; an empty list is no command.
            "cli": action.verbs().map(|verbs| json!({ "verbs": verbs.iter().map(verb).collect::<Vec<_>>() })),
            "returns": match action.returns() {
                Returns::Nothing => "nothing",
                Returns::Resource => "resource",
                Returns::Existence => "existence",
                Returns::Bytes => "bytes",
                _ => "value",
            },
        });
        object.extend(said(more));
    }
    value
}

fn verb(verb: &Verb) -> Value {
    Value::Object(said(json!({ "words": verb.words(), "argument": verb.argument() })))
}

fn body(body: &Body) -> Value {
    let mut object = said(json!({
        "key": body.key,
        "content_type": body.content_type,
        "content": match body.content {
            Content::Resource => "resource",
            Content::Resources => "resources",
            Content::Creation => "creation",
            Content::Creations => "creations",
            Content::Update => "update",
            Content::Patch => "json-patch",
            Content::Arguments => "arguments",
            Content::Value(_) => "value",
            Content::Bytes => "bytes",
        },
    }));
    if let Content::Value(kind) = body.content {
        object.insert("type".to_owned(), self::kind(kind));
    }
    Value::Object(object)
}

fn fields(fields: impl IntoIterator<Item = &'static Field>) -> Vec<Value> {
    fields.into_iter().map(field).collect()
}

fn field(field: &'static Field) -> Value {
    // What can be filtered on says as what.
    let usage = field.usage().names().filter(|name| *name != "filter");
    let mut object = said(json!({
        "name": field.name(),
        "wire_name": field.wire_name(),
        "doc": field.doc(),
        "type": kind(field.kind()),
        "nullable": field.nullable(),
        "usage": usage.collect::<Vec<_>>(),
        "filter": field.filter(),
        "sort": field.sort_key().filter(|key| *key != field.wire_name()),
        "header": field.header(),
        "alias": field.alias(),
        "references": field.reference().map(|schema| json!({
            "name": schema.name(),
            "service": schema.service(),
            "noun": schema.command(),
        })),
    }));
    let cli = said(json!({
        "option": field.option(),
        "switches": field.switches().iter().map(|switch| json!({
            "option": switch.option(),
            "value": switch.value().to_value(),
        })).collect::<Vec<_>>(),
        "column": field.heading().map(|heading| json!({ "heading": heading })),
        "long": field.long_heading().map(|heading| json!({ "heading": heading })),
        "words": field.words().map(|(yes, no)| json!([yes, no])),
        "range": field.range().map(|(option, upper)| json!({ "option": option, "to": upper })),
        "positional": field.is_positional().then_some(true),
        "default": field.default().map(Constant::to_value),
        "shown_as": Some(field.shown_as()).filter(|name| *name != field.wire_name()),
    }));
    if !cli.is_empty() {
        object.insert("cli".to_owned(), Value::Object(cli));
    }
    versions(field.versions(), &mut object);
    Value::Object(object)
}

fn versions(versions: Versions, object: &mut Map<String, Value>) {
    let bounds = [("since", versions.since()), ("until", versions.until())];
    object.extend(bounds.into_iter().filter_map(|(key, bound)| Some((key.to_owned(), bound?.to_string().into()))));
}

fn kind(kind: Kind) -> Value {
    let name = match kind {
        Kind::Bool => "boolean",
        Kind::Int => "integer",
        Kind::Float => "number",
        Kind::Text => "string",
        Kind::Time => "time",
        Kind::Secret => "secret",
        Kind::List(item) => return json!({ "kind": "list", "of": self::kind(*item) }),
        Kind::Map(value) => return json!({ "kind": "map", "of": self::kind(*value) }),
        Kind::Object(declared) => return json!({ "kind": "object", "fields": fields(declared) }),
        Kind::Bytes => "bytes",
        _ => "any",
    };
    json!({ "kind": name })
}
