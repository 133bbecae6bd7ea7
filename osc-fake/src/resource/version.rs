//! Microversions: what a service offers, and what a request asks for.
//!
//! <https://specs.openstack.org/openstack/api-sig/guidelines/microversion_specification.html>

use osc_runtime::schema::{Microversion, Operations, Schema, Versions};
use serde_json::json;

use crate::answer::{Answer, Dialect};

/// The microversions that a service has.
pub(crate) type Range = (Microversion, Microversion);

/// From the first version of its major one to the newest that a resource of the service mentions; nothing where none
/// does.
pub(crate) fn range(schemas: &[&'static Schema], service: &str) -> Option<Range> {
    let here = schemas.iter().filter(|schema| schema.service() == service);
    let mentioned = here.flat_map(|schema| {
        let operations = (0..u8::BITS).map(|bit| schema.versions(Operations::from_bits(1 << bit)));
        let fields = schema.fields().iter().map(osc_runtime::schema::Field::versions);
        let actions = schema.actions().flat_map(|action| {
            action.arguments().iter().map(osc_runtime::schema::Field::versions).chain([action.versions()])
        });
        operations.chain(fields).chain(actions).flat_map(|versions| [versions.since(), versions.until()])
    });
    let newest = mentioned.flatten().max()?;
    Some((Microversion::new(newest.major(), 1), newest))
}

/// What a service answers at its own address.
pub(crate) fn document(url: &str, range: Option<Range>) -> Answer {
    let segment = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let id = if segment.starts_with('v') { segment } else { "v1" };
    let text = |pick: fn(Range) -> Microversion| range.map(|range| pick(range).to_string()).unwrap_or_default();
    let (newest, oldest) = (text(|(_, newest)| newest), text(|(oldest, _)| oldest));
    let links = json!([{"rel": "self", "href": url}]);
    let version = json!({"id": id, "status": "CURRENT", "version": newest, "min_version": oldest, "links": links});
    Answer::json(200, &json!({ "version": version }))
}

/// The version that a request asks for: the oldest where it says nothing; its refusal where there is no such one.
pub(crate) fn asked(
    headers: &[(String, String)],
    (oldest, newest): Range,
    dialect: Dialect,
) -> Result<Microversion, Answer> {
    let header = headers.iter().find(|(name, _)| name.ends_with("-api-version"));
    let Some(text) = header.and_then(|(_, value)| value.split_whitespace().last()) else { return Ok(oldest) };
    let version = if text == "latest" { Ok(newest) } else { text.parse() };
    version.ok().filter(|version| (oldest..=newest).contains(version)).ok_or_else(|| {
        let message =
            format!("Version {text} is not supported by the API. Minimum is {oldest} and maximum is {newest}.");
        dialect.refuse(406, "HTTPNotAcceptable", &message)
    })
}

/// Whether a version has something.
pub(super) fn has(version: Option<Microversion>, versions: Versions) -> bool {
    version.is_none_or(|version| {
        versions.since().is_none_or(|since| version >= since) && versions.until().is_none_or(|until| version <= until)
    })
}

/// An answer that tells of its version.
pub(crate) fn told(answer: Answer, service: &str, version: Option<Microversion>) -> Answer {
    match version {
        Some(version) => answer
            .header("openstack-api-version", format!("{service} {version}"))
            .header("vary", "OpenStack-API-Version"),
        None => answer,
    }
}
