//! Auth receipts: for a user who has to prove more than one thing, and has so far proven less
//! (<https://docs.openstack.org/api-ref/identity/v3/#multi-factor-authentication-mfa-and-auth-receipts>).

use std::time::Duration;

use osc_runtime::{Timestamp, Value};
use serde_json::json;

use super::method::{self, Proof};
use super::{Keystone, clock, directory, token};
use crate::answer::{Answer, Dialect};
use crate::cloud::Received;
use crate::store::{Item, Receipt, State};

/// How long a receipt is good for.
const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// Adds what the receipt of a request, if it has one, has already proven.
pub(super) fn redeem(keystone: &Keystone, state: &State, received: &Received, proof: &mut Proof) -> Result<(), Answer> {
    let Some(id) = received.header("openstack-auth-receipt") else { return Ok(()) };
    let now = Timestamp::from(keystone.now());
    let receipt = state.receipts.get(id).filter(|one| one.expires_at > now && one.user_id == proof.user_id);
    match receipt {
        Some(receipt) => {
            proof.know(&receipt.methods);
            Ok(())
        }
        // Keystone repeats the receipt here, which is as good as a password.
        None => Err(keystone.challenge(Dialect::Keystone.refuse(401, "Unauthorized", "Could not find auth receipt."))),
    }
}

/// Whether these methods fulfil one of the user's rules, if there are any.
pub(super) fn suffices(user: &Item, methods: &[String], keystone: &Keystone) -> bool {
    let rules = rules(user, keystone);
    rules.is_empty() || rules.iter().any(|rule| rule.iter().all(|method| methods.contains(method)))
}

/// The answer to who has to prove more: what has been proven, and what would be enough.
pub(super) fn issue(keystone: &Keystone, state: &mut State, user: &Item, proof: Proof) -> Answer {
    let now = keystone.now();
    let (issued_at, expires_at) = (Timestamp::from(now), Timestamp::from(now + LIFETIME));
    let mut rules = rules(user, keystone);
    rules.retain(|rule| rule.iter().any(|method| proof.methods.contains(method)));
    let document = json!({
        "receipt": {
            "methods": proof.methods,
            "user": directory::owned(state, user),
            "issued_at": clock::micros(issued_at),
            "expires_at": clock::micros(expires_at),
        },
        "required_auth_methods": rules,
    });
    let id = token::secret_id();
    state.receipts.retain(|_, receipt| receipt.expires_at > issued_at);
    state.receipts.insert(id.clone(), Receipt { user_id: proof.user_id, methods: proof.methods, expires_at });
    Answer::json(401, &document).header("openstack-auth-receipt", id).header("vary", "X-Auth-Token")
}

/// The rules of a user, without the methods that this Keystone does not have.
fn rules(user: &Item, keystone: &Keystone) -> Vec<Vec<String>> {
    let option = |name: &str| user.fields.get("options").and_then(|options| options.get(name));
    if option("multi_factor_auth_enabled") == Some(&Value::Bool(false)) {
        return Vec::new();
    }
    let rules = option("multi_factor_auth_rules").and_then(Value::as_array).into_iter().flatten();
    let known = |rule: &Value| -> Option<Vec<String>> {
        let names: Option<Vec<&str>> = rule.as_array()?.iter().map(Value::as_str).collect();
        let known = names?.into_iter().filter(|name| method::NAMES.contains(name) || keystone.has_protocol(name));
        Some(known.map(str::to_owned).collect())
    };
    rules.filter_map(known).filter(|rule| !rule.is_empty()).collect()
}
