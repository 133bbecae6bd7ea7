//! Tokens: given out, checked, described, taken back
//! (<https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management>).

use std::time::Duration;

use osc_runtime::{Timestamp, Value};
use serde_json::{Map, json};

use super::method::Proof;
use super::{DOMAINS, Keystone, Outcome, PROJECTS, USERS, application_credential, clock, directory, role, trust};
use crate::answer::{Answer, Dialect};
use crate::cloud::Received;
use crate::store::{Scope, State, Token};

/// The longest that a token is good for: a century, after which clocks run out of digits.
const LONGEST_LIFETIME: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
/// How long after its end a token is still told of to who asks for expired ones.
const EXPIRED_WINDOW: Duration = Duration::from_secs(2 * 24 * 60 * 60);

/// Gives out a token for what has been proven: its id, and itself.
pub(super) fn issue(keystone: &Keystone, state: &mut State, proof: Proof, scope: Scope) -> (String, Token) {
    let now = keystone.now();
    let mut expires_at = Timestamp::from(now + keystone.settings.token_lifetime.min(LONGEST_LIFETIME));
    // Who buys a token with a token does not live longer by it.
    if let Some(end) = proof.expires_at {
        expires_at = expires_at.min(end);
    }
    let token = Token {
        user_id: proof.user_id,
        methods: proof.methods,
        scope,
        issued_at: now.into(),
        expires_at,
        audit_ids: [audit_id()].into_iter().chain(proof.audit_id).collect(),
        application_credential_id: proof.application_credential_id,
        federation: proof.federation,
    };
    let forgotten = now.checked_sub(EXPIRED_WINDOW).map(Timestamp::from);
    state.tokens.retain(|_, token| forgotten.is_none_or(|then| token.expires_at > then));
    let id = secret_id();
    state.tokens.insert(id.clone(), token.clone());
    (id, token)
}

/// What Keystone says to who is given a token, or shows one.
pub(super) fn answer(
    keystone: &Keystone,
    state: &State,
    received: &Received,
    status: u16,
    id: &str,
    token: &Token,
) -> Answer {
    let with_catalog = received.parameter("nocatalog").is_none();
    let document = json!({"token": document(keystone, state, token, with_catalog)});
    Answer::json(status, &document).header("x-subject-token", id).header("vary", "X-Auth-Token")
}

/// The token, if it is still good: it ends with its user and with what it came by, too.
pub(super) fn check(keystone: &Keystone, state: &State, id: &str) -> Option<Token> {
    let token = state.tokens.get(id).filter(|token| token.expires_at > keystone.now().into())?;
    stands(keystone, state, token).then(|| token.clone())
}

/// `GET /auth/tokens`: what there is to a token.
pub(super) fn validate(keystone: &Keystone, state: &State, received: &Received) -> Outcome {
    let id = subject(received)?;
    let expired_too = received.parameter("allow_expired").is_some_and(|text| matches!(&*text, "1" | "true" | "True"));
    let expired = || state.tokens.get(id).filter(|token| expired_too && stands(keystone, state, token)).cloned();
    let token = check(keystone, state, id).or_else(expired).ok_or_else(unknown)?;
    Ok(answer(keystone, state, received, 200, id, &token))
}

/// `DELETE /auth/tokens`: takes a token back, and those that were bought with it.
pub(super) fn revoke(keystone: &Keystone, state: &mut State, received: &Received) -> Outcome {
    let id = subject(received)?;
    let token = check(keystone, state, id).ok_or_else(unknown)?;
    let whole_chain = received.parameter("cascade").is_none_or(|text| !matches!(&*text, "0" | "false" | "False"));
    let chain = token.audit_ids.last();
    state.tokens.retain(|other, token| {
        let is_bought = whole_chain && token.audit_ids.last() == chain;
        other != id && !is_bought
    });
    Ok(Answer::new(204))
}

/// What Keystone says of a token that is none.
pub(super) fn unknown() -> Answer {
    Dialect::Keystone.refuse(404, "Not Found", "Failed to validate token")
}

/// The id of a token or a receipt, such as nobody guesses.
pub(super) fn secret_id() -> String {
    format!("gAAAAA{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple())
}

fn subject(received: &Received) -> Result<&str, Answer> {
    let missing = || Dialect::Keystone.refuse(404, "Not Found", "No token in the request");
    received.header("x-subject-token").ok_or_else(missing)
}

/// Whether its user, and what the token came by, are still there.
fn stands(keystone: &Keystone, state: &State, token: &Token) -> bool {
    let has_user = directory::by_id(state, USERS, &token.user_id).is_some_and(|user| directory::is_usable(state, user));
    let credential = token.application_credential_id.as_deref();
    let has_credential = credential.is_none_or(|id| application_credential::usable(keystone, state, id).is_some());
    let has_trust = match &token.scope {
        Scope::Trust { id, .. } => trust::standing(keystone, state, id).is_some(),
        _ => true,
    };
    has_user && has_credential && has_trust
}

fn document(keystone: &Keystone, state: &State, token: &Token, with_catalog: bool) -> Map<String, Value> {
    let owned = |collection: &str, id: &str| {
        directory::by_id(state, collection, id).map_or(Value::Null, |item| directory::owned(state, item))
    };
    let mut document = Map::new();
    let mut put = |name: &str, value: Value| drop(document.insert(name.to_owned(), value));
    let mut user_id = token.user_id.as_str();
    match &token.scope {
        Scope::Unscoped => {}
        Scope::Project(id) => {
            put("project", owned(PROJECTS, id));
            put("is_domain", false.into());
        }
        Scope::Domain(id) => {
            let name = directory::by_id(state, DOMAINS, id).and_then(|domain| domain.text("name"));
            put("domain", json!({"id": id, "name": name}));
        }
        Scope::System => put("system", json!({"all": true})),
        Scope::Trust { id, project_id } => {
            let trust = trust::standing(keystone, state, id);
            put("OS-TRUST:trust", trust.map_or(Value::Null, trust::short));
            if let Some(id) = project_id {
                put("project", owned(PROJECTS, id));
            }
            if let Some(trustor) = trust.and_then(trust::impersonated) {
                user_id = trustor;
            }
        }
    }
    if token.scope != Scope::Unscoped {
        put("roles", roles(keystone, state, token));
        if with_catalog {
            put("catalog", keystone.catalog.document(token.project_id()));
        }
    }
    let mut user = owned(USERS, user_id);
    if let Some(user) = user.as_object_mut() {
        match &token.federation {
            Some((provider, protocol)) => {
                let federation =
                    json!({"groups": [], "identity_provider": {"id": provider}, "protocol": {"id": protocol}});
                user.insert("OS-FEDERATION".into(), federation);
            }
            None => drop(user.insert("password_expires_at".into(), Value::Null)),
        }
    }
    put("user", user);
    if let Some(id) = &token.application_credential_id {
        let credential = application_credential::usable(keystone, state, id);
        put("application_credential", credential.map_or(Value::Null, application_credential::short));
    }
    put("methods", json!(token.methods));
    put("audit_ids", json!(token.audit_ids));
    put("expires_at", clock::micros(token.expires_at).into());
    put("issued_at", clock::micros(token.issued_at).into());
    document
}

/// The ids of the roles that a token gives.
pub(super) fn role_ids(keystone: &Keystone, state: &State, token: &Token) -> Vec<String> {
    if let Some(id) = &token.application_credential_id {
        return application_credential::usable(keystone, state, id).map(super::role_ids).unwrap_or_default();
    }
    match &token.scope {
        Scope::Unscoped => Vec::new(),
        Scope::Trust { id, .. } => trust::standing(keystone, state, id).map(super::role_ids).unwrap_or_default(),
        Scope::Project(_) | Scope::Domain(_) | Scope::System => role::all(state),
    }
}

fn roles(keystone: &Keystone, state: &State, token: &Token) -> Value {
    let ids = role_ids(keystone, state, token);
    if matches!(token.scope, Scope::Trust { .. }) { role::full(state, &ids) } else { role::short(state, &ids) }
}

/// As Keystone makes them: a UUID in the alphabet of URLs.
fn audit_id() -> String {
    data_encoding::BASE64URL_NOPAD.encode(uuid::Uuid::new_v4().as_bytes())
}
