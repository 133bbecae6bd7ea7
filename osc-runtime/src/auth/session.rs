//! The one place that holds the token.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use tokio::sync::Mutex;

use super::{Credentials, Identity, Token, token::TokenDocument};
use crate::body::Body;
use crate::codec::{Attribute, decode};
use crate::error::{Answer, Asked, Error, Place, Problem, Result, shown};
use crate::method::Method;
use crate::transport::{Outgoing, Transport};

/// Credentials, and the token that they have bought.
#[derive(Debug)]
pub(crate) struct Session {
    credentials: Credentials,
    token: RwLock<Option<Arc<Token>>>,
    /// Held by the one task that signs in, while the others wait for what it brings; how the last attempt failed.
    signing_in: Mutex<Option<Error>>,
    /// How many attempts have ended.
    attempts: AtomicUsize,
}

impl Session {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self { credentials, token: RwLock::default(), signing_in: Mutex::default(), attempts: AtomicUsize::new(0) }
    }

    /// A token that is still good, a new one if need be.
    pub(crate) async fn token(&self, transport: &Transport) -> Result<Arc<Token>> {
        match self.current() {
            Some(token) if token.is_fresh() => Ok(token),
            stale => self.renew(stale.as_ref(), transport).await,
        }
    }

    /// Another token than `stale`, which was refused or is about to end. However many tasks ask at once, one signs in,
    /// and all fail with it: a password that has become wrong, tried once a task, locks the account.
    pub(crate) async fn renew(&self, stale: Option<&Arc<Token>>, transport: &Transport) -> Result<Arc<Token>> {
        let before = self.attempts.load(Ordering::Acquire);
        let mut failure = self.signing_in.lock().await;
        if let Some(token) = self.current()
            && stale.is_none_or(|stale| !Arc::ptr_eq(stale, &token))
        {
            return Ok(token);
        }
        if self.attempts.load(Ordering::Acquire) != before
            && let Some(error) = &*failure
        {
            return Err(error.clone());
        }
        let signed_in = self.sign_in(transport).await;
        self.attempts.fetch_add(1, Ordering::AcqRel);
        *failure = signed_in.as_ref().err().cloned();
        let token = Arc::new(signed_in?);
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&token));
        Ok(token)
    }

    /// The token that was last had, good or not.
    pub(crate) fn current(&self) -> Option<Arc<Token>> {
        self.token.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn sign_in(&self, transport: &Transport) -> Result<Token> {
        let url = self.credentials.tokens_url();
        let asked = || Asked {
            method: Method::Post,
            url: shown(&url),
            place: Place { service: "identity".into(), region: None },
        };
        let asked_at = Instant::now();
        let body = Body::from(self.credentials.body());
        let outgoing =
            Outgoing { method: Method::Post, url: url.clone(), headers: &[], token: None, body: Some(&body) };
        let incoming =
            transport.send(outgoing).await.map_err(|problem| Problem::Unreachable { asked: asked(), problem })?;
        tracing::debug!(url = shown(&url), status = incoming.status, "answered a sign-in");
        let request_id = incoming.request_id().map(str::to_owned);
        if !(200..300).contains(&incoming.status) {
            let message = incoming.message(&[self.credentials.secret()]);
            let answer = Answer { status: incoming.status, message, request_id };
            return Err(Problem::SignIn { url: shown(&url), hint: self.hint(&answer), answer }.into());
        }
        let mut document = TokenDocument::empty();
        decode(&incoming.body, Some("token"), document.slot()).map_err(|error| {
            let request_id = request_id.clone();
            Problem::Decode { asked: asked(), what: "a token".into(), error, request_id }
        })?;
        let Some(secret) = incoming.header("x-subject-token") else {
            let problem = "the answer has no `X-Subject-Token` header; is this a Keystone?".into();
            return Err(Problem::NoAnswer { asked: asked(), problem, request_id }.into());
        };
        Ok(Token::new(secret.into(), document, asked_at))
    }

    /// What to do about a refusal.
    fn hint(&self, answer: &Answer) -> &'static str {
        match (answer.status, &self.credentials.identity) {
            (401, Identity::Password { .. }) => {
                "the user name, password, domain or project is wrong, Keystone does not tell which"
            }
            (401, Identity::Token(_)) => "the token is wrong or has expired; get another one",
            (404, _) => "is the `auth_url` right, and Keystone there?",
            (status, _) if (300..400).contains(&status) => "set the `auth_url` to where Keystone is",
            _ => "ask whoever runs the cloud",
        }
    }
}
