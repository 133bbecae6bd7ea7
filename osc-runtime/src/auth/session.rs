//! The one place that holds the token.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock, Weak};
use std::time::{Duration, Instant};

use http::HeaderMap;
use tokio::sync::Mutex;
use tokio::task::AbortHandle;
use url::Url;

use super::token::{TokenDocument, signature};
use super::{AuthMethod, Keystone, Proof, Receipt, Scope, Token, Visitor};
use crate::Timestamp;
use crate::cache::{Entry, Kept, Key};
use crate::codec::{Attribute, Secret, decode};
use crate::connection::Retry;
use crate::discovery::Discovery;
use crate::error::{Answer, Asked, Error, Place, Problem, Result, shown};
use crate::method::Method;
use crate::transport::{Client, Failure, Incoming, Outgoing, Purpose, insert};

/// All that a sign-in needs.
#[derive(Debug)]
pub(crate) struct Credentials {
    /// Keystone's address, as configured.
    pub(crate) auth_url: Option<Url>,
    pub(crate) method: Arc<dyn AuthMethod>,
    pub(crate) scope: Scope,
    pub(crate) receipt: Option<Receipt>,
    pub(crate) visitor: Option<Visitor>,
}

/// Credentials, the token that they have bought, and what was discovered with it.
pub(crate) struct Session {
    credentials: Credentials,
    client: Client,
    retry: Retry,
    /// Where other processes find the token.
    entry: Option<Entry>,
    pub(crate) discovery: Discovery,
    token: RwLock<Option<Arc<Token>>>,
    /// Whether the token has been used since it was had.
    used: AtomicBool,
    /// Held by the one task that signs in, while the others wait for what it brings; how the last attempt failed, and when.
    signing_in: Mutex<Option<(Error, Instant)>>,
    /// How many attempts have ended.
    attempts: AtomicUsize,
    /// The task that renews the token before its end.
    renewing: OnceLock<AbortHandle>,
}

impl Session {
    pub(crate) fn new(credentials: Credentials, client: Client, retry: Retry, entry: Option<Entry>) -> Self {
        Self {
            credentials,
            client,
            retry,
            entry,
            discovery: Discovery::default(),
            token: RwLock::default(),
            used: AtomicBool::new(false),
            signing_in: Mutex::default(),
            attempts: AtomicUsize::new(0),
            renewing: OnceLock::new(),
        }
    }

    /// A token that is still good, a new one if need be.
    pub(crate) async fn token(&self) -> Result<Arc<Token>> {
        self.used.store(true, Ordering::Relaxed);
        match self.current() {
            Some(token) if token.is_fresh() => Ok(token),
            stale => self.renew(stale.as_ref()).await,
        }
    }

    /// Another token than `stale`, which was refused or is about to end. However many tasks ask at once, one signs in,
    /// and all fail with it, and so do those that come soon after a refusal: a password that has become wrong, tried once a
    /// request, locks the account.
    pub(crate) async fn renew(&self, stale: Option<&Arc<Token>>) -> Result<Arc<Token>> {
        let before = self.attempts.load(Ordering::Acquire);
        let mut failure = self.signing_in.lock().await;
        if let Some(token) = self.current()
            && stale.is_none_or(|stale| !Arc::ptr_eq(stale, &token))
        {
            return Ok(token);
        }
        let waited = self.attempts.load(Ordering::Acquire) != before;
        if let Some((error, at)) = &*failure
            && (waited || error.is_unauthorized() && at.elapsed() < REFUSED)
        {
            return Err(error.clone());
        }
        let signed_in = self.obtain(stale, self.credentials.visitor.as_ref()).await;
        self.attempts.fetch_add(1, Ordering::AcqRel);
        *failure = signed_in.as_ref().err().map(|error| (error.clone(), Instant::now()));
        Ok(self.take(signed_in?))
    }

    /// The same before anybody has asked for one: no person is, and if it fails, that is nobody else's failure.
    async fn renew_unasked(&self, stale: &Arc<Token>) -> Result<()> {
        let _signing_in = self.signing_in.lock().await;
        if self.current().is_some_and(|token| Arc::ptr_eq(stale, &token)) {
            self.take(self.obtain(Some(stale), None).await?);
        }
        Ok(())
    }

    fn take(&self, token: Token) -> Arc<Token> {
        let token = Arc::new(token);
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&token));
        token
    }

    /// The token that was last had, good or not.
    pub(crate) fn current(&self) -> Option<Arc<Token>> {
        self.token.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A token that another process has bought, else one of our own.
    async fn obtain(&self, stale: Option<&Arc<Token>>, visitor: Option<&Visitor>) -> Result<Token> {
        let Some(entry) = &self.entry else { return self.sign_in(visitor).await };
        // What is good once has to be shown to Keystone, once.
        let is_shown = self.current().is_some() || !self.credentials.method.is_good_once();
        if let Some(token) = self.kept(entry, stale).filter(|_| is_shown) {
            return Ok(token);
        }
        let locked = entry.lock().await;
        // Whoever had the lock before may have brought one.
        if let Some(token) = self.kept(entry, stale).filter(|_| is_shown) {
            return Ok(token);
        }
        let token = self.sign_in(visitor).await?;
        if let (Some(locked), Some(value)) = (&locked, token.to_value()) {
            entry.write(&Kept { token: value, discovery: self.discovery.to_value() }, locked);
        }
        Ok(token)
    }

    async fn sign_in(&self, visitor: Option<&Visitor>) -> Result<Token> {
        // Rare, and large: it has no room in the future of every request.
        Box::pin(self.credentials.sign_in(&self.client, &self.retry, visitor)).await
    }

    /// The token in the file, if it is good and another than `stale`.
    fn kept(&self, entry: &Entry, stale: Option<&Arc<Token>>) -> Option<Token> {
        let kept = entry.read()?;
        let token = Token::from_value(&kept.token).filter(Token::is_fresh)?;
        if stale.is_some_and(|stale| stale.signature == token.signature) {
            return None;
        }
        self.discovery.learn(&kept.discovery);
        Some(token)
    }

    /// Tells other processes what has been discovered.
    pub(crate) async fn keep_discovery(&self) {
        let Some(entry) = &self.entry else { return };
        let Some(locked) = entry.lock().await else { return };
        if let Some(mut kept) = entry.read() {
            self.discovery.learn(&kept.discovery);
            kept.discovery = self.discovery.to_value();
            entry.write(&kept, &locked);
        }
    }

    /// Renews the token before its end, as long as it is used and the session lives. What fails is tried again when the
    /// token is needed.
    pub(crate) fn renew_in_time(self: &Arc<Self>) {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        self.renewing.get_or_init(|| runtime.spawn(renew_in_time(Arc::downgrade(self))).abort_handle());
    }
}

/// How long it is not tried again to sign in where that was refused.
const REFUSED: Duration = Duration::from_secs(30);

/// How often it is looked whether a token that nobody uses is used again.
const IDLE: Duration = Duration::from_secs(30);

async fn renew_in_time(session: Weak<Session>) {
    loop {
        let Some(token) = session.upgrade().and_then(|session| session.current()) else { return };
        let Some(due) = token.renew_at(Instant::now()) else { return };
        tokio::time::sleep_until(due.into()).await;
        let Some(session) = session.upgrade() else { return };
        if !session.current().is_some_and(|current| Arc::ptr_eq(&current, &token)) {
            // Somebody else has renewed it.
        } else if !session.used.swap(false, Ordering::Relaxed) {
            drop(session);
            tokio::time::sleep(IDLE).await;
        } else if let Err(error) = session.renew_unasked(&token).await {
            tracing::debug!(%error, "the token could not be renewed before its end");
            return;
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("auth_url", &self.credentials.auth_url.as_ref().map(shown))
            .field("method", &self.credentials.method)
            .field("scope", &self.credentials.scope)
            .field("token", &self.current())
            .finish_non_exhaustive()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(task) = self.renewing.get() {
            task.abort();
        }
    }
}

/// The header in which Keystone tells a token.
const SUBJECT: &str = "x-subject-token";

impl Credentials {
    /// What tells their session from another.
    pub(crate) fn key(&self) -> Key {
        let auth_url = self.auth_url.as_ref().map_or("", Url::as_str);
        let identity = format!("{auth_url}\n{}\n{:?}", self.method.identity(), self.scope);
        Key::new(identity, &self.method.secrets())
    }

    async fn sign_in(&self, client: &Client, retry: &Retry, visitor: Option<&Visitor>) -> Result<Token> {
        let keystone = Keystone { auth_url: self.auth_url.as_ref(), client, retry, visitor };
        let proof = self.method.prove(&keystone).await?;
        if proof.is_keyless() {
            let signature = self.signed(None, &proof)?;
            return Ok(Token::new(signature, TokenDocument::empty(), Instant::now(), None));
        }
        let url = keystone.url("/auth/tokens")?;
        let mut asked_at = Instant::now();
        let attempt = || {
            asked_at = Instant::now();
            let outgoing = self.request(&url, &proof);
            async { client.send(Outgoing { purpose: Purpose::SignIn, ..outgoing? }).await }
        };
        let (sent, attempts) = retry.persist(attempt).await;
        let asked = || Asked { attempts, ..asked(&url) };
        let incoming = sent.map_err(|failure| Problem::Unreachable { asked: asked(), failure })?;
        tracing::debug!(url = shown(&url), status = incoming.status, "answered a sign-in");
        let request_id = incoming.request_id().map(str::to_owned);
        if !incoming.is_success() {
            return Err(self.refused(&url, &incoming, &proof));
        }
        let mut document = TokenDocument::empty();
        decode(&incoming.body, Some("token"), document.slot()).map_err(|error| {
            let request_id = request_id.clone();
            Problem::Decode { asked: asked(), what: "a token".into(), error, request_id }
        })?;
        let Some(secret) = proof.token.clone().or_else(|| incoming.header(SUBJECT).map(Secret::from)) else {
            let problem = "the answer has no `X-Subject-Token` header; is this a Keystone?".into();
            return Err(Problem::NoAnswer { asked: asked(), problem, request_id }.into());
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

    fn refused(&self, url: &Url, incoming: &Incoming, proof: &Proof) -> Error {
        let secrets: Vec<_> = self.method.secrets().into_iter().map(Secret::expose).collect();
        let answer = Answer::of(incoming, &secrets);
        let receipt = Receipt::of(incoming).filter(|_| answer.status == 401);
        // To Keystone, a token that has ended is one that there is not.
        let is_no_token = answer.status == 404 && proof.has_token() && is_keystones(incoming);
        let hint = match (answer.status, &receipt) {
            (404, _) if is_no_token => self.method.hint().to_owned(),
            (401, Some(receipt)) => {
                let missing = receipt.missing().join("` and `");
                format!("that was right, and is not enough: `{missing}` is asked for too")
            }
            (401, None) => self.method.hint().to_owned(),
            (404, _) => "is the `auth_url` right, and Keystone there?".to_owned(),
            (status, _) if (300..400).contains(&status) => "set the `auth_url` to where Keystone is".to_owned(),
            _ => "ask whoever runs the cloud".to_owned(),
        };
        Problem::SignIn { url: shown(url), hint, answer, receipt, is_no_token }.into()
    }
}

/// Whether a refusal is in Keystone's own words.
fn is_keystones(refusal: &Incoming) -> bool {
    let document: serde_json::Value = serde_json::from_slice(refusal.bytes()).unwrap_or_default();
    document.pointer("/error/code").is_some_and(|code| *code == refusal.status())
}

fn asked(url: &Url) -> Asked {
    Asked::new(Method::Post, shown(url), Place { service: "identity".into(), region: None })
}

pub(super) fn unsent(url: &Url, failure: Failure) -> Error {
    Problem::Unreachable { asked: asked(url), failure }.into()
}
