//! What the files say together: `clouds.yaml` with `secure.yaml` over it, and `clouds-public.yaml` beside them.

use std::path::PathBuf;

use super::environment::Environment;
use super::keys::{SECTIONS, warn_of_unknown};
use super::node::{Map, Node};
use super::search::{Found, Kind, Search};
use crate::error::{Error, Problem, Result};
use crate::nearest::nearest;

/// The clouds, and what holds for all of them.
#[derive(Clone, Default)]
pub(super) struct Files {
    pub(super) clouds: Map,
    /// The sections beside `clouds`: `cache`, `client` and so on.
    pub(super) sections: Map,
    /// The file of clouds, to name it.
    path: Option<String>,
    /// Where there could have been one.
    searched: Vec<PathBuf>,
}

impl Files {
    pub(super) fn read(search: &Search, environment: &Environment) -> Result<Self> {
        let mut files = Self::default();
        match search.read(Kind::Clouds, environment)? {
            Found::File(path, document) => {
                files.path = Some(path.display().to_string());
                files.sections = sections(document)?;
            }
            Found::Nowhere(searched) => files.searched = searched,
        }
        if let Found::File(path, document) = search.read(Kind::Secure, environment)? {
            files.path.get_or_insert(path.display().to_string());
            files.sections.merge(sections(document)?);
        }
        warn_of_unknown(&files.sections, SECTIONS);
        if let Some(clouds) = files.sections.remove("clouds") {
            files.clouds = mapping(clouds, "expected the name of a cloud below it")?;
        }
        Ok(files)
    }

    /// A cloud by its name.
    pub(super) fn cloud(&self, name: &str) -> Result<Map> {
        let cloud = self.clouds.get(name).ok_or_else(|| self.no_cloud(name))?;
        mapping(cloud.clone(), "expected `auth:` and so on below it")
    }

    /// The file that a cloud is in, to name it.
    pub(super) fn path(&self) -> &str {
        self.path.as_deref().unwrap_or("clouds.yaml")
    }

    fn no_cloud(&self, name: &str) -> Error {
        let Some(path) = &self.path else {
            let searched: Vec<_> = self.searched.iter().map(|path| path.display().to_string()).collect();
            let looked =
                if searched.is_empty() { String::new() } else { format!(": looked for {}", searched.join(", ")) };
            return Problem::NoCloud(format!(
                "no cloud `{name}`, and no clouds.yaml{looked}; write one, or set `OS_CLIENT_CONFIG_FILE` to where it is"
            ))
            .into();
        };
        if self.clouds.is_empty() {
            let text = "no `clouds`; expected `clouds:` at the top, with the name of a cloud below it";
            return Problem::Config(format!("{path}: {text}")).into();
        }
        let hint = match nearest(name, self.clouds.keys()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has `{}`", self.clouds.keys().collect::<Vec<_>>().join("`, `")),
        };
        Problem::NoCloud(format!("no cloud `{name}` in {path}; {hint}")).into()
    }
}

/// The profiles of `clouds-public.yaml`.
pub(super) fn public_clouds(search: &Search, environment: &Environment) -> Result<Map> {
    match search.read(Kind::Public, environment)? {
        Found::File(_, document) => match sections(document)?.remove("public-clouds") {
            Some(profiles) => mapping(profiles, "expected the name of a profile below it"),
            None => Ok(Map::default()),
        },
        Found::Nowhere(_) => Ok(Map::default()),
    }
}

fn sections(document: Node) -> Result<Map> {
    mapping(document, "expected `clouds:` at the top")
}

/// A mapping, or nothing.
pub(super) fn mapping(node: Node, expected: &str) -> Result<Map> {
    match node {
        node if node.is_null() => Ok(Map::default()),
        node => match node.map() {
            Some(map) => Ok(map.clone()),
            None => Err(node.origin.problem(format_args!("is no mapping; {expected}"))),
        },
    }
}
