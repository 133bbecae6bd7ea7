//! Which resource a path means.

use osc_runtime::schema::Schema;
use percent_encoding::percent_decode_str;

/// A collection or an item of it, as a path names it.
pub(crate) struct Route {
    pub(crate) schema: &'static Schema,
    /// Under which the state has the collection: `network/qos/policies/1b61…/rules`.
    pub(crate) collection: String,
    /// The items that the collection is below, as far as their own collections are served.
    pub(crate) parents: Vec<Parent>,
    /// The item; nothing for the collection as a whole.
    pub(crate) id: Option<String>,
}

/// An item that has collections below it.
pub(crate) struct Parent {
    pub(crate) schema: &'static Schema,
    pub(crate) collection: String,
    pub(crate) id: String,
}

/// Finds what `path`, below the endpoint of `service`, means; the most literal template wins.
pub(crate) fn find(schemas: &[&'static Schema], service: &str, path: &str) -> Option<Route> {
    let segments = segments(path);
    let here = schemas.iter().filter(|schema| schema.service() == service);
    let routes = here.filter_map(|schema| matched(schemas, schema, &segments));
    routes.max_by_key(|route| route.schema.base_path().matches('/').count() * 2 + usize::from(route.id.is_none()))
}

/// The collection at `path` of `service`: under which the state has it, and what serves it.
pub(crate) fn collection(schemas: &[&'static Schema], service: &str, path: &str) -> (String, Option<&'static Schema>) {
    let segments = segments(path);
    (key(service, &segments), serving(schemas, service, &segments))
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

fn matched(schemas: &[&'static Schema], schema: &'static Schema, segments: &[String]) -> Option<Route> {
    let (collection, rest) = segments.split_at_checked(template(schema).count())?;
    let id = match rest {
        [] => None,
        [id] => Some(id.clone()),
        _ => return None,
    };
    if !is_at(schema, collection) {
        return None;
    }
    let service = schema.service();
    let parameters = template(schema).zip(collection).enumerate().filter(|(_, (part, _))| is_parameter(part));
    let parents = parameters.filter_map(|(at, (_, id))| {
        let above = collection.get(..at)?;
        let schema = serving(schemas, service, above)?;
        Some(Parent { schema, collection: key(service, above), id: id.clone() })
    });
    Some(Route { schema, collection: key(service, collection), parents: parents.collect(), id })
}

/// The schema whose collection is at these segments; the most literal one.
fn serving(schemas: &[&'static Schema], service: &str, segments: &[String]) -> Option<&'static Schema> {
    let there = schemas.iter().filter(|schema| schema.service() == service && is_at(schema, segments));
    there.copied().min_by_key(|schema| schema.path_parameters().count())
}

/// Whether the schema's collection can be at these segments.
fn is_at(schema: &'static Schema, segments: &[String]) -> bool {
    template(schema).count() == segments.len()
        && template(schema).zip(segments).all(|(part, segment)| is_parameter(part) || part == segment)
}

fn template(schema: &'static Schema) -> impl Iterator<Item = &'static str> {
    schema.base_path().split('/').filter(|segment| !segment.is_empty())
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
