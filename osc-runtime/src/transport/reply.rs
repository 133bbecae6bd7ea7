//! What comes back.

use std::fmt;

use http::HeaderMap;
use url::Url;

use super::payload::{self, Payload};
use super::{Failure, Phase, gzip};
use crate::error::shown;
use crate::method::Method;
use crate::request::message_of;

/// An answer whose body is yet to come, whatever its status.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Payload,
}

impl Reply {
    /// An answer of this status without headers and body.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self { status, headers: HeaderMap::new(), body: Payload::empty() }
    }
}

/// An answer whose body is yet to come, and where it came from.
#[derive(Debug)]
pub(crate) struct Opened {
    /// Where it came from, after redirects.
    pub(crate) url: Url,
    pub(crate) reply: Reply,
}

impl Opened {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.reply.headers.get(name)?.to_str().ok()
    }

    /// All of it, unpacked, of at most `largest` bytes.
    pub(crate) async fn read(self, largest: u64) -> Result<Incoming, Failure> {
        let (mut incoming, body) = self.unread();
        incoming.body = read(&mut incoming.headers, body, largest).await.map_err(|failure| match failure.phase() {
            Phase::Invalid => failure,
            _ => failure.during(Phase::Answered),
        })?;
        Ok(incoming)
    }

    /// The same of a refusal, which is one whether it says to its end why or not.
    pub(crate) async fn read_refusal(self, largest: u64) -> Incoming {
        let (mut incoming, body) = self.unread();
        incoming.body = read(&mut incoming.headers, body, largest).await.unwrap_or_default();
        incoming
    }

    fn unread(self) -> (Incoming, Payload) {
        let Self { url, reply: Reply { status, headers, body } } = self;
        (Incoming { url, status, headers, body: Vec::new() }, body)
    }

    /// Where a request is to be repeated as it was. The token stays at the origin that it was sent to before, and
    /// what changes something never becomes a `GET`, which would change nothing and succeed.
    pub(super) fn moved(&self, method: Method) -> Option<Url> {
        let repeats = match self.reply.status {
            307 | 308 => true,
            301..=303 => matches!(method, Method::Get | Method::Head),
            _ => false,
        };
        target(&self.url, self.reply.status, &self.reply.headers)
            .filter(|target| repeats && target.origin() == self.url.origin())
    }
}

/// An answer, whatever its status.
pub struct Incoming {
    /// Where it came from, after redirects.
    pub(crate) url: Url,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Incoming {
    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// A header, where it is there and a text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The service's id of the request.
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.header("x-openstack-request-id").or_else(|| self.header("x-compute-request-id"))
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the body is JSON that ends before its end, though not before the length that the headers tell.
    pub(crate) fn is_cut_off(&self) -> bool {
        // An answer of megabytes is not read twice for that: where as many brackets are closed as opened, it is whole. Only one
        // whose texts have brackets of their own has to be read to tell.
        let read = || serde_json::from_slice::<serde::de::IgnoredAny>(&self.body);
        open_brackets(&self.body) != 0 && read().is_err_and(|error| error.is_eof())
    }

    /// How many bytes there are of what a range was asked of in vain.
    fn length_of_all(&self) -> Option<u64> {
        self.header("content-range")?.trim().strip_prefix("bytes */")?.parse().ok()
    }

    /// What the service says of a request that it refuses, `secrets` of the request hidden.
    pub(crate) fn message(&self, secrets: &[&str]) -> Option<String> {
        match target(&self.url, self.status, &self.headers) {
            Some(target) if target.origin() != self.url.origin() => {
                Some(format!("redirected to {}, another origin, where nothing is sent", shown(&target)))
            }
            Some(target) => Some(format!("redirected to {}, which is not followed", shown(&target))),
            // RFC 9110, section 15.5.17: it tells how much there is.
            None if self.status == 416 => {
                let beyond = |length| format!("the range begins beyond the {length} bytes that there are");
                self.length_of_all().map(beyond).or_else(|| message_of(&self.body, secrets))
            }
            None => message_of(&self.body, secrets),
        }
    }
}

impl fmt::Debug for Incoming {
    /// Without headers and body, either of which may hold a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Incoming")
            .field("url", &shown(&self.url))
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// How many more brackets are opened than closed, of either kind.
fn open_brackets(json: &[u8]) -> i64 {
    // Brackets and braces differ in one bit. What a chunk sums up to fits a byte, so that many are added at once.
    let of = |byte: &u8| i8::from(byte | 0x20 == b'{') - i8::from(byte | 0x20 == b'}');
    json.chunks(64).map(|chunk| i64::from(chunk.iter().map(of).sum::<i8>())).sum()
}

/// Where a redirect leads.
fn target(url: &Url, status: u16, headers: &HeaderMap) -> Option<Url> {
    let location = headers.get("location")?.to_str().ok().filter(|_| (300..400).contains(&status))?;
    url.join(location).ok()
}

impl From<Incoming> for Opened {
    fn from(incoming: Incoming) -> Self {
        let Incoming { url, status, headers, body } = incoming;
        Self { url, reply: Reply { status, headers, body: body.into() } }
    }
}

/// Reads a body, unpacked.
async fn read(headers: &mut HeaderMap, body: Payload, largest: u64) -> Result<Vec<u8>, Failure> {
    if !gzip::is_packed(headers) {
        return payload::read(body, largest).await;
    }
    // They tell of what was packed.
    headers.remove("content-encoding");
    headers.remove("content-length");
    payload::read_packed(body, largest).await
}
