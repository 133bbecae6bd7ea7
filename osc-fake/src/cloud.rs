//! The cloud itself: made, started, asked.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use osc_runtime::schema::Schema;
use osc_runtime::{Connection, ConnectionBuilder, Method};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use crate::answer::{Answer, Dialect};
use crate::store::{Item, State, Store, StoreError};
use crate::{example, identity, resource, route, server};

/// The embedded cloud cannot be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Its port cannot be had.
    #[error("the embedded cloud cannot listen on 127.0.0.1:{port}: {source}")]
    #[non_exhaustive]
    Listen {
        /// The port; 0 is any.
        port: u16,
        /// Why.
        source: std::io::Error,
    },
    /// Its state cannot be read or written.
    #[error(transparent)]
    State(Box<dyn std::error::Error + Send + Sync>),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::State(error.into())
    }
}

/// An OpenStack cloud on loopback. It runs, on the tokio runtime that it was started on, until it is dropped.
#[derive(Debug)]
pub struct Cloud {
    inner: Arc<Inner>,
    server: AbortHandle,
}

/// What the server's tasks share.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) store: Store,
    schemas: Vec<&'static Schema>,
    origin: String,
    token_lifetime: Duration,
    recorded: Mutex<VecDeque<Recorded>>,
    scripted: Mutex<VecDeque<Answer>>,
}

/// A request that the cloud has had.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recorded {
    /// `GET`, `POST`, …
    pub method: String,
    /// As it was sent: percent-encoded.
    pub path: String,
    /// As it was sent: percent-encoded; nothing where there was none.
    pub query: Option<String>,
    /// The body. It is not kept of a sign-in, which holds a password.
    pub body: Vec<u8>,
}

/// A request, before it is understood.
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) token: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// A cloud that is yet to be started.
#[derive(Debug)]
#[must_use = "a cloud is started by `.start().await`"]
pub struct CloudBuilder {
    schemas: Vec<&'static Schema>,
    seeds: Vec<(String, Item)>,
    state_file: Option<PathBuf>,
    token_lifetime: Duration,
    port: u16,
}

impl CloudBuilder {
    /// Serves these resources too. Their services are in the catalog.
    pub fn resources(mut self, schemas: impl IntoIterator<Item = &'static Schema>) -> Self {
        self.schemas.extend(schemas);
        self
    }

    /// Begins with two networks, `admin_pri` and `public`, and three load balancer pools.
    pub fn example(mut self) -> Self {
        for (service, path, answer) in example::COLLECTIONS {
            let document: serde_json::Value = serde_json::from_str(answer).unwrap_or_default();
            let lists = document.as_object().into_iter().flat_map(serde_json::Map::values);
            for item in lists.filter_map(serde_json::Value::as_array).flatten() {
                self = self.seed(service, path, item.clone());
            }
        }
        self
    }

    /// Begins with this item in the collection at `path` of `service`: `("network", "/networks", json!({…}))`.
    pub fn seed(mut self, service: &str, path: &str, item: osc_runtime::Value) -> Self {
        if let osc_runtime::Value::Object(fields) = item {
            self.seeds.push((format!("{service}{path}"), Item::new(fields)));
        }
        self
    }

    /// Keeps the state in a file, so that separate runs see each other; what it begins with counts only where there
    /// is no such file yet. Several processes may share it. Its folder has to be there.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// How long a token is good for: an hour, unless this is said.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_lifetime = lifetime;
        self
    }

    /// The port of 127.0.0.1 to listen on; any that is free, unless this is said.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Starts the cloud.
    ///
    /// # Errors
    ///
    /// Where the port is taken, or the state's file cannot be used.
    pub async fn start(self) -> Result<Cloud, Error> {
        let seeds = self.seeds;
        let new = || {
            let mut state = State::default();
            identity::found(&mut state);
            for (collection, item) in seeds {
                state.collection_mut(&collection).push(item);
            }
            state
        };
        let store = match self.state_file {
            Some(path) => Store::in_file(path, new)?,
            None => Store::in_memory(new()),
        };
        let listen = |source| Error::Listen { port: self.port, source };
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let inner = Arc::new(Inner {
            store,
            schemas: self.schemas,
            origin: format!("http://{address}"),
            token_lifetime: self.token_lifetime,
            recorded: Mutex::default(),
            scripted: Mutex::default(),
        });
        let server = tokio::spawn(server::serve(listener, Arc::clone(&inner))).abort_handle();
        Ok(Cloud { inner, server })
    }
}

impl Cloud {
    /// A cloud with Keystone and nothing else, to be added to.
    pub fn builder() -> CloudBuilder {
        CloudBuilder {
            schemas: Vec::new(),
            seeds: Vec::new(),
            state_file: None,
            token_lifetime: Duration::from_secs(3600),
            port: 0,
        }
    }

    /// Starts a cloud that has these resources, and none of any yet.
    ///
    /// # Errors
    ///
    /// Where no port is to be had.
    pub async fn start(schemas: impl IntoIterator<Item = &'static Schema>) -> Result<Self, Error> {
        Self::builder().resources(schemas).start().await
    }

    /// The address of its Keystone: `http://127.0.0.1:40217/identity/v3`.
    #[must_use]
    pub fn auth_url(&self) -> String {
        format!("{}/identity/v3", self.inner.origin)
    }

    /// How to connect to it, as its one user; to be changed before it is used.
    pub fn connection(&self) -> ConnectionBuilder {
        Connection::builder()
            .auth_url(self.auth_url())
            .username(identity::USER)
            .password(identity::PASSWORD)
            .user_domain_name(identity::DOMAIN)
            .project_name(identity::USER)
            .project_domain_name(identity::DOMAIN)
            .region(identity::REGION)
    }

    /// The variables with which other OpenStack tools connect to it, as [`connection`](Self::connection) does.
    #[must_use]
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("OS_AUTH_URL", self.auth_url()),
            ("OS_USERNAME", identity::USER.into()),
            ("OS_PASSWORD", identity::PASSWORD.into()),
            ("OS_USER_DOMAIN_NAME", identity::DOMAIN.into()),
            ("OS_PROJECT_NAME", identity::USER.into()),
            ("OS_PROJECT_DOMAIN_NAME", identity::DOMAIN.into()),
            ("OS_REGION_NAME", identity::REGION.into()),
        ]
    }

    /// A connection to it.
    ///
    /// # Errors
    ///
    /// None that is known; those of [`ConnectionBuilder::connect`].
    pub async fn connect(&self) -> osc_runtime::Result<Connection> {
        self.connection().connect().await
    }

    /// The requests that it has had, the last thousand of them, in their order.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        held(&self.inner.recorded).iter().cloned().collect()
    }

    /// Answers the next request that is no sign-in with this, whatever it is; several are used in their order.
    pub fn answer_next(&self, answer: Answer) {
        held(&self.inner.scripted).push_back(answer);
    }

    /// Declares all tokens void, as a restart of Keystone with new keys does.
    ///
    /// # Errors
    ///
    /// Where the state's file cannot be used.
    pub fn revoke_tokens(&self) -> Result<(), Error> {
        Ok(self.inner.store.with(|state| state.tokens.clear())?)
    }
}

impl Drop for Cloud {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Inner {
    /// Answers a request.
    pub(crate) fn handle(&self, received: &Received) -> Answer {
        let signs_in = received.method == "POST" && received.path.ends_with("/auth/tokens");
        self.record(received, signs_in);
        if !signs_in && let Some(answer) = held(&self.scripted).pop_front() {
            return answer;
        }
        let answered = self.store.with(|state| {
            if signs_in {
                identity::sign_in(state, &received.body, self.token_lifetime, &self.origin, &self.schemas)
            } else {
                self.serve(state, received)
            }
        });
        answered.unwrap_or_else(|error| Dialect::Keystone.refuse(500, "Internal Server Error", &error.to_string()))
    }

    fn record(&self, received: &Received, signs_in: bool) {
        const KEPT: usize = 1000;
        let mut recorded = held(&self.recorded);
        if recorded.len() == KEPT {
            recorded.pop_front();
        }
        recorded.push_back(Recorded {
            method: received.method.clone(),
            path: received.path.clone(),
            query: received.query.clone(),
            body: if signs_in { Vec::new() } else { received.body.clone() },
        });
    }

    fn serve(&self, state: &mut State, received: &Received) -> Answer {
        let Some(token) = identity::check(state, received.token.as_deref()) else {
            return Answer::unauthorized(&format!("{}/identity/v3", self.origin));
        };
        let path = received.path.trim_start_matches('/');
        let (service, below) = path.split_once('/').unwrap_or((path, ""));
        let (Some(route), Some(method)) = (route::find(&self.schemas, service, below), method(&received.method)) else {
            return Dialect::of(service).refuse(404, "HTTPNotFound", "The resource could not be found.");
        };
        let query = url::form_urlencoded::parse(received.query.as_deref().unwrap_or_default().as_bytes());
        let asked = resource::Asked {
            method,
            route,
            query: query.into_owned().collect(),
            body: &received.body,
            token,
            url: format!("{}{}", self.origin, received.path),
        };
        resource::serve(state, &asked)
    }
}

fn method(name: &str) -> Option<Method> {
    let known = [Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete];
    known.into_iter().find(|method| method.as_str() == name)
}
