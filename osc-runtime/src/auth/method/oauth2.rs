//! Keystone as an authorization server of OAuth 2.0
//! (<https://docs.openstack.org/keystone/latest/admin/oauth2-usage-guide.html>).
//!
//! Services behind `keystonemiddleware`'s filter for OAuth 2.0 want an access token, and the others a token of Keystone's, so
//! each request carries both.

use std::sync::Arc;

use serde_json::{Value, json};
use url::Url;

use super::federation::{bearing, no_answer};
use super::keyless::basic;
use super::token_endpoint::{Refusal, posted};
use super::{AuthMethod, Keystone, Made, Proof, Proving, Said, Secret};
use crate::auth::session::unsent;
use crate::error::{Result, shown};
use crate::method::Method;

#[derive(Debug)]
struct Client {
    endpoint: Url,
    id: String,
    /// What proves who it is; a certificate does, where there is none.
    secret: Option<Secret>,
}

/// An application credential, whose id and secret are the client's.
pub(super) fn client_credential(said: &Said<'_>) -> Made {
    let secret = said.secret("oauth2_client_secret", "expected the secret of an application credential")?;
    make(said, "expected the id of an application credential", Some(secret))
}

/// A client whose certificate says who it is (RFC 8705): the connection's `cert` and `key`.
pub(super) fn mtls_client_credential(said: &Said<'_>) -> Made {
    make(said, "expected the id of the user that the certificate is of", None)
}

fn make(said: &Said<'_>, id: &str, secret: Option<Secret>) -> Made {
    let expected = "expected Keystone's token endpoint, such as `https://keystone.example/v3/OS-OAUTH2/token`";
    let endpoint = said.url("oauth2_endpoint")?.ok_or_else(|| said.missing("oauth2_endpoint", expected))?;
    Ok(Arc::new(Client { endpoint, id: said.text("oauth2_client_id", id)?, secret }))
}

impl Client {
    async fn access_token(&self, keystone: &Keystone<'_>) -> Result<Secret> {
        let url = &self.endpoint;
        let id = self.secret.is_none().then_some(("client_id", self.id.as_str()));
        let request = posted(url, [("grant_type", "client_credentials")].into_iter().chain(id));
        let request = request.and_then(|request| match &self.secret {
            Some(secret) => request.secret_header("authorization", &basic(&self.id, secret)),
            None => Ok(request),
        });
        let incoming = keystone.persist(request.map_err(|failure| unsent(url, failure))?).await?;
        tracing::debug!(url = shown(url), status = incoming.status(), "answered an OAuth 2.0 client");
        if !incoming.is_success() {
            let secrets: Vec<_> = self.secrets().into_iter().map(Secret::expose).collect();
            return Err(Refusal::of(url, &incoming, &secrets).into_error(self.hint()));
        }
        let document: Value = serde_json::from_slice(incoming.bytes()).unwrap_or_default();
        let token = document.get("access_token").and_then(Value::as_str).map(Secret::from);
        token.ok_or_else(|| {
            no_answer(
                Method::Post,
                url,
                Some(&incoming),
                "the answer has no `access_token`; is the `oauth2_endpoint` right?",
            )
        })
    }
}

impl AuthMethod for Client {
    fn identity(&self) -> String {
        let kind = if self.secret.is_some() { "client" } else { "mtls client" };
        format!("oauth2 {kind} {:?} at {}", self.id, self.endpoint)
    }

    fn secrets(&self) -> Vec<&Secret> {
        self.secret.iter().collect()
    }

    fn prove<'a>(&'a self, keystone: &'a Keystone<'a>) -> Proving<'a> {
        Box::pin(async move {
            let token = self.access_token(keystone).await?;
            let bearer = Proof::headers([("authorization", bearing(&token))]);
            let proof = match &self.secret {
                Some(secret) => {
                    let what = json!({"id": self.id, "secret": secret.expose()});
                    Proof::method("application_credential", what).with_scope()
                }
                // It is a token of Keystone's.
                None => Proof::scoped_token(token),
            };
            Ok(proof.and(bearer))
        })
    }

    fn hint(&self) -> &'static str {
        match self.secret {
            Some(_) => {
                "the `oauth2_client_id` or the `oauth2_client_secret` is wrong, or they have expired or were deleted"
            }
            None => "Keystone knows nobody by this `oauth2_client_id` and this certificate (`cert`, `key`)",
        }
    }
}
