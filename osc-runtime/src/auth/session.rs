//! The one place that holds the token.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::Mutex;

use super::{Credentials, Identity, Token, token::TokenDocument};
use crate::codec::{Attribute, decode};
use crate::error::{Answer, Asked, Place, Problem, Result};
use crate::method::Method;
use crate::request::message_of;
use crate::transport::{Outgoing, Transport};

/// Credentials, and the token that they have bought.
#[derive(Debug)]
pub(crate) struct Session {
    credentials: Credentials,
    token: RwLock<Option<Arc<Token>>>,
    /// Held by the one task that signs in, while the others wait for what it brings.
    signing_in: Mutex<()>,
}

impl Session {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self { credentials, token: RwLock::default(), signing_in: Mutex::default() }
    }

    /// A token that is still good, a new one if need be.
    pub(crate) async fn token(&self, transport: &Transport) -> Result<Arc<Token>> {
        match self.current().filter(|token| token.is_fresh()) {
            Some(token) => Ok(token),
            None => self.renew(self.current().as_ref(), transport).await,
        }
    }

    /// Another token than `stale`, which was refused or is about to end. However many tasks ask at once, one signs in.
    pub(crate) async fn renew(&self, stale: Option<&Arc<Token>>, transport: &Transport) -> Result<Arc<Token>> {
        let _turn = self.signing_in.lock().await;
        if let Some(token) = self.current()
            && stale.is_none_or(|stale| !Arc::ptr_eq(stale, &token))
        {
            return Ok(token);
        }
        let token = Arc::new(self.sign_in(transport).await?);
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&token));
        Ok(token)
    }

    fn current(&self) -> Option<Arc<Token>> {
        self.token.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn sign_in(&self, transport: &Transport) -> Result<Token> {
        let url = self.credentials.tokens_url();
        let asked = || Asked {
            method: Method::Post,
            url: url.to_string(),
            place: Place { service: "identity".into(), region: None },
        };
        let body = self.credentials.body();
        let outgoing =
            Outgoing { method: Method::Post, url: url.clone(), headers: &[], token: None, json: Some(&body) };
        let incoming =
            transport.send(outgoing).await.map_err(|problem| Problem::Unreachable { asked: asked(), problem })?;
        tracing::debug!(url = %url, status = incoming.status, "signed in");
        match incoming.status {
            200..=299 => {}
            401 => {
                let reason = match self.credentials.identity {
                    Identity::Password { .. } => {
                        "wrong user name, password, domain or project (401); Keystone does not tell which"
                    }
                    Identity::Token(_) => "the token is wrong or has expired (401); get another one",
                };
                return Err(Problem::SignIn { url: url.into(), status: 401, reason: reason.into() }.into());
            }
            404 => {
                let reason = "no Keystone there (404); is the `auth_url` right?".into();
                return Err(Problem::SignIn { url: url.into(), status: 404, reason }.into());
            }
            status => {
                let answer = Answer {
                    status,
                    message: message_of(&incoming.body),
                    request_id: incoming.header("x-openstack-request-id").map(str::to_owned),
                };
                return Err(Problem::Refused { asked: asked(), answer }.into());
            }
        }
        let mut document = TokenDocument::empty();
        decode(&incoming.body, Some("token"), document.slot()).map_err(|error| Problem::Decode {
            asked: asked(),
            what: "a token".into(),
            error,
        })?;
        let Some(secret) = incoming.header("x-subject-token") else {
            let problem = "the answer has no `X-Subject-Token` header; is this a Keystone?".into();
            return Err(Problem::NoAnswer { asked: asked(), problem }.into());
        };
        Ok(Token { secret: secret.into(), document })
    }
}
