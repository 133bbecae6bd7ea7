//! What has been given out to who signed in: tokens, and receipts for who has yet to say more.

use osc_runtime::{Timestamp, Value};
use serde_json::json;

/// What is known of a token.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Token {
    pub(crate) user_id: String,
    /// How its user signed in: `password`, `totp`, …
    pub(crate) methods: Vec<String>,
    pub(crate) scope: Scope,
    pub(crate) issued_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// Its own, and that of the first token of its chain, if it was bought with one.
    pub(crate) audit_ids: Vec<String>,
    /// The application credential that it is for, and bound by.
    pub(crate) application_credential_id: Option<String>,
    /// The identity provider and the protocol that its user came by.
    pub(crate) federation: Option<(String, String)>,
}

/// What a token is good for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Scope {
    /// For another token.
    #[default]
    Unscoped,
    /// A project, by its id.
    Project(String),
    /// A domain, by its id.
    Domain(String),
    /// The whole cloud.
    System,
    /// What somebody else may do, by the id of the trust.
    Trust {
        /// The trust.
        id: String,
        /// The project that it is in.
        project_id: Option<String>,
    },
}

/// What is known of an auth receipt.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Receipt {
    pub(crate) user_id: String,
    pub(crate) methods: Vec<String>,
    pub(crate) expires_at: Timestamp,
}

impl Token {
    /// The project that it is for.
    pub(crate) fn project_id(&self) -> Option<&str> {
        match &self.scope {
            Scope::Project(id) => Some(id),
            Scope::Trust { project_id, .. } => project_id.as_deref(),
            Scope::Unscoped | Scope::Domain(_) | Scope::System => None,
        }
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "user_id": self.user_id,
            "methods": self.methods,
            "scope": self.scope.to_json(),
            "issued_at": self.issued_at.to_string(),
            "expires_at": self.expires_at.to_string(),
            "audit_ids": self.audit_ids,
            "application_credential_id": self.application_credential_id,
            "federation": self.federation.as_ref().map(|(provider, protocol)| [provider, protocol]),
        })
    }

    pub(super) fn from_json(document: &Value) -> Option<Self> {
        Some(Self {
            user_id: text(document, "user_id")?,
            methods: texts(document, "methods")?,
            scope: Scope::from_json(document.get("scope")?)?,
            issued_at: time(document, "issued_at")?,
            expires_at: time(document, "expires_at")?,
            audit_ids: texts(document, "audit_ids")?,
            application_credential_id: text(document, "application_credential_id"),
            federation: texts(document, "federation").and_then(|names| {
                let [provider, protocol] = <[String; 2]>::try_from(names).ok()?;
                Some((provider, protocol))
            }),
        })
    }
}

impl Scope {
    fn to_json(&self) -> Value {
        match self {
            Scope::Unscoped => json!({}),
            Scope::Project(id) => json!({ "project": id }),
            Scope::Domain(id) => json!({ "domain": id }),
            Scope::System => json!({"system": "all"}),
            Scope::Trust { id, project_id } => json!({"trust": id, "in_project": project_id}),
        }
    }

    fn from_json(document: &Value) -> Option<Self> {
        let document = document.as_object().map(|_| document)?;
        let trust = |id| Scope::Trust { id, project_id: text(document, "in_project") };
        let known = [
            text(document, "project").map(Scope::Project),
            text(document, "domain").map(Scope::Domain),
            text(document, "system").map(|_| Scope::System),
            text(document, "trust").map(trust),
        ];
        Some(known.into_iter().flatten().next().unwrap_or_default())
    }
}

impl Receipt {
    pub(super) fn to_json(&self) -> Value {
        json!({"user_id": self.user_id, "methods": self.methods, "expires_at": self.expires_at.to_string()})
    }

    pub(super) fn from_json(document: &Value) -> Option<Self> {
        Some(Self {
            user_id: text(document, "user_id")?,
            methods: texts(document, "methods")?,
            expires_at: time(document, "expires_at")?,
        })
    }
}

fn text(document: &Value, name: &str) -> Option<String> {
    document.get(name)?.as_str().map(str::to_owned)
}

fn texts(document: &Value, name: &str) -> Option<Vec<String>> {
    document.get(name)?.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

fn time(document: &Value, name: &str) -> Option<Timestamp> {
    document.get(name)?.as_str()?.parse().ok()
}
