//! Bytes out, bytes in: the only module that knows the HTTP library.

use std::error::Error as StdError;
use std::sync::OnceLock;
use std::time::Duration;

use bytes::Bytes;
use reqwest::redirect::Policy;
use url::{Host, Url};

use crate::body::Body;
use crate::error::shown;
use crate::method::Method;
use crate::request::message_of;

/// How long a server may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a server may send nothing. Listing thousands of ports keeps Neutron busy for half a minute.
const READ_TIMEOUT: Duration = Duration::from_secs(300);
/// How many redirects are followed.
const MOST_REDIRECTS: usize = 5;

/// The connections to servers, kept open between requests.
#[derive(Debug, Default)]
pub(crate) struct Transport {
    plain: OnceLock<reqwest::Client>,
    /// What is on this machine is not behind a proxy.
    loopback: OnceLock<reqwest::Client>,
    /// Made when first needed: it reads the machine's certificates, which takes longer than a request.
    tls: OnceLock<reqwest::Client>,
}

/// A request, ready to be sent.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: &'a [(&'a str, &'a str)],
    /// A header whose value must not be shown.
    pub(crate) token: Option<&'a str>,
    pub(crate) body: Option<&'a Body>,
}

/// An answer whose body has yet to come.
pub(crate) struct Opened {
    /// Where it came from, after redirects.
    url: Url,
    pub(crate) status: u16,
    response: reqwest::Response,
}

impl Opened {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.response.headers().get(name)?.to_str().ok()
    }

    /// The next piece of the body; why it does not come.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, String> {
        self.response.chunk().await.map_err(|error| explain(&error))
    }

    /// All of it.
    pub(crate) async fn read(self) -> Result<Incoming, String> {
        let Self { url, status, response } = self;
        let headers = response.headers().clone();
        let body = response.bytes().await.map_err(|error| explain(&error))?.into();
        Ok(Incoming { url, status, headers, body })
    }

    /// Where a redirect leads.
    fn target(&self) -> Option<Url> {
        let location = self.header("location").filter(|_| (300..400).contains(&self.status))?;
        self.url.join(location).ok()
    }

    /// Where a request is to be repeated as it was. The token stays at the origin that it was sent to before, and
    /// what changes something never becomes a `GET`, which would change nothing and succeed.
    fn moved(&self, method: Method) -> Option<Url> {
        let repeats = match self.status {
            307 | 308 => true,
            301..=303 => matches!(method, Method::Get | Method::Head),
            _ => false,
        };
        self.target().filter(|target| repeats && target.origin() == self.url.origin())
    }
}

/// What came back, whatever its status.
pub(crate) struct Incoming {
    /// Where it came from, after redirects.
    pub(crate) url: Url,
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Incoming {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The service's id of the request.
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.header("x-openstack-request-id").or_else(|| self.header("x-compute-request-id"))
    }

    /// What the service says of a request that it refuses, `secrets` of the request hidden.
    pub(crate) fn message(&self, secrets: &[&str]) -> Option<String> {
        match self.target() {
            Some(target) if target.origin() != self.url.origin() => {
                Some(format!("redirected to {}, another origin, where nothing is sent", shown(&target)))
            }
            Some(target) => Some(format!("redirected to {}, which is not followed", shown(&target))),
            None => message_of(&self.body, secrets),
        }
    }

    /// Where a redirect leads.
    pub(crate) fn target(&self) -> Option<Url> {
        let location = self.header("location").filter(|_| (300..400).contains(&self.status))?;
        self.url.join(location).ok()
    }
}

impl Transport {
    /// Sends a request; the error is a text, free of secrets, which says why no answer came.
    pub(crate) async fn send(&self, outgoing: Outgoing<'_>) -> Result<Incoming, String> {
        self.open(outgoing).await?.read().await
    }

    /// The same, as far as the headers of the answer.
    pub(crate) async fn open(&self, outgoing: Outgoing<'_>) -> Result<Opened, String> {
        let mut opened = self.exchange(&outgoing, outgoing.url.clone()).await?;
        for _ in 0..MOST_REDIRECTS {
            let Some(url) = opened.moved(outgoing.method) else { break };
            opened = self.exchange(&outgoing, url).await?;
        }
        Ok(opened)
    }

    async fn exchange(&self, outgoing: &Outgoing<'_>, url: Url) -> Result<Opened, String> {
        let client = self.client(&url)?;
        let method = outgoing.method.as_str().parse().unwrap_or(reqwest::Method::GET);
        let mut request = client.request(method, url.clone());
        let given = |wanted: &str| outgoing.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted));
        if !given("accept") {
            request = request.header("accept", "application/json");
        }
        for (name, value) in outgoing.headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = outgoing.token {
            let mut value = reqwest::header::HeaderValue::from_str(token)
                .map_err(|_| "the token has characters that no header can carry".to_owned())?;
            value.set_sensitive(true);
            request = request.header("x-auth-token", value);
        }
        if let Some(body) = outgoing.body {
            if !given("content-type") {
                request = request.header("content-type", "application/json");
            }
            request = request.body(body.attempt().await?);
        }
        let response = request.send().await.map_err(|error| explain(&error))?;
        let status = response.status().as_u16();
        Ok(Opened { url, status, response })
    }

    fn client(&self, url: &Url) -> Result<&reqwest::Client, String> {
        let tls = url.scheme() == "https";
        let loopback = match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        let cell = match (tls, loopback) {
            (true, _) => &self.tls,
            (false, true) => &self.loopback,
            (false, false) => &self.plain,
        };
        if let Some(client) = cell.get() {
            return Ok(client);
        }
        // Fails where the program has chosen another provider, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("osc/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_TIMEOUT)
            .read_timeout(READ_TIMEOUT)
            .redirect(Policy::none());
        if !tls {
            builder = builder.tls_certs_only([]);
        }
        if !tls && loopback {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| explain(&error))?;
        Ok(cell.get_or_init(|| client))
    }
}

/// Whether HTTP can carry a header of this name and value.
pub(crate) fn is_header(name: &str, value: &str) -> bool {
    use reqwest::header::{HeaderName, HeaderValue};

    name.parse::<HeaderName>().is_ok() && value.parse::<HeaderValue>().is_ok()
}

/// Why there is no answer: the innermost cause, which says it best, behind what was being done.
fn explain(error: &reqwest::Error) -> String {
    let mut cause: &dyn StdError = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    if error.is_timeout() {
        let waited = if error.is_connect() { CONNECT_TIMEOUT } else { READ_TIMEOUT };
        format!("no answer within {} seconds", waited.as_secs())
    } else if error.is_connect() {
        format!("cannot connect: {cause}; is the address right, and the server up?")
    } else if error.is_request() || error.is_body() || error.is_decode() {
        format!("the connection broke: {cause}")
    } else {
        cause.to_string()
    }
}
