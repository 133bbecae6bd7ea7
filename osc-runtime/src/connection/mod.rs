//! The connection to a cloud: one authenticated session, shared by all that is done with it.

mod builder;
mod call;
mod limits;
mod observer;
mod retry;
mod version;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

pub use builder::ConnectionBuilder;
pub(crate) use builder::Source;
pub(crate) use call::{Call, Target};
pub use limits::Limits;
pub use observer::Observation;
pub(crate) use observer::Observer;
pub use retry::Retry;
pub(crate) use version::Wanted;

use crate::auth::{Session, Token};
use crate::catalog::{Endpoint, endpoint, projection};
use crate::error::{Asked, Place, Problem, Result, shown};
use crate::method::Method;
use crate::profile::{Profile, Projection};
use crate::request::Request;
use crate::schema::Microversion;
use crate::transport::{Client, Outgoing};
use builder::Parts;
use retry::Budget;
use version::Range;

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
    session: Session,
    profile: Profile,
    client: Client,
    ranges: version::Ranges,
    retry: Retry,
    budget: Budget,
    limits: Limits,
    timeout: Option<Duration>,
    observer: Option<Observer>,
}

impl Connection {
    fn new(inner: Inner) -> Self {
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
    /// `OS_USERNAME`, `OS_PASSWORD` and so on, as `openrc` files set them.
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
        Request::new(self.clone(), method, service, path)
    }

    /// The id of the project that the connection is scoped to; nothing where it is scoped to none.
    ///
    /// # Errors
    ///
    /// Where the token has ended and no new one can be had.
    pub async fn project_id(&self) -> Result<Option<String>> {
        let token = self.inner.session.token(&self.inner.client).await?;
        Ok(token.document.project.as_ref().map(|project| project.id.clone()))
    }

    /// The id of the user who is signed in.
    ///
    /// # Errors
    ///
    /// As for [`project_id`](Self::project_id).
    pub async fn user_id(&self) -> Result<Option<String>> {
        let token = self.inner.session.token(&self.inner.client).await?;
        Ok(token.document.user.as_ref().map(|user| user.id.clone()))
    }

    /// Where `service` is, as far as that is known without asking.
    pub(crate) fn place(&self, service: &str) -> Place {
        let token = self.inner.session.current();
        let found = token.and_then(|token| endpoint(&token.document.catalog, service, &self.inner.profile).ok());
        Place { service: service.to_owned(), region: found.and_then(|found| found.region) }
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    /// How `service` is asked for some fields of each item.
    pub(crate) fn projection(&self, service: &str) -> Projection {
        projection(service, &self.inner.profile)
    }

    /// The microversion for what is `wanted` of `service`; none where any will do.
    pub(crate) async fn microversion(&self, service: &str, wanted: &Wanted) -> Result<Option<Microversion>> {
        if wanted.is_any() {
            return Ok(None);
        }
        let inner = &*self.inner;
        let token = inner.session.token(&inner.client).await?;
        let offered = inner.range(service, &token).await?;
        wanted.choose(offered, &self.place(service))
    }
}

impl Inner {
    fn new(parts: Parts, session: Session, client: Client) -> Self {
        let Parts { profile, timeout, retry, limits, observer } = parts;
        let (budget, ranges) = (Budget::new(), version::Ranges::default());
        Self { session, profile, client, ranges, retry, budget, limits, timeout, observer }
    }

    fn locate(&self, call: &Call<'_>, token: &Token) -> Result<(Url, Asked)> {
        let Endpoint { url: mut base, region } = endpoint(&token.document.catalog, call.service, &self.profile)?;
        let asked = |url: &Url| {
            let place = Place { service: call.service.to_owned(), region };
            Asked::new(call.method, shown(url), place)
        };
        match &call.target {
            Target::Path(path) => {
                let (path, fixed_query) = path.split_once('?').map_or((path.as_str(), None), |(p, q)| (p, Some(q)));
                let separator = if path.starts_with('/') || path.is_empty() { "" } else { "/" };
                let path = format!("{}{separator}{path}", base.path().trim_end_matches('/'));
                base.set_path(&path);
                base.set_query(fixed_query);
                if !call.query.is_empty() {
                    base.query_pairs_mut().extend_pairs(call.query);
                }
                let asked = asked(&base);
                Ok((base, asked))
            }
            Target::Link(link) if link.origin() == base.origin() => Ok((link.clone(), asked(link))),
            Target::Link(link) => {
                let origin = base.origin().ascii_serialization();
                Err(Problem::ForeignLink { asked: asked(&base), link: shown(link), origin }.into())
            }
        }
    }

    /// The microversions that the endpoint of `service` offers; asked for once.
    async fn range(&self, service: &str, token: &Token) -> Result<Option<Range>> {
        let Endpoint { url, region } = endpoint(&token.document.catalog, service, &self.profile)?;
        let mut ranges = self.ranges.lock().await;
        if let Some(known) = ranges.get(&url) {
            return Ok(*known);
        }
        let mut found = None;
        for document in version::documents(&url) {
            let place = Place { service: service.to_owned(), region: region.clone() };
            let asked = Asked::new(Method::Get, shown(&document), place);
            let mut outgoing = Outgoing::new(Method::Get, document);
            outgoing.headers = token.signature.clone();
            let incoming = self.client.send(outgoing).await;
            let incoming = incoming.map_err(|failure| Problem::Unreachable { asked, failure })?;
            found = version::range(&incoming);
            if found.is_some() {
                break;
            }
        }
        tracing::debug!(service, ?found, "discovered microversions");
        let newest = self.profile.newest(service);
        let found = found.map(|range| Range { max: newest.map_or(range.max, |newest| newest.min(range.max)), ..range });
        ranges.insert(url, found);
        Ok(found)
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("session", &self.inner.session)
            .field("profile", &self.inner.profile)
            .finish_non_exhaustive()
    }
}
