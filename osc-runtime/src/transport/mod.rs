//! Bytes out, bytes in: HTTP, one request at a time.
//!
//! A [`Transport`] sends a request once and gives whatever is answered. What is above it is the same for every one: redirects
//! are followed here, retries, tokens and limits are the connection's. [`Network`] is the transport of a connection that is
//! given no other; one of a crate's own may go through another library, or answer from a record.

mod failure;
mod gate;
mod gzip;
mod network;
mod payload;
mod reply;
mod tls;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use url::Url;

pub use failure::{Failure, Phase};
pub(crate) use gzip::GZIP;
pub use network::{Network, Timeouts};
pub use payload::Payload;
pub(crate) use reply::Opened;
pub use reply::{Incoming, Reply};
pub use tls::Tls;

pub use bytes::Bytes;
pub use http;
pub use http_body;
pub use url;

use crate::body::Body;
use crate::method::Method;

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 5;

/// A way to send HTTP requests.
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends a request, once, and gives the answer as soon as its headers are there. No redirect is followed, and no status
    /// is an error.
    ///
    /// # Errors
    ///
    /// Where no answer comes: how far the request got decides whether it is sent again.
    fn send(&self, request: Outgoing) -> Sending<'_>;
}

/// A request on its way. Dropping it cancels it.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>>;

/// A request, ready to be sent.
#[non_exhaustive]
pub struct Outgoing {
    /// The method.
    pub method: Method,
    /// Where it goes.
    pub url: Url,
    /// The headers. Those that hold a secret are marked as sensitive.
    pub headers: HeaderMap,
    /// The body.
    pub body: Payload,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Purpose {
    /// To have a service do something, or tell something.
    Call,
    /// To sign in, at Keystone or at an identity provider. What is sent and answered may be secret from one end to the other.
    SignIn,
}

impl Outgoing {
    /// A call without headers and body.
    #[must_use]
    pub fn new(method: Method, url: Url) -> Self {
        Self { method, url, headers: HeaderMap::new(), body: Payload::empty(), purpose: Purpose::Call }
    }

    /// Adds a header.
    ///
    /// # Errors
    ///
    /// Where HTTP cannot carry it.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self, Failure> {
        insert(&mut self.headers, name, value, false)?;
        Ok(self)
    }

    /// Adds a header whose value is not shown.
    ///
    /// # Errors
    ///
    /// Where HTTP cannot carry it.
    pub fn secret_header(mut self, name: &str, value: &crate::Secret) -> Result<Self, Failure> {
        insert(&mut self.headers, name, value.expose(), true)?;
        Ok(self)
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Payload>) -> Self {
        self.body = body.into();
        self
    }
}

/// A value that any header can have.
pub(crate) const fn fixed(value: &'static str) -> http::HeaderValue {
    http::HeaderValue::from_static(value)
}

/// Puts a header in the place of one of its name. The error does not show the value.
pub(crate) fn insert(headers: &mut HeaderMap, name: &str, value: &str, secret: bool) -> Result<(), Failure> {
    let problem =
        || Failure::new(Phase::Invalid, format!("the header `{name}` has characters that no header can carry"));
    let name: http::HeaderName = name.parse().map_err(|_| problem())?;
    let mut value: http::HeaderValue = value.parse().map_err(|_| problem())?;
    value.set_sensitive(secret);
    headers.insert(name, value);
    Ok(())
}

impl fmt::Debug for Outgoing {
    /// Without query, headers and body, any of which may hold a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("method", &self.method)
            .field("url", &crate::error::shown(&self.url))
            .finish_non_exhaustive()
    }
}

/// Whether HTTP can carry a header of this name and value.
pub(crate) fn is_header(name: &str, value: &str) -> bool {
    name.parse::<http::HeaderName>().is_ok() && value.parse::<http::HeaderValue>().is_ok()
}

/// The transport of a connection, with what is done for each.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    transport: Arc<dyn Transport>,
    /// The largest body that is read as a whole, in bytes.
    pub(crate) largest_body: u64,
}

impl Client {
    pub(crate) fn new(transport: Arc<dyn Transport>, largest_body: u64) -> Self {
        Self { transport, largest_body }
    }

    pub(crate) fn transport(&self) -> Arc<dyn Transport> {
        Arc::clone(&self.transport)
    }

    /// Sends a request once, wherever it is redirected to, and reads the whole answer.
    pub(crate) async fn send(&self, request: Outgoing) -> Result<Incoming, Failure> {
        let Outgoing { method, url, mut headers, body, purpose } = request;
        headers.entry("accept-encoding").or_insert(http::HeaderValue::from_static(GZIP));
        let body = body.whole().cloned().map(Body::from);
        let opened = self.follow(purpose, method, url, || Ok(headers.clone()), body.as_ref()).await?;
        opened.read(self.largest_body).await
    }

    /// Sends a call, as far as the headers of the answer. Its headers are made anew for each redirect.
    pub(crate) async fn open(
        &self,
        method: Method,
        url: Url,
        headers: impl Fn() -> Result<HeaderMap, Failure>,
        body: Option<&Body>,
    ) -> Result<Opened, Failure> {
        self.follow(Purpose::Call, method, url, headers, body).await
    }

    async fn follow(
        &self,
        purpose: Purpose,
        method: Method,
        mut url: Url,
        headers: impl Fn() -> Result<HeaderMap, Failure>,
        body: Option<&Body>,
    ) -> Result<Opened, Failure> {
        let mut left = MOST_REDIRECTS;
        loop {
            let body = match body {
                Some(body) => body.attempt().await?,
                None => Payload::empty(),
            };
            let outgoing = Outgoing { method, url: url.clone(), headers: headers()?, body, purpose };
            let opened = Opened { url, reply: self.transport.send(outgoing).await? };
            match opened.moved(method) {
                Some(target) if left > 0 => {
                    left -= 1;
                    url = target;
                }
                _ => return Ok(opened),
            }
        }
    }
}

/// How the network is used.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) tls: Tls,
    pub(crate) timeouts: Timeouts,
    /// Whether servers are spoken with by IPv4 alone.
    pub(crate) ipv4_only: bool,
    /// How long a call may take as a whole, its retries included.
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) transport: Option<Arc<dyn Transport>>,
}

impl Settings {
    pub(crate) fn transport(&self) -> Arc<dyn Transport> {
        let own = || Arc::new(Network::new(self.tls.clone(), self.timeouts, self.ipv4_only)) as Arc<dyn Transport>;
        self.transport.clone().unwrap_or_else(own)
    }
}
