//! One cloud of `clouds.yaml`.

use serde_json::{Map, Value};

use super::file::{CloudsFile, read_clouds};
use super::{SETTINGS, check_auth_type, set};
use crate::connection::{ConnectionBuilder, Source};
use crate::error::{Error, Problem, Result};
use crate::nearest::nearest;
use crate::profile::Service;

/// What a service's keys end with: `network_endpoint_override`.
const SERVICE_KEYS: &[&str] = &["_endpoint_override", "_region_name", "_interface"];

/// Whether a key of a cloud, beside `auth`, is one that is read.
pub(super) fn is_setting(key: &str) -> bool {
    ["auth_type", "region_name", "interface"].contains(&key) || SERVICE_KEYS.iter().any(|suffix| key.ends_with(suffix))
}

impl ConnectionBuilder {
    /// A cloud of `clouds.yaml`, to be changed in code before [`connect`](Self::connect).
    ///
    /// # Errors
    ///
    /// Where there is no such file or cloud, or it is malformed.
    pub fn from_cloud(name: &str) -> Result<Self> {
        let file = read_clouds()?;
        let path = file.path.display();
        let cloud = match file.clouds.get(name) {
            Some(Value::Object(cloud)) => cloud,
            Some(_) => {
                return Err(config(format!("{path}: the cloud `{name}` is no mapping; expected `auth:` below it")));
            }
            None => return Err(unknown(name, &file)),
        };
        let reader = Reader { place: format!("{path}: clouds.{name}") };
        let mut builder = Self::from_source(Source::Cloud { name: name.into(), path: path.to_string() });
        builder = reader.auth(builder, cloud)?;
        reader.profile(builder, cloud)
    }
}

fn unknown(name: &str, file: &CloudsFile) -> Error {
    let known = file.clouds.keys().map(String::as_str);
    let hint = match nearest(name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it has `{}`", known.collect::<Vec<_>>().join("`, `")),
    };
    Problem::NoCloud(format!("no cloud `{name}` in {}; {hint}", file.path.display())).into()
}

fn config(text: String) -> Error {
    Problem::Config(text).into()
}

/// Reads settings, and says where in the file a wrong one is.
struct Reader {
    place: String,
}

impl Reader {
    fn auth(&self, mut builder: ConnectionBuilder, cloud: &Map<String, Value>) -> Result<ConnectionBuilder> {
        if let Some(kind) = cloud.get("auth_type") {
            let kind = self.text("auth_type", kind)?;
            check_auth_type(&format!("{}.auth_type", self.place), &kind)?;
        }
        let auth = match cloud.get("auth") {
            Some(Value::Object(auth)) => auth,
            Some(Value::Null) | None => {
                return Err(config(format!(
                    "{}: no `auth`; expected `auth_url`, `username` and so on below it",
                    self.place
                )));
            }
            Some(_) => {
                return Err(config(format!("{}.auth is no mapping; expected `auth_url: …` below it", self.place)));
            }
        };
        for name in SETTINGS {
            if let Some(value) = auth.get(*name) {
                let text = self.text(&format!("auth.{name}"), value)?;
                if !text.is_empty() {
                    set(&mut builder, name, &text);
                }
            }
        }
        for name in auth.keys().filter(|name| !SETTINGS.contains(&name.as_str())) {
            let nearest = nearest(name, SETTINGS.iter().copied());
            tracing::warn!(key = name, nearest, "a setting of `auth` that is not read");
        }
        Ok(builder)
    }

    fn profile(&self, mut builder: ConnectionBuilder, cloud: &Map<String, Value>) -> Result<ConnectionBuilder> {
        let said = |key: &str| cloud.get(key).filter(|value| *value != "");
        if let Some(region) = said("region_name") {
            builder = builder.region(self.text("region_name", region)?);
        }
        if let Some(interface) = said("interface") {
            builder = builder.interface(self.parsed("interface", interface)?);
        }
        for (key, value) in cloud {
            let split = |suffix: &'static str| Some((key.strip_suffix(suffix)?, suffix));
            let Some((service, suffix)) = SERVICE_KEYS.iter().copied().find_map(split) else { continue };
            // Types are written with `_` here, since `-` was once thought to be no character for a key.
            let service = Service::new(service.replace('_', "-"));
            builder = builder.service(match suffix {
                "_endpoint_override" => service.endpoint_override(self.text(key, value)?),
                "_region_name" => service.region(self.text(key, value)?),
                _ => service.interface(self.parsed(key, value)?),
            });
        }
        Ok(builder)
    }

    fn text(&self, key: &str, value: &Value) -> Result<String> {
        match value {
            Value::String(text) => Ok(text.clone()),
            _ => Err(config(format!("{}.{key}: expected a text; put it in quotes", self.place))),
        }
    }

    fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(&self, key: &str, value: &Value) -> Result<T> {
        let text = self.text(key, value)?;
        text.parse().map_err(|error| config(format!("{}.{key}: {error}", self.place)))
    }
}
