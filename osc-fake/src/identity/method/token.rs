//! By a token: another one for another scope, which does not outlive it.

use osc_runtime::Value;

use super::Proof;
use crate::answer::{Answer, Dialect};
use crate::identity::{Keystone, forbidden, token};
use crate::store::{Scope, State};

pub(super) fn prove(
    keystone: &Keystone,
    state: &State,
    content: &Value,
    scope: Option<&Scope>,
) -> Result<Proof, Answer> {
    let id = content.get("id").and_then(Value::as_str).ok_or_else(|| Dialect::Keystone.not_in("id", "token"))?;
    let token = token::check(keystone, state, id).ok_or_else(token::unknown)?;
    if token.application_credential_id.is_some() {
        return Err(forbidden("another token for one by an application credential"));
    }
    if matches!(token.scope, Scope::Trust { .. }) {
        return Err(forbidden("another token for one by a trust"));
    }
    if token.scope == Scope::System && matches!(scope, Some(Scope::Project(_) | Scope::Domain(_))) {
        return Err(forbidden("a token for a project or a domain for one for the system"));
    }
    let mut proof = Proof {
        user_id: token.user_id,
        methods: vec!["token".to_owned()],
        expires_at: Some(token.expires_at),
        audit_id: token.audit_ids.into_iter().next_back(),
        application_credential_id: None,
        federation: token.federation,
    };
    proof.know(&token.methods);
    Ok(proof)
}
