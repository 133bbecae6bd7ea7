//! The one place that holds the token.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use http::HeaderMap;
use tokio::sync::Mutex;
use url::Url;

use super::token::{TokenDocument, signature};
use super::{AuthMethod, Keystone, Proof, Receipt, Scope, Token};
use crate::Timestamp;
use crate::codec::{Attribute, Secret, decode};
use crate::error::{Answer, Asked, Error, Place, Problem, Result, shown};
use crate::method::Method;
use crate::transport::{Client, Failure, Incoming, Outgoing, insert};

/// All that a sign-in needs.
#[derive(Debug)]
pub(crate) struct Credentials {
    /// Keystone's address, as configured.
    pub(crate) auth_url: Option<Url>,
    pub(crate) method: Arc<dyn AuthMethod>,
    pub(crate) scope: Scope,
    pub(crate) receipt: Option<Receipt>,
}

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
    pub(crate) async fn token(&self, client: &Client) -> Result<Arc<Token>> {
        match self.current() {
            Some(token) if token.is_fresh() => Ok(token),
            stale => self.renew(stale.as_ref(), client).await,
        }
    }

    /// Another token than `stale`, which was refused or is about to end. However many tasks ask at once, one signs in,
    /// and all fail with it: a password that has become wrong, tried once a task, locks the account.
    pub(crate) async fn renew(&self, stale: Option<&Arc<Token>>, client: &Client) -> Result<Arc<Token>> {
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
        let signed_in = self.credentials.sign_in(client).await;
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
}

/// The header in which Keystone tells a token.
const SUBJECT: &str = "x-subject-token";

impl Credentials {
    async fn sign_in(&self, client: &Client) -> Result<Token> {
        let keystone = Keystone { auth_url: self.auth_url.as_ref(), client };
        let proof = self.method.prove(&keystone).await?;
        if proof.is_keyless() {
            let signature = self.signed(None, &proof)?;
            return Ok(Token::new(signature, TokenDocument::empty(), Instant::now(), None));
        }
        let url = keystone.url("/auth/tokens")?;
        let asked_at = Instant::now();
        let outgoing = self.request(&url, &proof).map_err(|failure| unsent(&url, failure))?;
        let incoming = keystone.send(outgoing).await?;
        tracing::debug!(url = shown(&url), status = incoming.status, "answered a sign-in");
        let request_id = incoming.request_id().map(str::to_owned);
        if !incoming.is_success() {
            return Err(self.refused(&url, &incoming));
        }
        let mut document = TokenDocument::empty();
        decode(&incoming.body, Some("token"), document.slot()).map_err(|error| {
            let request_id = request_id.clone();
            Problem::Decode { asked: asked(&url), what: "a token".into(), error, request_id }
        })?;
        let Some(secret) = proof.token.clone().or_else(|| incoming.header(SUBJECT).map(Secret::from)) else {
            let problem = "the answer has no `X-Subject-Token` header; is this a Keystone?".into();
            return Err(Problem::NoAnswer { asked: asked(&url), problem, request_id }.into());
        };
        // A token that was there before was issued some time ago.
        let date = || incoming.header("date")?.parse().ok();
        let now: Option<Timestamp> = document.issued_at.filter(|_| proof.token.is_none()).or_else(date);
        Ok(Token::new(self.signed(Some(&secret), &proof)?, document, asked_at, now))
    }

    fn request(&self, url: &Url, proof: &Proof) -> Result<Outgoing, Failure> {
        if let Some(token) = &proof.token {
            let outgoing = Outgoing::new(Method::Get, url.clone());
            return outgoing.secret_header("x-auth-token", token)?.secret_header(SUBJECT, token);
        }
        let mut headers = HeaderMap::new();
        insert(&mut headers, "accept", "application/json", false)?;
        insert(&mut headers, "content-type", "application/json", false)?;
        if let Some(receipt) = &self.receipt {
            insert(&mut headers, "openstack-auth-receipt", receipt.secret().expose(), true)?;
        }
        let outgoing = Outgoing::new(Method::Post, url.clone()).body(proof.body(self.scope.json()));
        Ok(Outgoing { headers, ..outgoing })
    }

    /// The headers that sign each request.
    fn signed(&self, token: Option<&Secret>, proof: &Proof) -> Result<HeaderMap> {
        let token = token.map(|token| ("x-auth-token", token));
        let others = proof.headers.iter().map(|(name, value)| (name.as_str(), value));
        let signature = signature(token.into_iter().chain(others));
        Ok(signature.map_err(|failure| Problem::Config(format!("{}: {failure}", self.method.identity())))?)
    }

    fn refused(&self, url: &Url, incoming: &Incoming) -> Error {
        let secrets: Vec<_> = self.method.secrets().into_iter().map(Secret::expose).collect();
        let message = incoming.message(&secrets);
        let request_id = incoming.request_id().map(str::to_owned);
        let answer = Answer { status: incoming.status, message, request_id };
        let receipt = Receipt::of(incoming).filter(|_| answer.status == 401);
        let hint = match (answer.status, &receipt) {
            (401, Some(receipt)) => {
                let missing = receipt.missing().join("` and `");
                format!("that was right, and is not enough: `{missing}` is asked for too")
            }
            (401, None) => self.method.hint().to_owned(),
            (404, _) => "is the `auth_url` right, and Keystone there?".to_owned(),
            (status, _) if (300..400).contains(&status) => "set the `auth_url` to where Keystone is".to_owned(),
            _ => "ask whoever runs the cloud".to_owned(),
        };
        Problem::SignIn { url: shown(url), hint, answer, receipt }.into()
    }
}

fn asked(url: &Url) -> Asked {
    Asked::new(Method::Post, shown(url), Place { service: "identity".into(), region: None })
}

fn unsent(url: &Url, failure: Failure) -> Error {
    Problem::Unreachable { asked: asked(url), failure }.into()
}
