//! `OS_*`, as `openrc` files set them: a cloud of its own, and which cloud to use.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use super::node::{Map, Node, Origin};
use crate::error::{Problem, Result};

/// What the cloud of the environment is called, unless `OS_CLOUD_NAME` says otherwise.
const NAME: &str = "envvars";

/// Variables that choose, and describe nothing.
const SELECTORS: &[&str] =
    &["OS_CLOUD", "OS_REGION_NAME", "OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE", "OS_CLOUD_NAME"];

/// What the variables of OpenStack's test suites begin with.
const FOREIGN: &[&str] = &["OS_TEST", "OS_STD", "OS_LOG"];

/// Variables and their values. One that is set to nothing is as good as none.
#[derive(Clone, Default)]
pub(super) struct Environment(Vec<(OsString, OsString)>);

impl Environment {
    pub(super) fn of_the_process() -> Self {
        std::env::vars_os().collect()
    }

    /// A variable that may be a path in no encoding.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        self.value(name).map(PathBuf::from)
    }

    /// A variable that has to be a text.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>> {
        self.value(name).map(|value| text(name, value)).transpose()
    }

    fn value(&self, name: &str) -> Option<&OsStr> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_os_str())
    }

    /// The name of [`cloud`](Self::cloud).
    pub(super) fn cloud_name(&self) -> Result<&str> {
        Ok(self.text("OS_CLOUD_NAME")?.unwrap_or(NAME))
    }

    /// What the variables describe, where any does more than choose.
    pub(super) fn cloud(&self) -> Result<Option<Map>> {
        let mut cloud = Map::default();
        let mut describes = false;
        for (name, value) in &self.0 {
            let Some(name) = name.to_str().filter(|name| !FOREIGN.iter().any(|foreign| name.starts_with(foreign)))
            else {
                continue;
            };
            let Some(key) = name.strip_prefix("OS_") else { continue };
            describes |= !SELECTORS.contains(&name);
            let node = Node::text_at(Origin::Variable(name.to_owned()), text(name, value)?);
            cloud.insert(key.to_ascii_lowercase(), node);
        }
        Ok(describes.then_some(cloud))
    }
}

impl<K: Into<OsString>, V: Into<OsString>> FromIterator<(K, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(variables: I) -> Self {
        let pairs = variables.into_iter().map(|(name, value)| (name.into(), value.into()));
        Self(pairs.filter(|(_, value): &(OsString, OsString)| !value.is_empty()).collect())
    }
}

fn text<'a>(name: &str, value: &'a OsStr) -> Result<&'a str> {
    value.to_str().ok_or_else(|| Problem::Config(format!("{name} in the environment is no text in UTF-8")).into())
}
