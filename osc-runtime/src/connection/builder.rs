//! What a connection needs to know, from whatever source.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::{Connection, Limits, Observation, Observer, Retry};
use crate::auth::{
    Alike, AuthMethod, Credentials, Receipt, Said, Scope, Session, Settings, Visit, Visitor, choose, shared,
};
use crate::cache::TokenCache;
use crate::config::{self, Chosen};
use crate::error::{Problem, Result};
use crate::profile::{Interface, Profile};
use crate::transport::{self, Client, Transport};

/// What an address of Keystone looks like, for error messages.
const EXAMPLE_URL: &str = "https://keystone.example/v3";
/// The largest profile of a vendor that is read, in bytes.
const LARGEST_PROFILE: u64 = 1 << 20;

/// Describes a connection: from `clouds.yaml`, from the environment, in code, or the latter over the former.
///
/// ```no_run
/// # async fn example(password: String) -> osc_runtime::Result<()> {
/// use osc_runtime::Connection;
///
/// let conn = Connection::builder()
///     .auth_url("https://keystone.example/v3")
///     .username("ada")
///     .password(password)
///     .user_domain_name("Default")
///     .project_name("analytical-engine")
///     .project_domain_name("Default")
///     .region("RegionOne")
///     .connect()
///     .await?;
/// # Ok(()) }
/// ```
///
/// How it signs in follows from what is said (user and password, a token, an application credential, …), or is said with
/// [`auth_type`](Self::auth_type).
#[derive(Clone, Debug, Default)]
#[must_use = "a connection is made by `.connect().await`"]
pub struct ConnectionBuilder {
    pub(crate) source: Source,
    pub(crate) auth_type: Option<String>,
    pub(crate) auth: Settings,
    method: Option<Arc<dyn AuthMethod>>,
    receipt: Option<Receipt>,
    visitor: Option<Visitor>,
    pub(crate) profile: Profile,
    pub(crate) network: transport::Settings,
    /// What it was made of, where a vendor's profile has to be fetched first.
    unpublished: Option<Box<Chosen>>,
    pub(super) retry: Retry,
    pub(super) limits: Limits,
    pub(super) observer: Option<Observer>,
    pub(crate) cache: Option<TokenCache>,
}

/// Where the settings came from, for error messages.
#[derive(Clone, Debug, Default)]
pub(crate) enum Source {
    #[default]
    Code,
    Environment,
    Cloud {
        name: String,
        path: String,
        /// Where in its files what is set by which name stands.
        places: BTreeMap<String, String>,
    },
}

impl ConnectionBuilder {
    /// A builder whose settings come from `source`.
    pub(crate) fn from_source(source: Source) -> Self {
        Self { source, ..Self::default() }
    }

    /// The way to sign in, by the name that clouds.yaml has for it:
    ///
    /// | name | what proves who signs in |
    /// | --- | --- |
    /// | `password`, `token`, `v3applicationcredential`, `v3totp` | what they say |
    /// | `v3multifactor` | several of these, [`auth_methods`](Self::auth_methods) |
    /// | `v3oidcpassword`, `v3oidcclientcredentials` | a user's password at an identity provider that speaks OpenID Connect; the client's own secret |
    /// | `v3oidcaccesstoken` | the provider's access token, which somebody has |
    /// | `v3oidcauthcode` | the provider's authorization [`code`](Self::code), or, without one, a person with a browser ([`visit`](Self::visit)) |
    /// | `v3oidcdeviceauthz` | a person who enters a code on any device (`visit`) |
    /// | `v3websso` | a person with a browser, by whatever Keystone has agreed with the provider, such as SAML 2.0 (`visit`) |
    /// | `v3oauth2clientcredential`, `v3oauth2mtlsclientcredential` | an OAuth 2.0 client of Keystone's, with a secret; with a certificate ([`cert`](Self::cert)) |
    /// | `none`, `admin_token`, `http_basic` | nothing, a token, or a password, for services without a Keystone |
    pub fn auth_type(mut self, auth_type: impl Into<String>) -> Self {
        self.auth_type = Some(auth_type.into());
        self.source.forget("auth_type");
        self
    }

    /// A way to sign in that is not OpenStack's own.
    pub fn method(mut self, method: impl AuthMethod) -> Self {
        self.method = Some(Arc::new(method));
        self
    }

    /// Goes on with a sign-in of which a part was right ([`Error::receipt`](crate::Error::receipt)).
    pub fn receipt(mut self, receipt: Receipt) -> Self {
        self.receipt = Some(receipt);
        self
    }

    /// How to reach a person, for the ways to sign in that need one: an identity provider in the browser, a device's code.
    ///
    /// `visitor` shows the address, or opens it, and returns: it must not wait for the person. It is called again whenever a
    /// session ends that nothing else can renew.
    ///
    /// ```no_run
    /// # async fn example() -> osc_runtime::Result<()> {
    /// let conn = osc_runtime::ConnectionBuilder::from_cloud("campus")?
    ///     .visit(|visit| eprintln!("to sign in, open {}", visit.url))
    ///     .connect()
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn visit(mut self, visitor: impl Fn(&Visit<'_>) + Send + Sync + 'static) -> Self {
        self.visitor = Some(Visitor::new(visitor));
        self
    }

    /// The region of all services.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.profile = self.profile.region(region);
        self
    }

    /// The interface of all services.
    pub fn interface(mut self, interface: Interface) -> Self {
        self.profile = self.profile.interface(interface);
        self
    }

    /// Registers a service, or says which of its endpoints to use.
    pub fn service(mut self, service: crate::Service) -> Self {
        self.profile = self.profile.service(service);
        self
    }

    /// The profile as a whole, instead of what was said of regions, interfaces and services before.
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Whether servers have to prove who they are; they have to unless this is `false`, which is for tests alone.
    pub fn verify(mut self, verify: bool) -> Self {
        self.network.tls.verify = verify;
        self
    }

    /// A file of certificates in PEM: servers are trusted whose certificate one of these has signed, instead of one of the
    /// machine's.
    pub fn cacert(mut self, path: impl Into<PathBuf>) -> Self {
        self.network.tls.cacert = Some(path.into());
        self
    }

    /// A file with this client's certificate in PEM, for servers that ask for one; with its private key, unless
    /// [`key`](Self::key) says another file.
    pub fn cert(mut self, path: impl Into<PathBuf>) -> Self {
        self.network.tls.cert = Some(path.into());
        self
    }

    /// A file with the private key of [`cert`](Self::cert), in PEM.
    pub fn key(mut self, path: impl Into<PathBuf>) -> Self {
        self.network.tls.key = Some(path.into());
        self
    }

    /// How long a server may take to accept a connection; ten seconds unless said.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.network.timeouts.connect = timeout;
        self
    }

    /// How long a server may send nothing; five minutes unless said.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.network.timeouts.read = timeout;
        self
    }

    /// How long a request may take as a whole, or a sign-in, with all its retries; as long as it takes unless said. Downloads count as far
    /// as their first byte.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.network.total_timeout = Some(timeout);
        self
    }

    /// Another HTTP client than the one that comes with this crate. What is said of certificates, and of timeouts to connect
    /// and to read, is for that one alone.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.network.transport = Some(Arc::new(transport));
        self
    }

    /// Puts something around the transport: what has been said of certificates and timeouts so far is for the one within.
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use osc_runtime::Connection;
    /// use osc_runtime::transport::{Outgoing, Sending, Transport};
    ///
    /// /// Tells what is asked.
    /// #[derive(Debug)]
    /// struct Told(Arc<dyn Transport>);
    ///
    /// impl Transport for Told {
    ///     fn send(&self, request: Outgoing) -> Sending<'_> {
    ///         println!("{} {}", request.method, request.url.path());
    ///         self.0.send(request)
    ///     }
    /// }
    ///
    /// let builder = Connection::builder().cacert("authority.pem").wrap_transport(Told);
    /// # drop(builder);
    /// ```
    pub fn wrap_transport<T: Transport>(mut self, wrap: impl FnOnce(Arc<dyn Transport>) -> T) -> Self {
        self.network.transport = Some(Arc::new(wrap(self.network.transport())));
        self
    }

    /// How requests are tried again.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How much is read at the most.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Tells `observer` of each request that has ended, retries included, once. It is called where the request is, and must
    /// not take long.
    pub fn observer(mut self, observer: impl Fn(&Observation<'_>) + Send + Sync + 'static) -> Self {
        self.observer = Some(Observer(Arc::new(observer)));
        self
    }

    /// Keeps the token there, for other processes, and uses one that another process has left there.
    pub fn token_cache(mut self, cache: TokenCache) -> Self {
        self.cache = Some(cache);
        self
    }

    /// Signs in, unless a connection of this process that is in use has done so with the same credentials for the same scope:
    /// they have one session then.
    ///
    /// # Errors
    ///
    /// Where something is missing ([`ErrorKind::Config`](crate::ErrorKind)), Keystone cannot be reached
    /// (`Connection`), or it refuses (`Unauthorized`).
    pub async fn connect(mut self) -> Result<Connection> {
        if let Some(chosen) = self.unpublished.take() {
            self = self.fetch_profile(*chosen).await?;
        }
        let credentials = self.credentials()?;
        let client = Client::new(self.network.transport(), self.limits.largest_body);
        let limit = self.network.total_timeout.filter(|_| !credentials.method.waits_for_person());
        let session = self.session(credentials, client.clone());
        match limit {
            None => session.token().await?,
            Some(limit) => tokio::time::timeout(limit, session.token())
                .await
                .unwrap_or_else(|_| Err(Problem::TooLate { asked: None, seconds: limit.as_secs_f64() }.into()))?,
        };
        session.renew_in_time();
        // A connection that is made from this one uses the same transport.
        self.network.transport = Some(client.transport());
        Ok(Connection::new(session, client, self))
    }

    /// The same, as far as it is known without the profile that a vendor publishes.
    pub(crate) fn unpublished(mut self, chosen: Chosen) -> Self {
        self.unpublished = Some(Box::new(chosen));
        self
    }

    /// Fetches the profile of a vendor, and lays it under what has been said.
    async fn fetch_profile(mut self, chosen: Chosen) -> Result<Self> {
        let Some(url) = chosen.remote_profile() else { return Ok(self) };
        let client = Client::new(self.network.transport(), LARGEST_PROFILE);
        let document = config::fetch_profile(url, &client).await?;
        let Self { auth_type, auth, profile, .. } = chosen.published(&document, self.profile.region.as_deref())?;
        self.auth_type = self.auth_type.or(auth_type);
        self.auth.lay_under(auth);
        self.profile = self.profile.over(profile);
        Ok(self)
    }

    fn session(&self, credentials: Credentials, client: Client) -> Arc<Session> {
        let is_whole = credentials.receipt.is_none() && !credentials.method.is_good_once();
        let alike = Alike {
            key: credentials.key(),
            tls: self.network.tls.clone(),
            timeouts: self.network.timeouts,
            ipv4_only: self.network.ipv4_only,
            retry: self.retry,
            transport: self.network.transport.as_ref().map(|transport| Arc::as_ptr(transport).addr()),
            cache: self.cache.clone(),
            has_visitor: self.visitor.is_some(),
        };
        let retry = self.retry;
        let entry = self.cache.as_ref().map(|cache| cache.entry(&alike.key));
        let new = || Session::new(credentials, client, retry, entry);
        if is_whole { shared(alike, new) } else { Arc::new(new()) }
    }

    fn credentials(&self) -> Result<Credentials> {
        let source = &self.source;
        let said = Said { settings: &self.auth, source };
        let auth_type = choose(self.auth_type.as_deref(), &said)?;
        let needs_keystone = self.method.is_none() && auth_type.keystone;
        let auth_url = match self.auth.get("auth_url") {
            Some(text) => Some(parse_auth_url(text, source)?),
            None if needs_keystone => return Err(source.no_auth_url().into()),
            None => None,
        };
        let method = match &self.method {
            Some(method) => Arc::clone(method),
            None => auth_type.make(&said)?,
        };
        let (receipt, visitor) = (self.receipt.clone(), self.visitor.clone());
        Ok(Credentials { auth_url, method, scope: Scope::of(&self.auth, source)?, receipt, visitor })
    }
}

impl Source {
    /// A setting by its name in this source.
    pub(crate) fn setting(&self, name: &str) -> String {
        match self {
            Source::Code => format!("`{name}` for the connection"),
            Source::Environment => format!("`OS_{}` in the environment", name.to_uppercase()),
            Source::Cloud { name: cloud, path, places } => match places.get(name) {
                Some(place) => place.clone(),
                None => format!("`{name}` in the cloud `{cloud}` of {path}"),
            },
        }
    }

    /// The same, with the places of settings in files.
    pub(crate) fn with_places(self, places: BTreeMap<String, String>) -> Self {
        match self {
            Source::Cloud { name, path, .. } => Source::Cloud { name, path, places },
            other => other,
        }
    }

    /// Code has said a setting, wherever it was said before.
    pub(crate) fn forget(&mut self, name: &str) {
        if let Source::Cloud { places, .. } = self
            && let Some(place) = places.get_mut(name)
        {
            *place = Source::Code.setting(name);
        }
    }

    fn no_auth_url(&self) -> Problem {
        if matches!(self, Source::Environment) {
            return Problem::NoCloud(
                "no cloud is named: set `OS_CLOUD` to a cloud of clouds.yaml, or `OS_AUTH_URL`, `OS_USERNAME`, \
                 `OS_PASSWORD` and `OS_PROJECT_NAME`"
                    .into(),
            );
        }
        let hint = format!("expected Keystone's address, such as `{EXAMPLE_URL}`");
        Problem::Config(format!("no {}: {hint}", self.setting("auth_url")))
    }
}

fn parse_auth_url(text: &str, source: &Source) -> Result<Url> {
    let setting = source.setting("auth_url");
    if text.contains('@') {
        let problem = format!("{setting} has a user or password in it: say them as `username` and `password`");
        return Err(Problem::Config(problem).into());
    }
    let problem = |why: &str| {
        Problem::Config(format!("{setting} is `{text}`: {why}; expected an address such as `{EXAMPLE_URL}`"))
    };
    let url = Url::parse(text).map_err(|error| problem(&error.to_string()))?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        scheme => Err(problem(&format!("`{scheme}` is neither http nor https")).into()),
    }
}
