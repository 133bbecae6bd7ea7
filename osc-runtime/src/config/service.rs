//! Keys of services: `compute_api_version`, under any of the names that the service has had.

use std::collections::BTreeMap;

use super::keys::{SERVICE, split_service_key};
use super::node::{Map, Node};
use crate::catalog::official;
use crate::error::Result;
use crate::profile::Service;
use crate::schema::Microversion;

/// Reads what a cloud says of services. What is said under a service's own name counts more than what is said under
/// an alias.
pub(super) fn services(cloud: &Map) -> Result<Vec<Service>> {
    let mut said: BTreeMap<String, Vec<(usize, &str, &Node)>> = BTreeMap::new();
    for (name, node) in cloud.iter().filter(|(_, node)| !node.is_empty()) {
        let Some((service, key)) = split_service_key(name) else { continue };
        let (service, rank) = service_type(service);
        said.entry(service).or_default().push((rank, key.name, node));
    }
    let read = |(service, mut said): (String, Vec<(usize, &str, &Node)>)| {
        said.sort_by_key(|(rank, ..)| std::cmp::Reverse(*rank));
        let mut read = Service::new(service);
        for (_, name, node) in &said {
            if let Some(key) = SERVICE.iter().find(|key| key.name == *name) {
                read = (key.read)(read, node)?;
            }
        }
        let last = |wanted: &str| said.iter().rev().find(|(_, name, _)| *name == wanted).map(|(.., node)| *node);
        if let (Some(version), Some(default)) = (last("api_version"), last("default_microversion"))
            && let Some(implied) = implied_microversion(version.text()?)
            && default.text()?.parse() != Ok(implied)
        {
            return Err(version.origin.problem(format_args!(
                "is the microversion `{implied}`, and {} is another: say the major version alone, or one of them",
                default.origin
            )));
        }
        Ok(read)
    };
    said.into_iter().map(read).collect()
}

/// The official type that a key's beginning means, and how far it is from being that. Keys write types with `_`.
pub(super) fn service_type(name: &str) -> (String, usize) {
    let dashed = name.replace('_', "-");
    let Some(known) = official(&dashed).or_else(|| official(name)) else { return (dashed, 0) };
    let alias = known.aliases.iter().position(|alias| *alias == dashed || *alias == name);
    (known.name.to_owned(), alias.map_or(0, |index| index + 1))
}

/// The version of an API. One with digits behind its dot is a microversion too.
pub(super) fn api_version(service: Service, node: &Node) -> Result<Service> {
    let text = node.text()?.trim();
    let version = text.strip_prefix('v').unwrap_or(text);
    if version.parse::<f64>().is_err() {
        tracing::warn!("{} is `{text}`, which is no version and is passed over; expected one such as `3`", node.origin);
        return Ok(service);
    }
    let service = service.api_version(version);
    Ok(match implied_microversion(version) {
        Some(implied) => service.default_microversion(implied),
        None => service,
    })
}

/// The microversion that an API's version names: `2.79`, and not `2` or `2.0`, which are major versions.
fn implied_microversion(version: &str) -> Option<Microversion> {
    version.parse().ok().filter(|version: &Microversion| version.minor() > 0)
}
