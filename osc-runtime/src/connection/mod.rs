//! The connection to a cloud: one authenticated session, shared by all that is done with it.

mod builder;
mod version;

use std::fmt;
use std::sync::Arc;

use url::Url;

pub use builder::ConnectionBuilder;
pub(crate) use builder::Source;
pub(crate) use version::Wanted;

use crate::auth::{Session, Token};
use crate::body::Body;
use crate::catalog::{Endpoint, endpoint, microversion_headers, projection};
use crate::download::Download;
use crate::error::{Answer, Asked, Place, Problem, Result, shown};
use crate::method::Method;
use crate::profile::{Profile, Projection};
use crate::request::{Request, Response};
use crate::schema::Microversion;
use crate::transport::{Incoming, Opened, Outgoing, Transport};
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
pub struct Connection(Arc<Inner>);

struct Inner {
    session: Session,
    profile: Profile,
    transport: Transport,
    ranges: version::Ranges,
}

/// Where a call goes.
#[derive(Clone)]
pub(crate) enum Target {
    /// Below a service's endpoint; the path is percent-encoded already.
    Path(String),
    /// A link that the service gave, at the endpoint's origin.
    Link(Url),
}

/// A call to a service, without the token.
pub(crate) struct Call<'a> {
    pub(crate) method: Method,
    pub(crate) service: &'a str,
    pub(crate) target: Target,
    pub(crate) query: &'a [(String, String)],
    pub(crate) headers: &'a [(String, String)],
    pub(crate) body: Option<Body>,
    /// Texts in the body that no error may show, should the service quote them.
    pub(crate) secrets: Vec<&'a str>,
    /// What it wants of its microversion.
    pub(crate) versions: &'a Wanted,
}

impl Connection {
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
        let token = self.0.session.token(&self.0.transport).await?;
        Ok(token.document.project.as_ref().map(|project| project.id.clone()))
    }

    /// The id of the user who is signed in.
    ///
    /// # Errors
    ///
    /// As for [`project_id`](Self::project_id).
    pub async fn user_id(&self) -> Result<Option<String>> {
        let token = self.0.session.token(&self.0.transport).await?;
        Ok(token.document.user.as_ref().map(|user| user.id.clone()))
    }

    /// Where `service` is, as far as that is known without asking.
    pub(crate) fn place(&self, service: &str) -> Place {
        let token = self.0.session.current();
        let found = token.and_then(|token| endpoint(&token.document.catalog, service, &self.0.profile).ok());
        Place { service: service.to_owned(), region: found.and_then(|found| found.region) }
    }

    /// How `service` is asked for some fields of each item.
    pub(crate) fn projection(&self, service: &str) -> Projection {
        projection(service, &self.0.profile)
    }

    /// The microversion for what is `wanted` of `service`; none where any will do.
    pub(crate) async fn microversion(&self, service: &str, wanted: &Wanted) -> Result<Option<Microversion>> {
        if wanted.is_any() {
            return Ok(None);
        }
        let inner = &*self.0;
        let token = inner.session.token(&inner.transport).await?;
        let offered = inner.range(service, &token).await?;
        wanted.choose(offered, &self.place(service))
    }

    /// Sends a call, signed, and gives the answer if it is a success.
    pub(crate) async fn send(&self, call: Call<'_>) -> Result<Response> {
        let (opened, asked) = self.open(call).await?;
        let incoming = opened.read().await;
        let incoming = incoming.map_err(|problem| Problem::Unreachable { asked: asked.clone(), problem })?;
        Ok(Response::new(incoming, asked))
    }

    /// The same for an answer that is to be read as it comes.
    pub(crate) async fn download(&self, call: Call<'_>) -> Result<Download> {
        let (opened, asked) = self.open(call).await?;
        Ok(Download::new(opened, asked))
    }

    /// Sends a call, signed, and gives the answer, whose body is yet to come, if it is a success. A token that is refused
    /// is renewed once.
    async fn open(&self, call: Call<'_>) -> Result<(Opened, Asked)> {
        let inner = &*self.0;
        let version = self.microversion(call.service, call.versions).await?;
        let version = version.map(|version| microversion_headers(call.service, version));
        let version = version.unwrap_or_default();
        let mut token = inner.session.token(&inner.transport).await?;
        let mut renewed = false;
        loop {
            let (url, asked) = inner.locate(&call, &token)?;
            let opened = inner.exchange(&call, url, &version, &token, &asked).await?;
            if opened.status == 401 && !renewed {
                token = inner.session.renew(Some(&token), &inner.transport).await?;
                renewed = true;
                continue;
            }
            if (200..300).contains(&opened.status) {
                return Ok((opened, asked));
            }
            let incoming = opened.read().await;
            let incoming = incoming.map_err(|problem| Problem::Unreachable { asked: asked.clone(), problem })?;
            return Err(refused(asked, &incoming, &call.secrets));
        }
    }
}

impl Inner {
    fn locate(&self, call: &Call<'_>, token: &Token) -> Result<(Url, Asked)> {
        let Endpoint { url: mut base, region } = endpoint(&token.document.catalog, call.service, &self.profile)?;
        let asked = |url: &Url| {
            let place = Place { service: call.service.to_owned(), region };
            Asked { method: call.method, url: shown(url), place }
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
            let asked = Asked { method: Method::Get, url: shown(&document), place };
            let outgoing = Outgoing {
                method: Method::Get,
                url: document,
                headers: &[],
                token: Some(token.secret.expose()),
                body: None,
            };
            let incoming = self.transport.send(outgoing).await;
            let incoming = incoming.map_err(|problem| Problem::Unreachable { asked, problem })?;
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

    async fn exchange(
        &self,
        call: &Call<'_>,
        url: Url,
        version: &[(String, String)],
        token: &Token,
        asked: &Asked,
    ) -> Result<Opened> {
        let headers: Vec<_> =
            version.iter().chain(call.headers).map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let outgoing = Outgoing {
            method: call.method,
            url,
            headers: &headers,
            token: Some(token.secret.expose()),
            body: call.body.as_ref(),
        };
        let opened = self.transport.open(outgoing).await;
        let opened = opened.map_err(|problem| Problem::Unreachable { asked: asked.clone(), problem })?;
        tracing::debug!(
            method = %asked.method,
            url = asked.url,
            service = asked.place.service,
            status = opened.status,
            request_id = opened.header("x-openstack-request-id"),
            "answered"
        );
        Ok(opened)
    }
}

fn refused(asked: Asked, incoming: &Incoming, secrets: &[&str]) -> crate::Error {
    let message = incoming.message(secrets);
    let answer = Answer { status: incoming.status, message, request_id: incoming.request_id().map(str::to_owned) };
    Problem::Refused { asked, answer }.into()
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("session", &self.0.session)
            .field("profile", &self.0.profile)
            .finish_non_exhaustive()
    }
}
