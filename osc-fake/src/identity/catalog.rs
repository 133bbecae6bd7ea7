//! The catalog: the services of the registered resources, and what a test wants to be in it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use osc_runtime::Value;
use osc_runtime::schema::Schema;
use serde_json::json;

use super::REGION;

/// What a test wants to be in the catalog, and what not.
#[derive(Debug, Default)]
pub(crate) struct Endpoints {
    /// In place of those of the service that is made from the schemas.
    pub(crate) listed: Vec<Endpoint>,
    /// Services that are there, and not listed.
    pub(crate) unlisted: BTreeSet<String>,
}

/// One endpoint of the catalog.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) service: String,
    pub(crate) interface: String,
    pub(crate) region: String,
    /// With `{origin}` for the cloud's own, and `$(project_id)s` as in Keystone's own database.
    pub(crate) url: String,
}

/// What the catalog tells.
#[derive(Debug)]
pub(crate) struct Catalog {
    /// Those of the registered resources.
    services: BTreeSet<&'static str>,
    endpoints: BTreeMap<String, Vec<Endpoint>>,
    origin: String,
}

impl Catalog {
    /// That of a cloud with these resources.
    pub(super) fn new(origin: &str, schemas: &[&'static Schema], wanted: Endpoints) -> Self {
        let services: BTreeSet<_> = schemas.iter().map(|schema| schema.service()).chain(["identity"]).collect();
        let mut endpoints: BTreeMap<String, Vec<Endpoint>> = BTreeMap::new();
        for mut endpoint in wanted.listed {
            endpoint.url = endpoint.url.replace("{origin}", origin);
            endpoints.entry(endpoint.service.clone()).or_default().push(endpoint);
        }
        for service in &services {
            let interfaces = ["public", "internal", "admin"];
            let made = || interfaces.map(|interface| Endpoint::made(service, interface, origin)).into();
            endpoints.entry((*service).to_owned()).or_insert_with(made);
        }
        endpoints.retain(|service, _| !wanted.unlisted.contains(service));
        Self { services, endpoints, origin: origin.to_owned() }
    }

    /// The catalog as a token has it. An endpoint for a project is left out where there is none, as Keystone does.
    pub(super) fn document(&self, project_id: Option<&str>) -> Value {
        let endpoints = self.endpoints.iter().map(|(service, endpoints)| {
            let shown = endpoints.iter().enumerate().filter_map(|(at, endpoint)| {
                Some(json!({
                    "id": format!("{service}-{}-{at}", endpoint.interface), "interface": endpoint.interface,
                    "region": endpoint.region, "region_id": endpoint.region, "url": endpoint.address(project_id)?,
                }))
            });
            json!({"id": service, "type": service, "name": service, "endpoints": shown.collect::<Value>()})
        });
        endpoints.collect()
    }

    /// The service that a path is of, and what of it is below the endpoint: by the endpoints that a test has named, else by
    /// the first segment.
    pub(crate) fn place<'a>(&'a self, path: &'a str, project_id: Option<&str>) -> (&'a str, &'a str) {
        let path = path.trim_start_matches('/');
        let first = path.split_once('/').unwrap_or((path, ""));
        let below = |endpoint: &Endpoint| {
            let address = endpoint.address(project_id)?;
            let base = address.strip_prefix(&self.origin)?.trim_matches('/');
            let rest = path.strip_prefix(base)?;
            (!base.is_empty() && (rest.is_empty() || rest.starts_with('/'))).then(|| rest.trim_start_matches('/'))
        };
        let found = self.endpoints.values().flatten().filter_map(|endpoint| Some((endpoint, below(endpoint)?)));
        match found.min_by_key(|(_, below)| below.len()) {
            Some((endpoint, below)) if self.services.contains(endpoint.service.as_str()) => (&endpoint.service, below),
            // Under an alias, the path tells which service it is.
            Some((_, below)) if self.services.contains(first.0) => (first.0, below),
            _ => first,
        }
    }
}

impl Endpoint {
    /// The one that is made from the schemas.
    fn made(service: &str, interface: &str, origin: &str) -> Self {
        let version = if service == "identity" { "/v3" } else { "" };
        Self {
            service: service.to_owned(),
            interface: interface.to_owned(),
            region: REGION.to_owned(),
            url: format!("{origin}/{service}{version}"),
        }
    }

    /// Its address for a project; nothing where it is for one, and there is none.
    fn address(&self, project_id: Option<&str>) -> Option<Cow<'_, str>> {
        let mut address = Cow::Borrowed(self.url.as_str());
        for place in ["$(project_id)s", "%(project_id)s", "$(tenant_id)s", "%(tenant_id)s"] {
            if address.contains(place) {
                address = address.replace(place, project_id?).into();
            }
        }
        Some(address)
    }
}
