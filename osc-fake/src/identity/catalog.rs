//! The catalog: the services of the registered resources, and what a test wants to be in it.

use std::collections::BTreeSet;

use osc_runtime::Value;
use osc_runtime::schema::Schema;
use serde_json::json;

use super::REGION;

/// What the catalog tells.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    services: BTreeSet<&'static str>,
}

impl Catalog {
    /// That of a cloud with these resources.
    pub(crate) fn new(schemas: &[&'static Schema]) -> Self {
        Self { services: schemas.iter().map(|schema| schema.service()).chain(["identity"]).collect() }
    }

    /// The catalog as a token has it.
    pub(super) fn document(&self, origin: &str) -> Value {
        let entry = |service: &&str| {
            let version = if *service == "identity" { "/v3" } else { "" };
            let endpoint = |interface: &str| {
                json!({
                    "id": format!("{service}-{interface}"), "interface": interface,
                    "region": REGION, "region_id": REGION, "url": format!("{origin}/{service}{version}"),
                })
            };
            let endpoints: Vec<_> = ["public", "internal", "admin"].map(endpoint).into();
            json!({"id": service, "type": service, "name": service, "endpoints": endpoints})
        };
        self.services.iter().map(entry).collect()
    }
}
