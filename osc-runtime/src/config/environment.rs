//! `OS_*`, as `openrc` files set them.

use std::path::PathBuf;

use super::{SETTINGS, check_auth_type, set};
use crate::connection::{ConnectionBuilder, Source};
use crate::error::{Problem, Result};

impl ConnectionBuilder {
    /// The cloud that the environment names: `OS_CLOUD`, else `OS_AUTH_URL`, `OS_USERNAME` and so on. What is missing
    /// may be said in code; what then still is, [`connect`](Self::connect) tells.
    ///
    /// # Errors
    ///
    /// Where `OS_CLOUD` names no cloud, or a variable cannot be understood.
    pub fn from_env() -> Result<Self> {
        if let Some(cloud) = text("OS_CLOUD")? {
            return Self::from_cloud(&cloud);
        }
        let mut builder = Self::from_source(Source::Environment);
        if let Some(kind) = text("OS_AUTH_TYPE")? {
            check_auth_type("OS_AUTH_TYPE in the environment", &kind)?;
        }
        for name in SETTINGS {
            if let Some(value) = text(&format!("OS_{}", name.to_ascii_uppercase()))? {
                set(&mut builder, name, &value);
            }
        }
        if let Some(region) = text("OS_REGION_NAME")? {
            builder = builder.region(region);
        }
        for name in ["OS_ENDPOINT_TYPE", "OS_INTERFACE"] {
            if let Some(interface) = text(name)? {
                let mistake = |error| Problem::Config(format!("{name} in the environment: {error}"));
                builder = builder.interface(interface.parse().map_err(mistake)?);
            }
        }
        Ok(builder)
    }
}

/// A variable that is set to something.
fn text(name: &str) -> Result<Option<String>> {
    let text = path(name).map(|value| value.into_os_string().into_string()).transpose();
    Ok(text.map_err(|_| Problem::Config(format!("{name} in the environment is no text in UTF-8")))?)
}

/// A variable that is set to something, which may be a path in no encoding.
pub(super) fn path(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
