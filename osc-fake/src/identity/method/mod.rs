//! Methods of signing in: each takes its part of the request, and says who that proves.

mod application_credential;
mod password;
mod token;
mod totp;

use osc_runtime::{Timestamp, Value};
use serde_json::json;

use super::Keystone;
use crate::answer::{Answer, Dialect};
use crate::store::{Item, Scope, State};

pub(crate) use totp::passcode;

/// Those that every Keystone has; `totp` is to be turned on in a real one.
pub(super) const NAMES: [&str; 4] = ["password", "token", "application_credential", "totp"];

/// Who it is, and how that is known.
#[derive(Debug, Default)]
pub(super) struct Proof {
    pub(super) user_id: String,
    pub(super) methods: Vec<String>,
    /// The end of the token that it was proven with.
    pub(super) expires_at: Option<Timestamp>,
    /// The audit id of the first token of the chain.
    pub(super) audit_id: Option<String>,
    pub(super) application_credential_id: Option<String>,
    pub(super) federation: Option<(String, String)>,
}

impl Proof {
    /// That of a user by one method, and nothing more.
    pub(super) fn of(user: &Item, method: &str) -> Self {
        let user_id = user.text("id").unwrap_or_default().to_owned();
        Self { user_id, methods: vec![method.to_owned()], ..Self::default() }
    }

    /// Adds what another method has proven; nothing where that is somebody else.
    fn and(mut self, other: Self) -> Option<Self> {
        if self.user_id != other.user_id {
            return None;
        }
        self.know(&other.methods);
        Some(Self {
            expires_at: self.expires_at.into_iter().chain(other.expires_at).min(),
            audit_id: self.audit_id.or(other.audit_id),
            application_credential_id: self.application_credential_id.or(other.application_credential_id),
            federation: self.federation.or(other.federation),
            ..self
        })
    }

    /// Adds methods that were proven elsewhere; each counts once.
    pub(super) fn know(&mut self, methods: &[String]) {
        for method in methods {
            if !self.methods.contains(method) {
                self.methods.push(method.clone());
            }
        }
    }
}

/// What all methods of a sign-in prove together. `scope` is what it asks for.
pub(super) fn prove(
    keystone: &Keystone,
    state: &mut State,
    identity: &Value,
    scope: Option<&Scope>,
) -> Result<Proof, Answer> {
    let mut proven: Option<Proof> = None;
    for name in names(identity)? {
        let Some(content) = identity.get(name) else { return Err(Dialect::Keystone.not_in(name, "identity")) };
        let proof = match name {
            "password" => password::prove(keystone, state, content),
            "token" => token::prove(keystone, state, content, scope),
            "application_credential" => application_credential::prove(keystone, state, content),
            "totp" => totp::prove(keystone, state, content),
            _ => Err(unsupported(keystone)),
        }?;
        proven = Some(match proven {
            Some(before) => before.and(proof).ok_or_else(|| keystone.unauthorized())?,
            None => proof,
        });
    }
    proven.ok_or_else(|| keystone.unauthorized())
}

/// The methods that a sign-in names.
pub(super) fn names(identity: &Value) -> Result<Vec<&str>, Answer> {
    let Some(methods) = identity.get("methods").and_then(Value::as_array) else {
        return Err(Dialect::Keystone.not_in("methods", "identity"));
    };
    let mut names: Vec<&str> = Vec::new();
    for name in methods.iter().filter_map(Value::as_str) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// The user that a method's part names.
fn named<'a>(state: &'a State, keystone: &Keystone, user: &Value) -> Result<&'a Item, Answer> {
    super::directory::user(state, user)?.ok_or_else(|| keystone.unauthorized())
}

fn unsupported(keystone: &Keystone) -> Answer {
    let protocols = keystone.settings.federations.iter().map(|federation| federation.protocol.as_str());
    let known: Vec<_> = NAMES.into_iter().chain(protocols).collect();
    let error = json!({
        "code": 401, "title": "Unauthorized", "identity": {"methods": known},
        "message": "Attempted to authenticate with an unsupported method.",
    });
    keystone.challenge(Answer::json(401, &json!({ "error": error })))
}
