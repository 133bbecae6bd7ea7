//! `clouds.yaml` and `secure.yaml`: where they are, and what they hold.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::environment::variable;
use crate::error::{Problem, Result};

/// A file of clouds, read.
pub(super) struct CloudsFile {
    pub(super) path: PathBuf,
    pub(super) clouds: Map<String, Value>,
}

/// `clouds.yaml` with `secure.yaml` over it.
pub(super) fn read_clouds() -> Result<CloudsFile> {
    let path = find("clouds", "OS_CLIENT_CONFIG_FILE").map_err(|searched| {
        Problem::NoCloud(format!(
            "no clouds.yaml: looked for {}; write one, or set `OS_CLIENT_CONFIG_FILE` to where it is",
            searched.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
        ))
    })?;
    let mut clouds = read(&path)?;
    if let Ok(secure) = find("secure", "OS_CLIENT_SECURE_FILE") {
        merge(&mut clouds, read(&secure)?);
    }
    Ok(CloudsFile { path, clouds })
}

/// The first file of the search path, else the search path.
fn find(stem: &str, variable_name: &str) -> Result<PathBuf, Vec<PathBuf>> {
    if let Some(path) = variable(variable_name).map(PathBuf::from) {
        return if path.is_file() { Ok(path) } else { Err(vec![path]) };
    }
    let home = variable("HOME").map(PathBuf::from);
    let config = variable("XDG_CONFIG_HOME").map(PathBuf::from).or(home.map(|home| home.join(".config")));
    let folders =
        [Some(PathBuf::from(".")), config.map(|config| config.join("openstack")), Some("/etc/openstack".into())];
    let folders: Vec<_> = folders.into_iter().flatten().collect();
    let names = ["yaml", "yml", "json"].map(|extension| format!("{stem}.{extension}"));
    let mut candidates = folders.iter().flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    let searched = || folders.iter().map(|folder| folder.join(format!("{stem}.yaml"))).collect();
    candidates.find(|path| path.is_file()).ok_or_else(searched)
}

/// The clouds of one file. Errors tell the place and never show a line, which may hold a password.
fn read(path: &Path) -> Result<Map<String, Value>> {
    let shown = path.display();
    let problem = |text: String| Problem::Config(format!("{shown}{text}"));
    let text = std::fs::read_to_string(path).map_err(|error| problem(format!(" cannot be read: {error}")))?;
    let document: Value = serde_saphyr::from_str(&text).map_err(|error| {
        let place = error.location().map(|at| format!(":{}:{}", at.line(), at.column())).unwrap_or_default();
        problem(format!("{place}: malformed YAML; check the indentation and quotes of this line and the one before"))
    })?;
    match document.get("clouds") {
        Some(Value::Object(clouds)) => Ok(clouds.clone()),
        Some(Value::Null) | None => {
            Err(problem(": no `clouds`; expected `clouds:` at the top, with the name of a cloud below it".into())
                .into())
        }
        Some(_) => Err(problem(": `clouds` is no mapping; expected the name of a cloud below it".into()).into()),
    }
}

/// Lays `over` on `base`, mapping by mapping.
fn merge(base: &mut Map<String, Value>, over: Map<String, Value>) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(Value::Object(base)), Value::Object(over)) => merge(base, over),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}
