//! What a method brings to Keystone, and how it reaches others on the way.

use std::fmt;

use serde_json::{Map, Value, json};
use url::Url;

use super::{Visit, Visitor};
use crate::catalog::is_version;
use crate::codec::Secret;
use crate::connection::Retry;
use crate::error::{Asked, Place, Problem, Result, shown};
use crate::transport::{Client, Incoming, Outgoing, Purpose};

/// What proves who signs in.
#[derive(Default)]
pub struct Proof {
    /// Methods of Keystone's own, with what each wants.
    methods: Map<String, Value>,
    /// Whether what the token is good for is part of it.
    has_scope: bool,
    /// A token that is good for itself.
    pub(super) token: Option<Secret>,
    /// What signs each request, beside Keystone's token or instead of it.
    pub(super) headers: Vec<(String, Secret)>,
}

impl Proof {
    /// A method of Keystone's, and what the body of the request has under its name.
    #[must_use]
    pub fn method(name: &str, what: Value) -> Self {
        Self { methods: Map::from_iter([(name.to_owned(), what)]), ..Self::default() }
    }

    /// A token of Keystone's, which it exchanges for another.
    #[must_use]
    pub fn token(token: &Secret) -> Self {
        Self::method("token", json!({"id": token.expose()}))
    }

    /// A token of Keystone's that is used as it is: it has its scope.
    #[must_use]
    pub fn scoped_token(token: Secret) -> Self {
        Self { token: Some(token), ..Self::default() }
    }

    /// Headers that sign each request, by names in lower case. Alone, they are for services without a Keystone.
    #[must_use]
    pub fn headers<'n>(headers: impl IntoIterator<Item = (&'n str, Secret)>) -> Self {
        let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value));
        Self { headers: headers.collect(), ..Self::default() }
    }

    /// Both.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.methods.extend(other.methods);
        self.headers.extend(other.headers);
        self.has_scope |= other.has_scope;
        self.token = other.token.or(self.token);
        self
    }

    /// The same, for a proof that has with it what the token is good for: no scope is asked for.
    #[must_use]
    pub fn with_scope(mut self) -> Self {
        self.has_scope = true;
        self
    }

    /// Whether it is a token, or one is among it.
    pub(super) fn has_token(&self) -> bool {
        self.token.is_some() || self.methods.contains_key("token")
    }

    /// Whether there is nothing for Keystone in it.
    pub(super) fn is_keyless(&self) -> bool {
        self.methods.is_empty() && self.token.is_none()
    }

    /// The body of a request for a token. It holds the secrets.
    pub(super) fn body(&self, scope: Option<Value>) -> Vec<u8> {
        let names: Vec<_> = self.methods.keys().collect();
        let mut identity = self.methods.clone();
        identity.insert("methods".into(), json!(names));
        let mut auth = Map::from_iter([("identity".to_owned(), Value::Object(identity))]);
        auth.extend(scope.filter(|_| !self.has_scope).map(|scope| ("scope".to_owned(), scope)));
        json!({ "auth": auth }).to_string().into_bytes()
    }
}

impl fmt::Debug for Proof {
    /// Without what the methods want, which is secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proof").field("methods", &self.methods.keys().collect::<Vec<_>>()).finish_non_exhaustive()
    }
}

/// Keystone, as a method sees it: where it is, and a way to it and to the servers that it relies on.
#[derive(Debug)]
pub struct Keystone<'a> {
    pub(super) auth_url: Option<&'a Url>,
    pub(super) client: &'a Client,
    pub(super) retry: &'a Retry,
    pub(super) visitor: Option<&'a Visitor>,
}

impl Keystone<'_> {
    /// The address of a path below `/v3`: `/OS-FEDERATION/identity_providers`.
    ///
    /// # Errors
    ///
    /// Where no `auth_url` was given ([`ErrorKind::Config`](crate::ErrorKind)).
    pub fn url(&self, path: &str) -> Result<Url> {
        let missing = || Problem::Config("no `auth_url`: expected Keystone's address".into());
        let mut url = self.auth_url.ok_or_else(missing)?.clone();
        let root = url.path().trim_end_matches('/');
        // An address without a version, or with the one that Keystone has dropped, gets v3.
        let root = root.rsplit_once('/').filter(|(_, last)| is_version(last)).map_or(root, |(before, _)| before);
        let path = format!("{root}/v3{path}");
        url.set_path(&path);
        Ok(url)
    }

    /// Asks a person to open an address in a browser, for what only they can do. It does not wait for them.
    ///
    /// # Errors
    ///
    /// Where the program has no way to a person ([`ErrorKind::Config`](crate::ErrorKind)): it has one where
    /// [`ConnectionBuilder::visit`](crate::ConnectionBuilder::visit) was called.
    pub fn visit(&self, visit: &Visit<'_>) -> Result<()> {
        self.person()?.tell(visit);
        Ok(())
    }

    /// The way to a person.
    pub(super) fn person(&self) -> Result<&Visitor> {
        let missing = || {
            Problem::Config(
                "this sign-in needs a person and a browser: the program has to say how to reach them, with \
                 `ConnectionBuilder::visit`; an application credential signs in without"
                    .into(),
            )
        };
        Ok(self.visitor.ok_or_else(missing)?)
    }

    /// Sends a request, to Keystone or to another server, over the connection's transport, and reads the answer. Any
    /// status is an answer.
    ///
    /// # Errors
    ///
    /// Where none comes ([`ErrorKind::Connection`](crate::ErrorKind)).
    pub async fn send(&self, request: Outgoing) -> Result<Incoming> {
        let place = Place { service: "identity".into(), region: None };
        let asked = Asked::new(request.method, shown(&request.url), place);
        let incoming = self.client.send(Outgoing { purpose: Purpose::SignIn, ..request }).await;
        incoming.map_err(|failure| Problem::Unreachable { asked, failure }.into())
    }

    /// The same for a request without a body, or with a small one, that may be repeated.
    pub(super) async fn persist(&self, request: Outgoing) -> Result<Incoming> {
        let Outgoing { method, url, headers, body, .. } = request;
        let body = body.whole().cloned();
        let send = || {
            let (url, headers, body) = (url.clone(), headers.clone(), body.clone().unwrap_or_default().into());
            self.client.send(Outgoing { method, url, headers, body, purpose: Purpose::SignIn })
        };
        let (incoming, attempts) = self.retry.persist(send).await;
        let place = Place { service: "identity".into(), region: None };
        let asked = Asked { attempts, ..Asked::new(method, shown(&url), place) };
        incoming.map_err(|failure| Problem::Unreachable { asked, failure }.into())
    }
}
