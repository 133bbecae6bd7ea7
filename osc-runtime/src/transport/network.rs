//! The network itself: the only module that knows the HTTP library.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use reqwest::redirect::Policy;
use rustls::CertificateError;
use url::{Host, Url};

use super::gate::{self, Gate, Returning, Server};
use super::{Failure, Outgoing, Payload, Phase, Reply, Sending, Tls, Transport};

/// How long a server may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timeouts {
    /// To accept a connection.
    pub(crate) connect: Duration,
    /// To send nothing. Listing thousands of ports keeps Neutron busy for half a minute.
    pub(crate) read: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), read: Duration::from_secs(300) }
    }
}

/// HTTP/1.1 and HTTP/2 over TCP and rustls. Connections are kept open between requests.
#[derive(Debug, Default)]
pub struct Network {
    tls_settings: Tls,
    timeouts: Timeouts,
    ipv4_only: bool,
    returning: Returning,
    clients: Clients,
    /// Those of calls that are waited for, whose connections are served by another runtime.
    #[cfg(feature = "blocking")]
    of_calls: Clients,
}

/// A client for each way to a server. Each is made when it is first needed.
#[derive(Debug, Default)]
struct Clients {
    plain: OnceLock<reqwest::Client>,
    /// What is on this machine is not behind a proxy.
    loopback: OnceLock<reqwest::Client>,
    /// It reads the machine's certificates, which takes longer than a request.
    tls: OnceLock<reqwest::Client>,
}

impl Network {
    pub(crate) fn new(tls_settings: Tls, timeouts: Timeouts, ipv4_only: bool) -> Self {
        Self { tls_settings, timeouts, ipv4_only, ..Self::default() }
    }

    fn client(&self, url: &Url) -> Result<&reqwest::Client, Failure> {
        let tls = url.scheme() == "https";
        let loopback = match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        let clients = self.clients();
        let cell = match (tls, loopback) {
            (true, _) => &clients.tls,
            (false, true) => &clients.loopback,
            (false, false) => &clients.plain,
        };
        if let Some(client) = cell.get() {
            return Ok(client);
        }
        // Fails where the program has chosen another provider, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("osc/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(self.timeouts.connect)
            .read_timeout(self.timeouts.read)
            .redirect(Policy::none())
            .connector_layer(Gate);
        builder = if tls { self.tls_settings.apply(builder)? } else { builder.tls_certs_only([]) };
        if !tls && loopback {
            builder = builder.no_proxy();
        }
        if self.ipv4_only {
            builder = builder.local_address(std::net::IpAddr::from(std::net::Ipv4Addr::UNSPECIFIED));
        }
        let client = builder.build().map_err(|error| {
            let failure = self.explain(&error, Phase::Invalid);
            if tls { self.tls_settings.unusable(&failure) } else { failure }
        })?;
        Ok(cell.get_or_init(|| client))
    }

    fn clients(&self) -> &Clients {
        #[cfg(feature = "blocking")]
        if crate::blocking::is_call() {
            return &self.of_calls;
        }
        &self.clients
    }

    async fn exchange(&self, outgoing: Outgoing) -> Result<Reply, Failure> {
        let client = self.client(&outgoing.url)?;
        let server = Server::of(&outgoing.url);
        let method = outgoing.method.as_str().parse().unwrap_or(reqwest::Method::GET);
        let mut request = reqwest::Request::new(method, outgoing.url);
        *request.headers_mut() = outgoing.headers;
        *request.body_mut() = match outgoing.body.whole() {
            Some(bytes) => Some(bytes.clone().into()),
            None if http_body::Body::is_end_stream(&outgoing.body) => None,
            None => Some(reqwest::Body::wrap(outgoing.body)),
        };
        let sending = gate::pass(self.returning.take(server), client.execute(request));
        let response = sending.await.map_err(|error| self.explain(&error, Phase::Sent))?;
        let (parts, body) = http::Response::from(response).into_parts();
        let body = Payload::stream(Body {
            inner: body,
            timeouts: self.timeouts,
            returning: self.returning.clone(),
            server,
            is_read: false,
        });
        Ok(Reply { status: parts.status.as_u16(), headers: parts.headers, body })
    }

    fn explain(&self, error: &reqwest::Error, phase: Phase) -> Failure {
        explain(error, phase, self.timeouts)
    }
}

impl Transport for Network {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        Box::pin(self.exchange(request))
    }
}

/// The library's body, with failures in our words.
struct Body {
    inner: reqwest::Body,
    timeouts: Timeouts,
    returning: Returning,
    server: Server,
    is_read: bool,
}

impl Drop for Body {
    fn drop(&mut self) {
        // Of one that has not been read to its end, the connection is closed.
        if self.is_read || http_body::Body::is_end_stream(&self.inner) {
            self.returning.add(self.server);
        }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = Failure;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Failure>>> {
        let timeouts = self.timeouts;
        let frame = Pin::new(&mut self.inner).poll_frame(context);
        self.is_read |= matches!(frame, Poll::Ready(None));
        frame.map(|frame| frame.map(|frame| frame.map_err(|error| explain(&error, Phase::Answered, timeouts))))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// Why there is no answer: the innermost cause, which says it best, behind what was being done.
fn explain(error: &reqwest::Error, phase: Phase, timeouts: Timeouts) -> Failure {
    let mut cause: &(dyn StdError + 'static) = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    if let Some(failure) = cause.downcast_ref::<Failure>() {
        return failure.clone();
    }
    let tls = carried(cause).downcast_ref::<rustls::Error>();
    // TLS 1.3 refuses a client's certificate only after the client has begun to send, and reads nothing of that.
    if let Some(text) = cause.to_string().strip_prefix("received fatal alert: ").and_then(refused) {
        return Failure::new(Phase::Connect, text);
    }
    // A certificate is no better the next time.
    if let Some(rustls::Error::InvalidCertificate(why)) = tls
        && error.is_connect()
    {
        let hint = match why {
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "is the address the one that it was made for?"
            }
            _ => "is it signed by an authority of `cacert`?",
        };
        return Failure::new(Phase::Invalid, format!("cannot connect: {cause}; {hint}"));
    }
    let phase = if error.is_connect() { Phase::Connect } else { phase };
    let text = if error.is_timeout() {
        let waited = if error.is_connect() { timeouts.connect } else { timeouts.read };
        format!("no answer within {} seconds", waited.as_secs_f32())
    } else if error.is_connect() {
        format!("cannot connect: {cause}; is the address right, and the server up?")
    } else if phase == Phase::Invalid {
        cause.to_string()
    } else {
        format!("the connection broke: {cause}")
    };
    Failure::new(phase, text)
}

/// What I/O errors carry: they say its words, but do not name it as their source.
fn carried<'a>(mut cause: &'a (dyn StdError + 'static)) -> &'a (dyn StdError + 'static) {
    while let Some(inner) = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        cause = inner;
    }
    cause
}

/// What an alert of the server's has to do with the certificate of this client. Of an alert that ends HTTP/2, only the words are
/// left.
fn refused(alert: &str) -> Option<&'static str> {
    match alert {
        "CertificateRequired" => {
            Some("the server asks for a certificate of this client; say which with `cert` and `key`")
        }
        "BadCertificate" | "UnknownCA" | "CertificateExpired" | "CertificateRevoked" | "CertificateUnknown" => {
            Some("the server refuses the certificate of this client; is `cert` signed by an authority that it trusts?")
        }
        _ => None,
    }
}
