//! What the cloud does with a request: records it, and answers as it is told to, or as a cloud does.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use osc_runtime::Method;
use osc_runtime::schema::Schema;

use super::Script;
use crate::answer::{Answer, Dialect};
use crate::fault::{Damage, Injector};
use crate::identity::Keystone;
use crate::resource::Range;
use crate::server::Site;
use crate::store::{State, Store};
use crate::{identity, resource, route};

/// What the server's tasks share.
pub(crate) struct Inner {
    pub(crate) store: Store,
    schemas: Vec<&'static Schema>,
    pub(super) origin: String,
    pub(super) keystone: Keystone,
    recorded: Mutex<VecDeque<Recorded>>,
    scripted: Mutex<VecDeque<Answer>>,
    scripted_sign_ins: Mutex<VecDeque<Answer>>,
    script: Mutex<Script>,
    pub(super) faults: Injector,
    /// The microversions of the services, as far as that is said.
    microversions: HashMap<String, Range>,
    /// What is answered at paths that need no token.
    documents: HashMap<String, Answer>,
    counted: AtomicUsize,
    sign_ins: AtomicUsize,
}

/// A request that the cloud has had.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recorded {
    /// `GET`, `POST`, …
    pub method: String,
    /// As it was sent: percent-encoded.
    pub path: String,
    /// As it was sent: percent-encoded; nothing where there was none.
    pub query: Option<String>,
    /// The headers, their names in lower case, without the token, and without what every client sends for itself. Of other
    /// secrets there is `***`, of `authorization` the scheme besides: `Bearer ***`.
    pub headers: Vec<(String, String)>,
    /// The body. It is not kept of a sign-in, which holds a password.
    pub body: Vec<u8>,
}

impl fmt::Debug for Recorded {
    /// Without the body, which may hold a password of a new user.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// A request, before it is understood.
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) token: Option<String>,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// The first header that is called so, in lower case.
    pub(crate) fn header(&self, wanted: &str) -> Option<&str> {
        self.headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// The first parameter of the query that is called so.
    pub(crate) fn parameter(&self, wanted: &str) -> Option<String> {
        parameter(self.query.as_deref().unwrap_or_default().as_bytes(), wanted)
    }

    /// The first parameter that is called so of a body that is a form.
    pub(crate) fn form(&self, wanted: &str) -> Option<String> {
        parameter(&self.body, wanted)
    }

    /// What the header `Authorization` has of this scheme.
    pub(crate) fn authorization(&self, wanted: &str) -> Option<&str> {
        let (scheme, credentials) = self.header("authorization")?.split_once(' ')?;
        scheme.eq_ignore_ascii_case(wanted).then(|| credentials.trim())
    }

    /// The name and the password of HTTP's own way to say who one is (RFC 7617).
    pub(crate) fn basic(&self) -> Option<(String, String)> {
        let decoded = data_encoding::BASE64.decode(self.authorization("Basic")?.as_bytes()).ok()?;
        let (name, password) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
        Some((name.to_owned(), password.to_owned()))
    }
}

impl Site for Inner {
    fn handle(&self, received: &Received) -> Answer {
        self.record(received);
        self.dated(self.reply(received))
    }

    fn answer(&self, received: &Received) -> (Answer, Option<Damage>) {
        let (answer, damage) = self.faults.answer(self, received);
        (self.dated(answer), damage)
    }

    fn blocks(&self) -> bool {
        self.store.blocks()
    }
}

impl Inner {
    pub(super) fn new(
        store: Store,
        schemas: Vec<&'static Schema>,
        origin: String,
        keystone: Keystone,
        microversions: HashMap<String, Range>,
        documents: HashMap<String, Answer>,
    ) -> Self {
        Self {
            microversions,
            documents,
            counted: AtomicUsize::new(0),
            sign_ins: AtomicUsize::new(0),
            script: Mutex::default(),
            faults: Injector::default(),
            store,
            schemas,
            origin,
            keystone,
            recorded: Mutex::default(),
            scripted: Mutex::default(),
            scripted_sign_ins: Mutex::default(),
        }
    }

    pub(super) fn recorded(&self) -> Vec<Recorded> {
        held(&self.recorded).iter().cloned().collect()
    }

    /// How many requests there have been, and how many of them were sign-ins.
    pub(super) fn counted(&self) -> (usize, usize) {
        (self.counted.load(Ordering::Relaxed), self.sign_ins.load(Ordering::Relaxed))
    }

    pub(super) fn with_script(&self, change: impl FnOnce(&mut Script)) {
        change(&mut held(&self.script));
    }

    pub(super) fn script(&self, answer: Answer) {
        held(&self.scripted).push_back(answer);
    }

    pub(super) fn script_sign_in(&self, answer: Answer) {
        held(&self.scripted_sign_ins).push_back(answer);
    }

    /// Whether a request has a token that is good.
    pub(crate) fn is_signed_in(&self, received: &Received) -> bool {
        self.store.with(|state| self.keystone.check(state, received).is_some()).unwrap_or_default()
    }

    /// What is said to who is not.
    pub(crate) fn unauthorized(&self) -> Answer {
        self.keystone.unauthorized()
    }

    /// Declares the token of a request void.
    pub(crate) fn revoke(&self, received: &Received) {
        // Where the state cannot be written, the next request is told so.
        let _ = self.store.with(|state| received.token.as_ref().map(|token| state.tokens.remove(token)));
    }

    /// The time by the cloud's clock.
    pub(crate) fn now(&self) -> SystemTime {
        self.keystone.now()
    }

    /// Says what time it is, where the server would say another.
    fn dated(&self, answer: Answer) -> Answer {
        match self.keystone.date() {
            Some(date) if !answer.has_header("date") => answer.header("date", date),
            _ => answer,
        }
    }

    fn reply(&self, received: &Received) -> Answer {
        let scripted = if is_sign_in(received) { &self.scripted_sign_ins } else { &self.scripted };
        if let Some(answer) = held(scripted).pop_front() {
            return answer;
        }
        if received.method == "GET"
            && let Some(answer) = self.documents.get(&received.path)
        {
            return answer.clone();
        }
        if received.method == "GET"
            && let Some(answer) = identity::versions(&received.path, &self.origin)
        {
            return answer;
        }
        let answered = self.store.with(|state| {
            let own = self.keystone.serve(state, received);
            own.unwrap_or_else(|| self.serve(state, received))
        });
        answered.unwrap_or_else(|error| Dialect::Keystone.refuse(500, "Internal Server Error", &error.to_string()))
    }

    pub(crate) fn record(&self, received: &Received) {
        const KEPT: usize = 1000;
        /// What every client sends for itself, and the token.
        const OWN: [&str; 8] = [
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "host",
            "transfer-encoding",
            "user-agent",
            "x-auth-token",
        ];
        self.counted.fetch_add(1, Ordering::Relaxed);
        if is_sign_in(received) {
            self.sign_ins.fetch_add(1, Ordering::Relaxed);
        }
        let mut recorded = held(&self.recorded);
        if recorded.len() == KEPT {
            recorded.pop_front();
        }
        let headers = received.headers.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
        // A sign-in to a wrong address holds a password too.
        let has_password = ["/auth/tokens", "/OS-OAUTH2/token"].iter().any(|path| received.path.ends_with(path));
        recorded.push_back(Recorded {
            method: received.method.clone(),
            path: received.path.clone(),
            query: received.query.clone(),
            headers: headers.map(|(name, value)| (name.clone(), told(name, value))).collect(),
            body: if has_password { Vec::new() } else { received.body.clone() },
        });
    }

    fn serve(&self, state: &mut State, received: &Received) -> Answer {
        let Some(token) = self.keystone.check(state, received) else { return self.keystone.unauthorized() };
        let (service, below) = self.keystone.catalog().place(&received.path, token.project_id());
        let dialect = Dialect::of(service);
        let Some(method) = method(&received.method) else { return dialect.wrong_method(&received.method, service) };
        let known = self.microversions.get(service).copied();
        let range = known.or_else(|| resource::range(&self.schemas, service));
        let url = format!("{}{}", self.origin, received.path);
        let routed = route::find(&self.schemas, service, method, below);
        if method == Method::Get && route::is_root(below) && (routed.is_none() || range.is_some()) {
            return resource::document(&url, range);
        }
        let Some(route) = routed else {
            return dialect.refuse(404, "HTTPNotFound", "The resource could not be found.");
        };
        let version = match range.map(|range| resource::asked(&received.headers, range, dialect)).transpose() {
            Ok(version) => version,
            Err(refusal) => return refusal,
        };
        let query = url::form_urlencoded::parse(received.query.as_deref().unwrap_or_default().as_bytes());
        let script = held(&self.script);
        let asked = resource::Asked {
            method,
            route,
            query: query.into_owned().collect(),
            headers: &received.headers,
            body: &received.body,
            token,
            url,
            version,
            script: &script,
        };
        resource::told(resource::serve(state, &asked), service, version)
    }
}

fn is_sign_in(received: &Received) -> bool {
    received.method == "POST" && identity::is_tokens(&received.path)
}

fn parameter(form: &[u8], wanted: &str) -> Option<String> {
    url::form_urlencoded::parse(form).find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
}

/// A header's value, without what opens something.
fn told(name: &str, value: &str) -> String {
    match name {
        "authorization" => format!("{} ***", value.split_whitespace().next().unwrap_or_default()),
        "x-subject-token" | "openstack-auth-receipt" => "***".to_owned(),
        _ => value.to_owned(),
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn method(name: &str) -> Option<Method> {
    let known = [Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete];
    known.into_iter().find(|method| method.as_str() == name)
}
