//! OAuth 2.0: a token for the id and the secret of an application credential, by the words of RFC 6749 section 4.4
//! (<https://docs.openstack.org/api-ref/identity/v3-ext/#os-oauth2-api>).

use serde_json::json;

use super::{Keystone, Outcome, application_credential, method, token};
use crate::answer::Answer;
use crate::cloud::Received;
use crate::store::State;

/// `POST /OS-OAUTH2/token`.
pub(super) fn serve(keystone: &Keystone, state: &mut State, received: &Received) -> Outcome {
    if received.method != "POST" {
        return Err(refuse(405, "other_error", "The method is not allowed for the requested URL."));
    }
    match received.form("grant_type").as_deref() {
        Some("client_credentials") => {}
        Some(other) => {
            let message = format!("The parameter grant_type {other} is not supported.");
            return Err(refuse(400, "unsupported_grant_type", &message));
        }
        None => return Err(refuse(400, "invalid_request", "The parameter grant_type is required.")),
    }
    let in_form = || Some((received.form("client_id")?, received.form("client_secret")?));
    let failed = || keystone.challenge(refuse(401, "invalid_client", "Client authentication failed."));
    let Some((id, secret)) = received.basic().or_else(in_form) else { return Err(failed()) };
    let identity =
        json!({"methods": ["application_credential"], "application_credential": {"id": id, "secret": secret}});
    let proof = method::prove(keystone, state, &identity, None).map_err(|refusal| match refusal.status {
        401 => failed(),
        status => {
            refuse(status, "other_error", "An unknown error occurred and failed to get an OAuth2.0 access token.")
        }
    })?;
    let scope = application_credential::scope(keystone, state, &id);
    let (access_token, _) = token::issue(keystone, state, proof, scope);
    let lifetime = keystone.settings.token_lifetime.as_secs();
    Ok(Answer::json(200, &json!({"access_token": access_token, "token_type": "Bearer", "expires_in": lifetime})))
}

fn refuse(status: u16, error: &str, description: &str) -> Answer {
    Answer::json(status, &json!({"error": error, "error_description": description}))
}
