//! `clouds.yaml` and `secure.yaml`: where they are, and what they hold.

use std::path::{Path, PathBuf};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::cloud::is_setting;
use super::environment::path as variable;
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
    match find("secure", "OS_CLIENT_SECURE_FILE") {
        Ok(secure) => merge(&mut clouds, read(&secure)?),
        Err(searched) if variable("OS_CLIENT_SECURE_FILE").is_some() => {
            let missing = searched.iter().map(|path| path.display().to_string()).collect::<String>();
            return Err(Problem::Config(format!("`OS_CLIENT_SECURE_FILE` is {missing}, where no file is")).into());
        }
        Err(_) => {}
    }
    if clouds.is_empty() {
        let text = "no `clouds`; expected `clouds:` at the top, with the name of a cloud below it";
        return Err(Problem::Config(format!("{}: {text}", path.display())).into());
    }
    Ok(CloudsFile { path, clouds })
}

/// The first file of the search path, else the search path.
fn find(stem: &str, variable_name: &str) -> Result<PathBuf, Vec<PathBuf>> {
    if let Some(path) = variable(variable_name) {
        return if path.is_file() { Ok(path) } else { Err(vec![path]) };
    }
    let home = variable("HOME");
    let config = variable("XDG_CONFIG_HOME").or(home.map(|home| home.join(".config")));
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
    let document =
        serde_saphyr::with_deserializer_from_str(&text, |yaml| Level::Document.deserialize(yaml)).map_err(|error| {
            let place = error.location().map(|at| format!(":{}:{}", at.line(), at.column())).unwrap_or_default();
            problem(format!(
                "{place}: malformed YAML, or a list where a text belongs; check this line and the one before: their \
                 indentation, their quotes, and whether a key is there twice"
            ))
        })?;
    match document.get("clouds") {
        Some(Value::Object(clouds)) => Ok(clouds.clone()),
        Some(Value::Null) | None => Ok(Map::new()),
        Some(_) => Err(problem(": `clouds` is no mapping; expected the name of a cloud below it".into()).into()),
    }
}

/// How deep we are in a file. What a scalar is read as depends on where it stands: YAML takes `00123`, `1e5`, a
/// project's id of digits alone and `yes` for numbers and booleans, which have no way back to the text.
#[derive(Clone, Copy)]
enum Level {
    Document,
    Clouds,
    Cloud,
    Auth,
}

impl<'de> DeserializeSeed<'de> for Level {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    // What is no mapping is told so by whoever looks for one; what it is does not matter.

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, _: &str) -> Result<Value, E> {
        Ok(Value::String(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Array(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = match (self, key.as_str()) {
                (Level::Document, "clouds") => entries.next_value_seed(Level::Clouds)?,
                (Level::Clouds, _) => entries.next_value_seed(Level::Cloud)?,
                (Level::Cloud, "auth") => entries.next_value_seed(Level::Auth)?,
                (Level::Cloud, name) if is_setting(name) => entries.next_value::<Option<String>>()?.into(),
                (Level::Auth, _) => entries.next_value::<Option<String>>()?.into(),
                (level, name) => {
                    if matches!(level, Level::Cloud) {
                        tracing::warn!(key = name, "a setting of a cloud that is not read");
                    }
                    entries.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            // Nothing behind a colon says nothing.
            if !value.is_null() || matches!(self, Level::Clouds) {
                map.insert(key, value);
            }
        }
        Ok(map.into())
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
