//! `OS_*`, as `openrc` files set them.

use super::set;
use crate::connection::{ConnectionBuilder, Source};
use crate::error::{Problem, Result};

/// Names before ids, since the last one said counts and an id is the more exact.
const SETTINGS: &[&str] = &[
    "OS_AUTH_URL",
    "OS_USERNAME",
    "OS_USER_ID",
    "OS_PASSWORD",
    "OS_TOKEN",
    "OS_USER_DOMAIN_NAME",
    "OS_USER_DOMAIN_ID",
    "OS_TENANT_NAME",
    "OS_TENANT_ID",
    "OS_PROJECT_NAME",
    "OS_PROJECT_ID",
    "OS_PROJECT_DOMAIN_NAME",
    "OS_PROJECT_DOMAIN_ID",
    "OS_DOMAIN_NAME",
    "OS_DOMAIN_ID",
];

impl ConnectionBuilder {
    /// The cloud that the environment names: `OS_CLOUD`, else `OS_AUTH_URL`, `OS_USERNAME` and so on. What is missing
    /// may be said in code; what then still is, [`connect`](Self::connect) tells.
    ///
    /// # Errors
    ///
    /// Where `OS_CLOUD` names no cloud, or a variable cannot be understood.
    pub fn from_env() -> Result<Self> {
        if let Some(cloud) = variable("OS_CLOUD") {
            return Self::from_cloud(&cloud);
        }
        let mut builder = Self::from_source(Source::Environment);
        for name in SETTINGS {
            if let Some(value) = variable(name) {
                set(&mut builder, &name.trim_start_matches("OS_").to_ascii_lowercase(), &value);
            }
        }
        if let Some(region) = variable("OS_REGION_NAME") {
            builder = builder.region(region);
        }
        if let Some(interface) = variable("OS_INTERFACE").or_else(|| variable("OS_ENDPOINT_TYPE")) {
            let interface =
                interface.parse().map_err(|error| Problem::Config(format!("the variable OS_INTERFACE: {error}")))?;
            builder = builder.interface(interface);
        }
        Ok(builder)
    }
}

/// A variable that is set to something.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
