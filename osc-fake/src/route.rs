//! Which resource a path means.

use osc_runtime::schema::Schema;
use percent_encoding::percent_decode_str;

/// A collection or an item of it, as a path names it.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) schema: &'static Schema,
    /// Under which the state has the collection: `network/qos/policies/1b61…/rules`.
    pub(crate) collection: String,
    /// The item that the collection belongs to: the collection that this one is in, and its id.
    pub(crate) parent: Option<(String, String)>,
    /// The item; nothing for the collection as a whole.
    pub(crate) id: Option<String>,
}

/// Finds what `path`, below the endpoint of `service`, means; the most literal template wins.
pub(crate) fn find(schemas: &[&'static Schema], service: &str, path: &str) -> Option<Route> {
    let segments: Vec<String> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect();
    // An endpoint may name a version, and may not.
    let without_version = match segments.split_first() {
        Some((first, rest)) if is_version(first) => rest,
        _ => &segments,
    };
    let here = schemas.iter().filter(|schema| schema.service() == service);
    let routes = here.filter_map(|schema| matched(schema, without_version));
    routes.max_by_key(|route| route.schema.base_path().matches('/').count() * 2 + usize::from(route.id.is_none()))
}

fn matched(schema: &'static Schema, segments: &[String]) -> Option<Route> {
    let template: Vec<&str> = schema.base_path().split('/').filter(|segment| !segment.is_empty()).collect();
    let (collection, rest) = segments.split_at_checked(template.len())?;
    let mut key = schema.service().to_owned();
    let mut parent = None;
    for (expected, segment) in template.iter().zip(collection) {
        if expected.starts_with('{') {
            parent = Some((key.clone(), segment.clone()));
        } else if expected != segment {
            return None;
        }
        key.push('/');
        key.push_str(segment);
    }
    match rest {
        [] => Some(Route { schema, collection: key, parent, id: None }),
        [id] => Some(Route { schema, collection: key, parent, id: Some(id.clone()) }),
        _ => None,
    }
}

fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix('v').unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}
