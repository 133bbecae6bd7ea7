//! A cloud that is yet to be started: what it serves, and what it begins with.

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use osc_runtime::Value;
use osc_runtime::schema::{Microversion, Schema};
use tokio::net::TcpListener;

use super::{Cloud, Error, Inner};
use crate::identity::{Clock, Keystone, Settings};
use crate::store::{Item, State, Store};
use crate::{example, identity, route, secret, server};

/// A cloud that is yet to be started.
#[must_use = "a cloud is started by `.start().await`"]
pub struct CloudBuilder {
    schemas: Vec<&'static Schema>,
    seeds: Vec<Seed>,
    state_file: Option<PathBuf>,
    keystone: Settings,
    microversions: HashMap<String, (Microversion, Microversion)>,
    port: u16,
}

/// An item that the cloud begins with.
struct Seed {
    service: String,
    path: String,
    item: Value,
}

impl CloudBuilder {
    pub(super) fn new() -> Self {
        Self {
            schemas: Vec::new(),
            seeds: Vec::new(),
            state_file: None,
            keystone: Settings::default(),
            microversions: HashMap::new(),
            port: 0,
        }
    }

    /// Serves these resources too. Their services are in the catalog.
    pub fn resources(mut self, schemas: impl IntoIterator<Item = &'static Schema>) -> Self {
        self.schemas.extend(schemas);
        self
    }

    /// Begins with two networks, `admin_pri` and `public`, and three load balancer pools.
    pub fn example(mut self) -> Self {
        for (service, path, answer) in example::COLLECTIONS {
            let document: Value = serde_json::from_str(answer).unwrap_or_default();
            let lists = document.as_object().into_iter().flat_map(serde_json::Map::values);
            for item in lists.filter_map(Value::as_array).flatten() {
                self = self.seed(service, path, item.clone());
            }
        }
        self
    }

    /// Begins with this item in the collection at `path` of `service`: `("network", "/networks", json!({…}))`.
    ///
    /// The item is an object; [`start`](Self::start) fails if it is none.
    pub fn seed(mut self, service: &str, path: &str, item: Value) -> Self {
        self.seeds.push(Seed { service: service.to_owned(), path: path.to_owned(), item });
        self
    }

    /// Keeps the state in a file, so that separate runs see each other; what it begins with counts only where there
    /// is no such file yet. Several processes may share it. Its folder has to be there.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// How long a token is good for: an hour, unless this is said, and at most a century.
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.keystone.token_lifetime = lifetime;
        self
    }

    /// Sets the cloud's clock ahead of the machine's, as one that is not kept right: the tokens' times and the header `Date`
    /// are by it.
    pub fn clock_ahead(mut self, by: Duration) -> Self {
        self.keystone.clock = Clock::Ahead(by);
        self
    }

    /// Sets the cloud's clock behind the machine's; see [`clock_ahead`](Self::clock_ahead).
    pub fn clock_behind(mut self, by: Duration) -> Self {
        self.keystone.clock = Clock::Behind(by);
        self
    }

    /// Offers these microversions of a service, the oldest and the newest; those that its resources mention, unless this
    /// is said.
    pub fn microversions(mut self, service: &str, oldest: Microversion, newest: Microversion) -> Self {
        self.microversions.insert(service.to_owned(), (oldest, newest));
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
    /// Where the port is taken, the state's file cannot be used, or an item that it begins with is no object.
    pub async fn start(self) -> Result<Cloud, Error> {
        let seeds: Vec<_> = self.seeds.into_iter().map(|seed| seed.item(&self.schemas)).collect::<Result<_, _>>()?;
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
        let origin = format!("http://{address}");
        let keystone = Keystone::new(origin.clone(), &self.schemas, self.keystone);
        let inner = Arc::new(Inner::new(store, self.schemas, origin, keystone, self.microversions));
        let server = tokio::spawn(server::serve(listener, Arc::clone(&inner))).abort_handle();
        Ok(Cloud { inner, server })
    }
}

impl fmt::Debug for CloudBuilder {
    /// Without what the items hold.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let resources: Vec<_> = self.schemas.iter().map(|schema| schema.name()).collect();
        let seeds: Vec<_> = self.seeds.iter().map(|seed| (&seed.service, &seed.path)).collect();
        f.debug_struct("CloudBuilder")
            .field("resources", &resources)
            .field("seeds", &seeds)
            .field("state_file", &self.state_file)
            .field("keystone", &self.keystone)
            .field("microversions", &self.microversions)
            .field("port", &self.port)
            .finish()
    }
}

impl Seed {
    /// The item, and the collection that it is for.
    fn item(self, schemas: &[&'static Schema]) -> Result<(String, Item), Error> {
        let (collection, schema) = route::collection(schemas, &self.service, &self.path);
        let found = match self.item {
            Value::Object(fields) => {
                let mut item = Item::default();
                for (name, value) in fields {
                    secret::put(&mut item, &collection, schema, &name, value);
                }
                return Ok((collection, item));
            }
            Value::Null => "`null`",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
        };
        Err(Error::Seed { collection, found })
    }
}
