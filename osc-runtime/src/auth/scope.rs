//! What a token is good for
//! (<https://docs.openstack.org/keystone/latest/admin/tokens-overview.html#authorization-scopes>).

use serde_json::{Map, Value, json};

use super::Settings;
use super::method::Said;
use crate::connection::Source;
use crate::error::{Problem, Result};

/// The domain of users and projects where none is given, which every Keystone has.
const DEFAULT_DOMAIN: &str = "default";

/// What the token is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Project(Named),
    Domain(Domain),
    /// All of the cloud.
    System,
    /// What a trust allows, by its id.
    Trust(String),
    /// Nothing but being exchanged. Keystone takes the user's default project, where there is one.
    Unscoped,
}

/// A thing by its id, or by its name within a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Id(String),
    Name { name: String, domain: Domain },
}

/// A domain by its id or its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Domain {
    Id(String),
    Name(String),
}

impl Scope {
    /// The scope that settings ask for.
    pub(crate) fn of(settings: &Settings, source: &Source) -> Result<Self> {
        let text = |name: &str| settings.get(name).map(str::to_owned);
        let mut wanted = Vec::new();
        if let Some(project) = Named::of(settings, "project", text("project_id"), text("project_name")) {
            wanted
                .push((if settings.has("project_id") { "project_id" } else { "project_name" }, Self::Project(project)));
        }
        if let Some(id) = text("domain_id") {
            wanted.push(("domain_id", Self::Domain(Domain::Id(id))));
        } else if let Some(name) = text("domain_name") {
            wanted.push(("domain_name", Self::Domain(Domain::Name(name))));
        }
        match text("system_scope").as_deref() {
            None => {}
            Some("all") => wanted.push(("system_scope", Self::System)),
            Some(other) => {
                let setting = source.setting("system_scope");
                return Err(
                    Problem::Config(format!("{setting} is `{other}`: expected `all`, the one that there is")).into()
                );
            }
        }
        if let Some(id) = text("trust_id") {
            wanted.push(("trust_id", Self::Trust(id)));
        }
        match wanted.as_slice() {
            [] => Ok(Self::Unscoped),
            [(_, scope)] => Ok(scope.clone()),
            [(one, _), (other, _), ..] => {
                let (one, other) = (source.setting(one), source.setting(other));
                Err(Problem::Config(format!(
                    "{one} and {other} both say what to work in: a token is good for one of them"
                ))
                .into())
            }
        }
    }

    /// As a request for a token has it; nothing where it has none.
    pub(crate) fn json(&self) -> Option<Value> {
        Some(match self {
            Self::Project(project) => json!({ "project": project.json() }),
            Self::Domain(domain) => json!({ "domain": domain.json() }),
            Self::System => json!({"system": {"all": true}}),
            Self::Trust(id) => json!({"OS-TRUST:trust": {"id": id}}),
            Self::Unscoped => return None,
        })
    }
}

impl Named {
    /// What settings say of a thing of this kind, where they say its id or name.
    pub(crate) fn of(settings: &Settings, kind: &str, id: Option<String>, name: Option<String>) -> Option<Self> {
        let domain = || {
            let text = |what: &str| settings.get(&format!("{kind}_domain_{what}")).map(str::to_owned);
            Domain::of(settings, text("id"), text("name"))
        };
        match (id, name) {
            (Some(id), _) => Some(Self::Id(id)),
            (None, Some(name)) => Some(Self::Name { name, domain: domain() }),
            (None, None) => None,
        }
    }

    /// The user.
    pub(crate) fn user(said: &Said<'_>) -> Result<Self> {
        let text = |name: &str| said.settings.get(name).map(str::to_owned);
        let user = Self::of(said.settings, "user", text("user_id"), text("username"));
        user.ok_or_else(|| said.missing("username", "expected the user's name, or their id, or a token"))
    }

    pub(crate) fn json(&self) -> Map<String, Value> {
        match self {
            Named::Id(id) => Map::from_iter([("id".into(), id.as_str().into())]),
            Named::Name { name, domain } => {
                Map::from_iter([("name".into(), name.as_str().into()), ("domain".into(), domain.json())])
            }
        }
    }
}

impl Domain {
    fn of(settings: &Settings, id: Option<String>, name: Option<String>) -> Self {
        let text = |name: &str| settings.get(name).map(str::to_owned);
        match (id, name) {
            (Some(id), _) => Self::Id(id),
            (None, Some(name)) => Self::Name(name),
            (None, None) => match (text("default_domain_id"), text("default_domain_name")) {
                (Some(id), _) => Self::Id(id),
                (None, Some(name)) => Self::Name(name),
                (None, None) => Self::Id(DEFAULT_DOMAIN.into()),
            },
        }
    }

    fn json(&self) -> Value {
        match self {
            Domain::Id(id) => json!({ "id": id }),
            Domain::Name(name) => json!({ "name": name }),
        }
    }
}
