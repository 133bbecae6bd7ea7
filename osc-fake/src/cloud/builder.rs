//! A cloud that is yet to be started: what it serves, and what it begins with.

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use osc_runtime::schema::{Microversion, Schema};
use osc_runtime::{Secret, Value};
use tokio::net::TcpListener;

use super::{Cloud, Error, Inner};
use crate::answer::Answer;
use crate::fault::Faults;
use crate::identity::{Clock, Endpoint, Federation, Keystone, Settings};
use crate::provider::IdentityProvider;
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
    documents: Vec<(String, u16, Value)>,
    port: u16,
    faults: Option<Faults>,
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
            documents: Vec::new(),
            port: 0,
            faults: None,
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

    /// Lists an endpoint in the catalog, in place of those that are made from the resources of that service type; several
    /// calls add up.
    ///
    /// `{origin}` in the address stands for the cloud's own [`origin`](Cloud::origin), and `$(project_id)s` for the
    /// token's project, as in Keystone's own database: without a project there is then no such endpoint. Below an
    /// address of its own the cloud serves the resources of that service type, or, where it has none of that type, those of
    /// the type that is the first segment of the path.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use osc_fake::Cloud;
    /// use osc_runtime::Resource;
    ///
    /// /// A volume.
    /// #[derive(Debug, Clone, Default, Resource)]
    /// #[resource(base_path = "/volumes", service = "block-storage")]
    /// pub struct Volume {
    ///     pub id: String,
    /// }
    ///
    /// let cloud = Cloud::builder()
    ///     .resources([Volume::SCHEMA])
    ///     .unlisted("block-storage")
    ///     .endpoint("volumev3", "public", "RegionOne", "{origin}/block-storage/v3/$(project_id)s")
    ///     .start()
    ///     .await?;
    /// assert!(Volume::list(&cloud.connect().await?).await?.is_empty());
    /// # Ok(()) }
    /// ```
    pub fn endpoint(
        mut self,
        service_type: impl Into<String>,
        interface: impl Into<String>,
        region: impl Into<String>,
        url: impl Into<String>,
    ) -> Self {
        let (service, interface) = (service_type.into(), interface.into());
        self.keystone.endpoints.listed.push(Endpoint { service, interface, region: region.into(), url: url.into() });
        self
    }

    /// Leaves a service out of the catalog, and serves it all the same.
    pub fn unlisted(mut self, service_type: impl Into<String>) -> Self {
        self.keystone.endpoints.unlisted.insert(service_type.into());
        self
    }

    /// Answers `GET` of a path, `/volume/v3/`, with this status and document, to whoever asks: as the services tell their
    /// versions, each in its dialect.
    ///
    /// The path is compared as it is sent, with its slash at the end or without. `{origin}` within the document stands for
    /// the cloud's own [`origin`](Cloud::origin).
    pub fn version_document(mut self, path: impl Into<String>, status: u16, document: Value) -> Self {
        self.documents.push((path.into(), status, document));
        self
    }

    /// Trusts an identity provider: who shows a token of its at
    /// `/v3/OS-FEDERATION/identity_providers/{idp}/protocols/{protocol}/auth` is given an unscoped one of Keystone's.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use osc_fake::{Cloud, IdentityProvider};
    ///
    /// let provider = IdentityProvider::start().await?;
    /// let cloud = Cloud::builder().federated(&provider, "company", "openid").start().await?;
    /// # Ok(()) }
    /// ```
    pub fn federated(
        mut self,
        provider: &IdentityProvider,
        idp: impl Into<String>,
        protocol: impl Into<String>,
    ) -> Self {
        let (provider, idp, protocol) = (provider.inner(), idp.into(), protocol.into());
        self.keystone.federations.push(Federation { provider, idp, protocol });
        self
    }

    /// Sends a browser back with a token to addresses that begin so, as Keystone does to its `trusted_dashboard`s; without
    /// any, to none.
    pub fn trusted_dashboard(mut self, prefix: impl Into<String>) -> Self {
        self.keystone.trusted_dashboards.push(prefix.into());
        self
    }

    /// Lets in who says this name and this password in every request, as HTTP has it (RFC 7617): what standalone services
    /// without a Keystone do. They count as the cloud's one user.
    pub fn http_basic(mut self, username: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.keystone.access.basic = Some((username.into(), password.into()));
        self
    }

    /// Lets in anybody, with or without a token, as the cloud's one user: what services without a Keystone do.
    pub fn no_auth(mut self) -> Self {
        self.keystone.access.open = true;
        self
    }

    /// Lets in who has this token, which no one has signed in for and which does not end, as the cloud's one user: what is
    /// `admin_token` in a service's configuration.
    pub fn admin_token(mut self, token: impl Into<Secret>) -> Self {
        self.keystone.access.admin_token = Some(token.into());
        self
    }

    /// The port of 127.0.0.1 to listen on; any that is free, unless this is said.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Lets requests go wrong, from the first sign-in on.
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = Some(faults);
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
        let documents = self.documents.into_iter().map(|(path, status, document)| {
            let document = document.to_string().replace("{origin}", &origin);
            (path, Answer::new(status).header("content-type", "application/json").body(document))
        });
        let documents = documents.collect();
        let inner = Arc::new(Inner::new(store, self.schemas, origin, keystone, self.microversions, documents));
        if let Some(faults) = self.faults {
            inner.faults.inject(faults);
        }
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
            .field("documents", &self.documents.iter().map(|(path, ..)| path).collect::<Vec<_>>())
            .field("port", &self.port)
            .field("faults", &self.faults)
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
