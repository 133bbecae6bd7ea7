//! What can be asked of a resource, call by call: its operations, then its actions.

use osc_runtime::Method;
use osc_runtime::schema::{Action, Bulk, Field, Kind, Operations, Returns, Schema, UpdateMethod, Usage, Versions};

/// A call.
pub(super) struct Call {
    pub(super) schema: &'static Schema,
    pub(super) name: &'static str,
    pub(super) what: What,
    pub(super) method: Method,
    /// Below the service's endpoint, with parameters in braces; perhaps with a query.
    pub(super) path: String,
    pub(super) versions: Versions,
    pub(super) is_idempotent: bool,
}

/// What a call is.
#[derive(Clone, Copy)]
pub(super) enum What {
    Operation(Operations),
    Action(&'static Action),
}

/// What a body holds, within its envelope.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Content {
    /// The resource.
    Resource,
    /// Several of them, in the shape of lists.
    Resources,
    /// What a creation can set.
    Creation,
    /// A list of that.
    Creations,
    /// What an update can set.
    Update,
    /// Operations of a JSON patch.
    Patch,
    /// The arguments of an action.
    Arguments,
    Value(Kind),
    Bytes,
}

/// What is sent or answered.
pub(super) struct Body {
    pub(super) key: Option<&'static str>,
    pub(super) content: Content,
    pub(super) content_type: &'static str,
}

const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";

/// The calls of a resource.
pub(super) fn calls(schema: &'static Schema) -> Vec<Call> {
    let all = [
        Operations::LIST,
        Operations::GET,
        Operations::HEAD,
        Operations::CREATE,
        Operations::UPDATE,
        Operations::DELETE,
    ];
    let there = all.into_iter().filter(|operation| schema.operations().contains(*operation));
    let operations = there.map(|operation| Call {
        schema,
        name: operation.names().next().unwrap_or_default(),
        what: What::Operation(operation),
        method: match operation {
            Operations::CREATE => schema.create_method(),
            Operations::UPDATE => schema.update_method().into(),
            Operations::DELETE => Method::Delete,
            Operations::HEAD => Method::Head,
            _ => Method::Get,
        },
        path: match operation {
            Operations::LIST => schema.list_path().to_owned(),
            Operations::CREATE => schema.create_path().to_owned(),
            _ => below_item(schema, ""),
        },
        versions: schema.versions(operation),
        is_idempotent: schema.is_idempotent(operation),
    });
    let actions = schema.actions().map(|action| Call {
        schema,
        name: action.name(),
        what: What::Action(action),
        method: action.method(),
        path: if action.path().starts_with('/') { action.path().to_owned() } else { below_item(schema, action.path()) },
        versions: action.versions(),
        is_idempotent: action.is_idempotent(),
    });
    operations.chain(actions).collect()
}

/// The path of what is below one item.
fn below_item(schema: &'static Schema, rest: &str) -> String {
    let (path, query) = schema.base_path().split_at(schema.base_path().find('?').unwrap_or(schema.base_path().len()));
    // No path has two parameters of one name.
    let name = schema.id().map_or("id", Field::name);
    let name = if schema.path_parameters().any(|other| other == name) { "item_id" } else { name };
    let item = if schema.is_singleton() { String::new() } else { format!("{{{name}}}") };
    let segments = [path.trim_end_matches('/'), &item, rest].into_iter().filter(|segment| !segment.is_empty());
    let joined = segments.collect::<Vec<_>>().join("/");
    let slash = if joined.starts_with('/') { "" } else { "/" };
    format!("{slash}{joined}{query}")
}

impl Call {
    /// What it does, where that is said.
    pub(super) fn doc(&self) -> &'static str {
        match self.what {
            What::Operation(_) => "",
            What::Action(action) => action.doc(),
        }
    }

    /// What it sends.
    pub(super) fn request(&self) -> Option<Body> {
        let schema = self.schema;
        let json = |key, content| Some(Body { key, content, content_type: JSON });
        match self.what {
            What::Operation(Operations::CREATE) => match schema.bulk() {
                Bulk::Only => json(schema.create_key(), Content::Creations),
                _ => json(schema.create_key(), Content::Creation),
            },
            What::Operation(Operations::UPDATE) => match schema.update_method() {
                UpdateMethod::JsonPatch => {
                    Some(Body { key: None, content: Content::Patch, content_type: schema.content_type() })
                }
                _ => Some(Body { key: schema.key(), content: Content::Update, content_type: schema.content_type() }),
            },
            What::Operation(_) => None,
            What::Action(action) if action.arguments().iter().any(|argument| argument.has(Usage::BODY)) => {
                let content_type = if action.content_type() == JSON { BYTES } else { action.content_type() };
                Some(Body { key: None, content: Content::Bytes, content_type })
            }
            What::Action(action) => {
                let reads = matches!(action.method(), Method::Get | Method::Head);
                let says = action.key().is_some() || action.body().next().is_some();
                let body = Body { key: action.key(), content: Content::Arguments, content_type: action.content_type() };
                Some(body).filter(|_| says && !reads)
            }
        }
    }

    /// What it answers.
    pub(super) fn response(&self) -> Option<Body> {
        let schema = self.schema;
        let json = |key, content| Some(Body { key, content, content_type: JSON });
        match self.what {
            What::Operation(Operations::LIST) => json(schema.list_key(), Content::Resources),
            What::Operation(Operations::CREATE) if schema.bulk() == Bulk::Only => {
                json(schema.created_key(), Content::Resources)
            }
            What::Operation(Operations::CREATE) => json(schema.created_key(), Content::Resource),
            What::Operation(Operations::GET | Operations::UPDATE) => json(schema.key(), Content::Resource),
            What::Operation(_) => None,
            What::Action(action) => match action.returns() {
                Returns::Resource => json(action.response_key().or(schema.key()), Content::Resource),
                Returns::Value(kind) => json(action.response_key(), Content::Value(kind)),
                Returns::Bytes => Some(Body { key: None, content: Content::Bytes, content_type: BYTES }),
                _ => None,
            },
        }
    }

    /// The fields of the resource that its body can hold, or the arguments that it has.
    pub(super) fn fields(&self) -> Vec<&'static Field> {
        let usage = match self.what {
            What::Action(action) => return action.arguments().iter().collect(),
            What::Operation(Operations::CREATE) => Usage::CREATE,
            What::Operation(Operations::UPDATE) => Usage::UPDATE,
            What::Operation(_) => return Vec::new(),
        };
        self.schema.fields().iter().filter(|field| field.has(usage) && !field.has(Usage::PATH)).collect()
    }

    /// The field or argument that a parameter of the path is.
    pub(super) fn parameter(&self, name: &str) -> Option<&'static Field> {
        let arguments = match self.what {
            What::Action(action) => action.arguments(),
            What::Operation(_) => &[],
        };
        let named = arguments.iter().chain(self.schema.fields()).find(|field| field.name() == name);
        named.or_else(|| self.schema.id().filter(|_| matches!(name, "id" | "item_id")))
    }
}

/// The names of a path's parameters, from left to right.
pub(super) fn parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

#[cfg(test)]
mod tests {
    use osc_runtime::schema::mixin;

    use super::*;

    const FIELDS: &[Field] = &[Field::of("id", <String as osc_runtime::codec::Attribute>::SHAPE, Usage::ID.bits())];
    static SERVER: Schema = Schema::new("Server", "compute", "/servers?all=1")
        .with_key("server")
        .with_list_key("servers")
        .with_operations(Operations::LIST.and(Operations::GET))
        .with_actions(&[&mixin::ADD_TAG])
        .with_fields(FIELDS);

    #[test]
    fn a_call_has_its_path_and_its_envelopes() {
        let calls = calls(&SERVER);
        let told: Vec<_> = calls.iter().map(|call| format!("{} {} {}", call.name, call.method, call.path)).collect();
        assert_eq!(
            told,
            ["list GET /servers?all=1", "get GET /servers/{id}?all=1", "add_tag PUT /servers/{id}/tags/{tag}?all=1"]
        );
        let keys: Vec<_> = calls.iter().map(|call| call.response().and_then(|body| body.key)).collect();
        assert_eq!(keys, [Some("servers"), Some("server"), None]);
        assert_eq!(parameters(&calls[2].path).collect::<Vec<_>>(), ["id", "tag"]);
        assert_eq!(calls[2].parameter("tag").unwrap().name(), "tag");
    }

    #[test]
    fn no_path_has_two_parameters_of_one_name() {
        static TAG: Schema = Schema::new("Tag", "network", "/{id}/tags").with_operations(Operations::GET);
        static ROOT: Schema = Schema::new("Root", "object-store", "/").with_operations(Operations::GET);
        assert_eq!(calls(&TAG)[0].path, "/{id}/tags/{item_id}");
        assert_eq!(calls(&ROOT)[0].path, "/{id}");
    }
}
