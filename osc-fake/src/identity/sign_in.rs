//! `POST /auth/tokens`: who says who they are, by one method or several, is given a token, a receipt, or told no.

use osc_runtime::Value;

use super::{Keystone, Outcome, USERS, application_credential, directory, method, receipt, scope, token};
use crate::answer::Dialect;
use crate::cloud::Received;
use crate::store::{Scope, State};

pub(super) fn sign_in(keystone: &Keystone, state: &mut State, received: &Received) -> Outcome {
    let Ok(body) = serde_json::from_slice::<Value>(&received.body) else { return Err(Dialect::Keystone.bad_body()) };
    let Some(auth) = body.get("auth") else { return Err(Dialect::Keystone.not_in_body("auth")) };
    let Some(identity) = auth.get("identity") else { return Err(Dialect::Keystone.not_in("identity", "auth")) };
    let by_credential = method::names(identity)?.contains(&"application_credential");
    if by_credential && auth.get("scope").is_some() {
        return Err(keystone.challenge(Dialect::Keystone.refuse(
            401,
            "Unauthorized",
            "Error authenticating with application credential: Application credentials cannot request a scope.",
        )));
    }
    let wanted = scope::wanted(keystone, state, auth.get("scope"))?;
    let mut proof = method::prove(keystone, state, identity, wanted.as_ref())?;
    receipt::redeem(keystone, state, received, &mut proof)?;
    let Some(user) = directory::by_id(state, USERS, &proof.user_id) else { return Err(keystone.unauthorized()) };
    if !receipt::suffices(user, &proof.methods, keystone) {
        let user = user.clone();
        return Err(receipt::issue(keystone, state, &user, proof));
    }
    let scope = match (&proof.application_credential_id, wanted) {
        (Some(id), _) => application_credential::scope(keystone, state, id),
        (None, Some(scope)) => scope,
        // Who comes by federation has the projects of the cloud to choose from, and none by default.
        (None, None) if proof.federation.is_some() => Scope::Unscoped,
        (None, None) => scope::default(state, user),
    };
    if let Scope::Trust { id, .. } = &scope {
        super::trust::take(state, id, &proof.user_id)?;
    }
    let (id, token) = token::issue(keystone, state, proof, scope);
    Ok(token::answer(keystone, state, received, 201, &id, &token))
}
