//! The connection to a cloud: one authenticated session, shared by all that is done with it.

mod builder;
mod call;
mod endpoint;
mod kept;
mod limits;
mod observer;
mod pace;
mod retry;
mod version;

use std::fmt;
use std::sync::Arc;

use url::Url;

pub use builder::ConnectionBuilder;
pub(crate) use builder::Source;
pub(crate) use call::{Call, Target};
pub(crate) use kept::Kept;
pub use limits::Limits;
pub use observer::Observation;
pub(crate) use observer::Observer;
pub use retry::Retry;
pub(crate) use retry::is_passing;
pub(crate) use version::Wanted;

use crate::auth::Session;
use crate::catalog::listing;
use crate::error::Result;
use crate::listing::Listing;
use crate::method::Method;
use crate::request::Request;
use crate::transport::Client;
use endpoint::Found;
use pace::Pace;
use retry::Budget;

/// A connection to a cloud, signed in.
///
/// Cheap to clone, and shared between tasks and threads: clones have one session, one pool of TCP connections and
/// one token, which is renewed when it ends.
///
/// ```no_run
/// # async fn example() -> osc_runtime::Result<()> {
/// use osc_runtime::Connection;
///
/// let conn = Connection::from_cloud("mycloud").await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Connection {
    inner: Arc<Inner>,
    /// The id of what the requests are sent for.
    request_id: Option<Arc<str>>,
}

struct Inner {
    session: Arc<Session>,
    client: Client,
    budget: Budget,
    pace: Pace,
    found: Found,
    /// What it was made of.
    builder: ConnectionBuilder,
}

impl Connection {
    fn new(session: Arc<Session>, client: Client, builder: ConnectionBuilder) -> Self {
        let inner =
            Inner { session, client, budget: Budget::new(), pace: Pace::default(), found: Found::default(), builder };
        Self { inner: Arc::new(inner), request_id: None }
    }

    /// Signs in to a cloud of `clouds.yaml`.
    ///
    /// The file is looked for in `$OS_CLIENT_CONFIG_FILE`, else in the current folder, the user's
    /// `~/.config/openstack` and `/etc/openstack`, as `clouds.yaml`, `.yml` or `.json`; the first one counts.
    /// `secure.yaml`, found likewise (`$OS_CLIENT_SECURE_FILE`), is laid over it, so that secrets can be kept apart.
    ///
    /// # Errors
    ///
    /// Where there is no such file or cloud ([`ErrorKind::NoCloud`](crate::ErrorKind)), or it is malformed (`Config`),
    /// where Keystone cannot be reached (`Connection`) or refuses (`Unauthorized`).
    pub async fn from_cloud(name: &str) -> Result<Self> {
        ConnectionBuilder::from_cloud(name)?.connect().await
    }

    /// Signs in to the cloud that the environment names: `OS_CLOUD`, a cloud of `clouds.yaml`, else `OS_AUTH_URL`,
    /// `OS_USERNAME`, `OS_PASSWORD` and so on, as `openrc` files set them; else the only one of `clouds.yaml`.
    ///
    /// # Errors
    ///
    /// As for [`from_cloud`](Self::from_cloud).
    pub async fn from_env() -> Result<Self> {
        ConnectionBuilder::from_env()?.connect().await
    }

    /// A connection described in code.
    pub fn builder() -> ConnectionBuilder {
        ConnectionBuilder::default()
    }

    /// What the connection was made of, to be changed: another project, another user, another region. What is connected from it
    /// uses the same transport, and signs in by itself.
    ///
    /// ```no_run
    /// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
    /// let theirs = conn.connect_as().project_name("theirs").connect().await?;
    /// # Ok(()) }
    /// ```
    pub fn connect_as(&self) -> ConnectionBuilder {
        self.inner.builder.clone()
    }

    /// The same connection, for requests that are sent for something that has an id of its own: each carries this id
    /// (`req-` and a UUID) beside the one that the service gives it, so that logs of several services tell what belongs together
    /// (<https://docs.openstack.org/oslo.middleware/latest/reference/middleware/request_id.html>).
    #[must_use]
    pub fn for_request(&self, global_request_id: impl Into<String>) -> Self {
        Self { inner: Arc::clone(&self.inner), request_id: Some(global_request_id.into().into()) }
    }

    /// A request of any kind, for what no resource declares.
    ///
    /// `path` follows the endpoint of `service` with its version and is used as it is: what comes from outside is
    /// to be percent-encoded.
    ///
    /// ```no_run
    /// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
    /// use osc_runtime::Method;
    ///
    /// let pools = conn.request(Method::Get, "network", "/lb/pools").query("protocol", "TCP").await?;
    /// println!("{}", pools.value()?);
    /// # Ok(()) }
    /// ```
    pub fn request(&self, method: Method, service: &str, path: &str) -> Request {
        Request::new(self.clone(), method, service, Target::Path(path.to_owned()))
    }

    /// The same to an address at the origin of the endpoint of `service`, such as a link that it has given, or a path beside the
    /// endpoint's own version. The token is sent to no other origin: that is an error when the request is awaited
    /// ([`ErrorKind::Service`](crate::ErrorKind)).
    pub fn request_to(&self, method: Method, service: &str, url: Url) -> Request {
        Request::new(self.clone(), method, service, Target::Link(url))
    }

    /// Where `service` is, with its version: what the path of [`request`](Self::request) follows.
    ///
    /// # Errors
    ///
    /// Where the catalog has no such service, or none in this region ([`ErrorKind::Catalog`](crate::ErrorKind)).
    pub async fn endpoint(&self, service: &str) -> Result<Url> {
        let token = self.inner.session.token().await?;
        Ok(self.inner.endpoint(service, &token).await?.url.clone())
    }

    /// The id of the project that the connection is scoped to; nothing where it is scoped to none.
    ///
    /// # Errors
    ///
    /// Where the token has ended and no new one can be had.
    pub async fn project_id(&self) -> Result<Option<String>> {
        let token = self.inner.session.token().await?;
        Ok(token.document.project.as_ref().map(|project| project.id.clone()))
    }

    /// The id of the user who is signed in.
    ///
    /// # Errors
    ///
    /// As for [`project_id`](Self::project_id).
    pub async fn user_id(&self) -> Result<Option<String>> {
        let token = self.inner.session.token().await?;
        Ok(token.document.user.as_ref().map(|user| user.id.clone()))
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.inner.builder.limits
    }

    /// How lists of `service` are asked for.
    pub(crate) fn listing(&self, service: &str) -> Listing {
        listing(service, &self.inner.builder.profile)
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("session", &self.inner.session)
            .field("profile", &self.inner.builder.profile)
            .finish_non_exhaustive()
    }
}
