//! Who signs in, and to what: the body of a request for a token.

use serde_json::{Map, Value, json};
use url::Url;

use crate::catalog::is_version;
use crate::codec::Secret;

/// All that a sign-in needs.
#[derive(Debug)]
pub(crate) struct Credentials {
    /// Keystone's address, as configured.
    pub(crate) auth_url: Url,
    pub(crate) identity: Identity,
    pub(crate) scope: Scope,
}

/// Who signs in.
#[derive(Debug)]
pub(crate) enum Identity {
    Password { user: Named, password: Secret },
    Token(Secret),
}

/// A thing by its id, or by its name within a domain.
#[derive(Debug)]
pub(crate) enum Named {
    Id(String),
    Name { name: String, domain: Domain },
}

/// A domain by its id or its name.
#[derive(Debug)]
pub(crate) enum Domain {
    Id(String),
    Name(String),
}

/// What the token is good for.
#[derive(Debug)]
pub(crate) enum Scope {
    Project(Named),
    Domain(Domain),
    Unscoped,
}

impl Credentials {
    /// Where tokens are made. An address without a version, or with the one that Keystone has dropped, gets v3.
    pub(crate) fn tokens_url(&self) -> Url {
        let mut url = self.auth_url.clone();
        let path = url.path().trim_end_matches('/');
        let unversioned = path.rsplit_once('/').filter(|(_, last)| is_version(last)).map_or(path, |(before, _)| before);
        let path = format!("{unversioned}/v3/auth/tokens");
        url.set_path(&path);
        url
    }

    /// What proves who signs in.
    pub(crate) fn secret(&self) -> &str {
        match &self.identity {
            Identity::Password { password: secret, .. } | Identity::Token(secret) => secret.expose(),
        }
    }

    /// The body of the request. It holds the secrets.
    pub(crate) fn body(&self) -> Vec<u8> {
        let identity = match &self.identity {
            Identity::Password { user, password } => {
                let mut user = user.json();
                user.insert("password".into(), password.expose().into());
                json!({"methods": ["password"], "password": {"user": user}})
            }
            Identity::Token(token) => json!({"methods": ["token"], "token": {"id": token.expose()}}),
        };
        let auth = match &self.scope {
            Scope::Project(project) => json!({"identity": identity, "scope": {"project": project.json()}}),
            Scope::Domain(domain) => json!({"identity": identity, "scope": {"domain": domain.json()}}),
            Scope::Unscoped => json!({ "identity": identity }),
        };
        json!({ "auth": auth }).to_string().into_bytes()
    }
}

impl Named {
    fn json(&self) -> Map<String, Value> {
        match self {
            Named::Id(id) => Map::from_iter([("id".into(), id.as_str().into())]),
            Named::Name { name, domain } => {
                Map::from_iter([("name".into(), name.as_str().into()), ("domain".into(), domain.json())])
            }
        }
    }
}

impl Domain {
    fn json(&self) -> Value {
        match self {
            Domain::Id(id) => json!({ "id": id }),
            Domain::Name(name) => json!({ "name": name }),
        }
    }
}
