//! What the identity provider answers at its addresses, and what it has given out.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use osc_runtime::Value;
use serde_json::json;

use super::authorization::{self, Code};
use super::client::{self, Client};
use super::device::{self, Approval, Device};
use super::grant::{self, Access, Grant};
use crate::answer::Answer;
use crate::cloud::Received;
use crate::server::Site;

/// The provider, as its server has it.
pub(crate) struct Inner {
    issuer: String,
    counted: AtomicUsize,
    given: Mutex<Given>,
}

/// What has been given out, and what a test wants of what is yet to be.
pub(super) struct Given {
    pub(super) access: HashMap<String, Access>,
    pub(super) refresh: HashMap<String, Grant>,
    pub(super) codes: HashMap<String, Code>,
    pub(super) devices: HashMap<String, Device>,
    pub(super) approval: Approval,
    pub(super) slow_downs: usize,
    pub(super) interval: Duration,
    pub(super) token_lifetime: Duration,
    pub(super) scripted: VecDeque<Answer>,
}

impl Given {
    pub(super) fn revoke(&mut self) {
        self.access.clear();
        self.refresh.clear();
        self.codes.clear();
        self.devices.clear();
    }
}

impl Inner {
    pub(super) fn new(issuer: String) -> Self {
        let given = Given {
            access: HashMap::new(),
            refresh: HashMap::new(),
            codes: HashMap::new(),
            devices: HashMap::new(),
            approval: Approval::Pending,
            slow_downs: 0,
            interval: Duration::from_secs(1),
            token_lifetime: Duration::from_secs(300),
            scripted: VecDeque::new(),
        };
        Self { issuer, counted: AtomicUsize::new(0), given: Mutex::new(given) }
    }

    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }

    pub(super) fn counted(&self) -> usize {
        self.counted.load(Ordering::Relaxed)
    }

    pub(super) fn with<T>(&self, act: impl FnOnce(&mut Given) -> T) -> T {
        act(&mut self.given.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Who an access token is for, if it is good.
    pub(crate) fn subject(&self, token: &str) -> Option<String> {
        self.with(|given| Some(given.access.get(token)?.good()?.subject.clone()))
    }

    fn configuration(&self) -> Answer {
        let at = |path: &str| format!("{}{path}", self.issuer);
        Answer::json(
            200,
            &json!({
                "issuer": self.issuer,
                "authorization_endpoint": at("/authorize"),
                "token_endpoint": at("/token"),
                "device_authorization_endpoint": at("/device_authorization"),
                "introspection_endpoint": at("/introspect"),
                "userinfo_endpoint": at("/userinfo"),
                "jwks_uri": at("/jwks"),
                "scopes_supported": ["openid", "profile"],
                "response_types_supported": ["code"],
                "grant_types_supported": grant::TYPES,
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": [],
            }),
        )
    }

    /// What there is to a token (RFC 7662).
    fn introspect(&self, received: &Received) -> Answer {
        if let Err(refusal) = client::of(received).and_then(Client::keeps_secret) {
            return refusal;
        }
        let token = received.form("token").unwrap_or_default();
        let told =
            self.with(|given| given.access.get(&token).and_then(Access::good).map(|grant| self.described(grant)));
        Answer::json(200, &told.unwrap_or_else(|| json!({"active": false})))
    }

    fn user_info(&self, received: &Received) -> Answer {
        match received.authorization("Bearer").and_then(|token| self.subject(token)) {
            Some(subject) => Answer::json(200, &json!({"sub": subject, "preferred_username": subject})),
            None => Answer::new(401).header("www-authenticate", "Bearer error=\"invalid_token\""),
        }
    }

    fn described(&self, grant: &Grant) -> Value {
        json!({
            "active": true, "iss": self.issuer, "sub": grant.subject, "username": grant.subject,
            "client_id": grant.client.id(), "scope": grant.scope, "token_type": "Bearer",
        })
    }
}

impl Site for Inner {
    fn handle(&self, received: &Received) -> Answer {
        self.counted.fetch_add(1, Ordering::Relaxed);
        match (received.method.as_str(), received.path.as_str()) {
            ("GET", "/.well-known/openid-configuration") => self.configuration(),
            ("GET", "/jwks") => Answer::json(200, &json!({"keys": []})),
            ("GET" | "POST", "/userinfo") => self.user_info(received),
            ("POST", "/introspect") => self.introspect(received),
            ("GET" | "POST", "/authorize") => self.with(|given| authorization::authorize(given, received)),
            ("POST", "/device_authorization") => self.with(|given| device::begin(given, received, &self.issuer)),
            ("GET", "/device") => self.with(|given| device::approve(given, received)),
            ("POST", "/token") => self.with(|given| match given.scripted.pop_front() {
                Some(answer) => answer,
                None => grant::token(given, received),
            }),
            _ => Answer::new(404),
        }
    }
}

impl fmt::Debug for Inner {
    /// Without what it has given out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inner").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}
