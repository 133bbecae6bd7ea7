//! What a path and a method ask for.

use osc_runtime::Method;
use osc_runtime::schema::{Action, Operations, Schema};
use percent_encoding::percent_decode_str;

/// What is asked, and of which collection.
pub(crate) struct Route {
    pub(crate) schema: &'static Schema,
    pub(crate) what: What,
    /// Under which the state has the collection: `network/qos/policies/1b61…/rules`.
    pub(crate) collection: String,
    /// The items that the collection is below, as far as their own collections are served.
    pub(crate) parents: Vec<Parent>,
    /// The parameters of the path.
    pub(crate) parameters: Vec<(&'static str, String)>,
    /// The item; nothing where all are meant, or a new one.
    pub(crate) id: Option<String>,
}

/// What is asked.
pub(crate) enum What {
    /// An operation; none where the method is wrong.
    Operation(Operations),
    /// One of these actions, which have one path.
    Action(Vec<&'static Action>),
}

/// An item that has collections below it.
pub(crate) struct Parent {
    pub(crate) schema: &'static Schema,
    pub(crate) collection: String,
    pub(crate) id: String,
}

/// Finds what `method` on `path`, below the endpoint of `service`, asks for; the most literal template wins, and one
/// that fits the method before one that does not.
pub(crate) fn find(schemas: &[&'static Schema], service: &str, method: Method, path: &str) -> Option<Route> {
    let segments = segments(path);
    let here = schemas.iter().filter(|schema| schema.service() == service);
    let mut found: Vec<Candidate> = here.flat_map(|schema| candidates(schema, method, &segments)).collect();
    found.sort_by_key(|candidate| (candidate.fits, candidate.literal));
    let best = found.pop()?;
    let parents = parents(schemas, best.schema, &best.parameters);
    let collection = key(service, &filled(best.schema, &best.parameters));
    let id_field = best.schema.id().map(osc_runtime::schema::Field::name);
    let is_id = |name: &str| name == "id" || Some(name) == id_field;
    let id = best.parameters.iter().rev().find(|(name, _)| is_id(name)).map(|(_, id)| id.clone());
    let what = match best.what {
        // Actions that have one path are told apart by what they send.
        What::Action(mut actions) => {
            let same = found.into_iter().filter(|other| other.fits == best.fits && other.literal == best.literal);
            actions.extend(same.flat_map(|other| match other.what {
                What::Action(actions) => actions,
                What::Operation(_) => Vec::new(),
            }));
            What::Action(actions)
        }
        operation @ What::Operation(_) => operation,
    };
    Some(Route { schema: best.schema, what, collection, parents, parameters: best.parameters, id })
}

/// The collection at `path` of `service`: under which the state has it, and what serves it.
pub(crate) fn collection(schemas: &[&'static Schema], service: &str, path: &str) -> (String, Option<&'static Schema>) {
    let segments = segments(path);
    (key(service, &segments), serving(schemas, service, &segments))
}

/// Whether a path is that of the service itself, perhaps with a version.
pub(crate) fn is_root(path: &str) -> bool {
    segments(path).is_empty()
}

/// The segments of a path, decoded, without the version: an endpoint may name one, and may not.
fn segments(path: &str) -> Vec<String> {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let mut decoded: Vec<String> =
        segments.map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned()).collect();
    if decoded.first().is_some_and(|first| is_version(first)) {
        decoded.remove(0);
    }
    decoded
}

/// Something that a path can mean.
struct Candidate {
    schema: &'static Schema,
    what: What,
    parameters: Vec<(&'static str, String)>,
    /// Whether it has the method.
    fits: bool,
    /// How many segments are no parameters.
    literal: usize,
}

fn candidates(schema: &'static Schema, method: Method, segments: &[String]) -> Vec<Candidate> {
    let item: Vec<&'static str> =
        template(schema.base_path()).chain((!schema.is_singleton()).then_some("{id}")).collect();
    let update: Method = schema.update_method().into();
    let on_item = [
        (Operations::GET, Method::Get),
        (Operations::HEAD, Method::Head),
        (Operations::UPDATE, update),
        (Operations::DELETE, Method::Delete),
    ];
    let list = (Operations::LIST, Method::Get, template(schema.list_path()).collect());
    let create = (Operations::CREATE, schema.create_method(), template(schema.create_path()).collect());
    let operations = on_item.into_iter().map(|(operation, method)| (operation, method, item.clone()));
    let operations =
        operations.chain([list, create]).filter(|(operation, ..)| schema.operations().contains(*operation));
    let mut found: Vec<Candidate> = Vec::new();
    for (operation, wanted, template) in operations {
        let Some(parameters) = captured(&template, segments) else { continue };
        let (fits, literal) = (wanted == method, literal(&template));
        let what = What::Operation(if fits { operation } else { Operations::NONE });
        found.push(Candidate { schema, what, parameters, fits, literal });
    }
    for action in schema.actions() {
        let path: Vec<_> = if action.path().starts_with('/') {
            template(action.path()).collect()
        } else {
            item.iter().copied().chain(template(action.path())).collect()
        };
        let Some(parameters) = captured(&path, segments) else { continue };
        let (fits, literal) = (action.method() == method, literal(&path));
        let what = if fits { What::Action(vec![action]) } else { What::Operation(Operations::NONE) };
        found.push(Candidate { schema, what, parameters, fits, literal });
    }
    found
}

/// The parameters of a template, where it has these segments.
fn captured(template: &[&'static str], segments: &[String]) -> Option<Vec<(&'static str, String)>> {
    if template.len() != segments.len() {
        return None;
    }
    let mut parameters = Vec::new();
    for (part, segment) in template.iter().zip(segments) {
        match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => parameters.push((name, segment.clone())),
            None if part == segment => {}
            None => return None,
        }
    }
    Some(parameters)
}

fn literal(template: &[&str]) -> usize {
    template.iter().filter(|part| !is_parameter(part)).count()
}

/// The segments of a collection's path.
fn filled(schema: &Schema, parameters: &[(&'static str, String)]) -> Vec<String> {
    let value = |name: &str| parameters.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let segment = |part: &'static str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
        Some(name) => value(name).unwrap_or_default(),
        None => part.to_owned(),
    };
    template(schema.base_path()).map(segment).collect()
}

/// The items that a collection is below.
fn parents(schemas: &[&'static Schema], schema: &'static Schema, parameters: &[(&'static str, String)]) -> Vec<Parent> {
    let (service, segments) = (schema.service(), filled(schema, parameters));
    let places = template(schema.base_path()).enumerate().filter(|(_, part)| is_parameter(part));
    let parents = places.filter_map(|(at, _)| {
        let above = segments.get(..at)?;
        let parent = serving(schemas, service, above)?;
        Some(Parent { schema: parent, collection: key(service, above), id: segments.get(at)?.clone() })
    });
    parents.collect()
}

/// The schema whose collection is at these segments; the most literal one.
fn serving(schemas: &[&'static Schema], service: &str, segments: &[String]) -> Option<&'static Schema> {
    let is_there = |schema: &&&'static Schema| {
        let parts: Vec<_> = template(schema.base_path()).collect();
        schema.service() == service && !schema.is_singleton() && captured(&parts, segments).is_some()
    };
    schemas.iter().filter(is_there).copied().min_by_key(|schema| schema.path_parameters().count())
}

/// The segments of a template, without its query.
fn template(path: &'static str) -> impl Iterator<Item = &'static str> {
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    path.split('/').filter(|segment| !segment.is_empty())
}

fn key(service: &str, segments: &[String]) -> String {
    std::iter::once(service).chain(segments.iter().map(String::as_str)).collect::<Vec<_>>().join("/")
}

fn is_parameter(part: &str) -> bool {
    part.starts_with('{')
}

fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix('v').unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}
