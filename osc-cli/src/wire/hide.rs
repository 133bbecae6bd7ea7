//! What nobody is to see of requests and answers, told by the names that secrets have, in headers, queries and JSON.
//!
//! Of tokens a digest is shown, by which two can be told apart. What is not JSON is not shown: nothing in it has a name. Nor is
//! anything of a sign-in, whose bodies are secret from one end to the other.

use std::collections::HashSet;
use std::fmt::Write as _;

use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind, Schema};
use osc_runtime::transport::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use osc_runtime::transport::http::{HeaderName, HeaderValue};
use osc_runtime::transport::url::{Position, Url};
use osc_runtime::transport::{Outgoing, Payload, Purpose, Reply};
use ring::digest::{SHA256, digest};

/// What stands for a secret.
const HIDDEN: &str = "<secret>";

/// How the names of secrets end, in small letters and digits alone.
const NAMES: &[&str] = &[
    "accesskey",
    "adminpass",
    "apikey",
    "assertion",
    "authcode",
    "authkey",
    "authorization",
    "blob",
    "codeverifier",
    "cookie",
    "devicecode",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "payload",
    "privatekey",
    "psk",
    "receipt",
    "secret",
    "secretkey",
    "tempurlkey",
    "tempurlkey2",
    "tempurlsig",
    "ticket",
    "token",
    "usercode",
    "userdata",
];

/// The headers of tokens.
const TOKENS: &[&str] = &["x-auth-token", "x-service-token", "x-storage-token", "x-subject-token"];

/// The names of secrets.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    /// Those that are declared so.
    declared: HashSet<String>,
}

impl Secrets {
    pub(super) fn of(resources: &[&Schema]) -> Self {
        let mut declared = HashSet::new();
        for schema in resources {
            collect(schema.fields(), &mut declared);
            schema.actions().for_each(|action| collect(action.arguments(), &mut declared));
        }
        Self { declared }
    }

    /// Whether what is called so is a secret.
    fn have(&self, name: &str) -> bool {
        let name: String =
            name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
        NAMES.iter().any(|end| name.ends_with(end)) || self.declared.contains(&name)
    }

    /// A request that is about to be sent.
    pub(super) fn exchange(&self, request: &Outgoing) -> Exchange<'_> {
        let path = request.url.path();
        // Somebody may ask for a token by hand.
        let is_secret = request.purpose == Purpose::SignIn || path.ends_with("tokens") || path.contains("/OS-OAUTH");
        Exchange { secrets: self, is_secret, sent: Vec::new() }
    }

    /// Takes the secrets out of JSON, and adds them to `found`.
    fn hide(&self, value: &mut Value, found: &mut Vec<String>) {
        match value {
            Value::Object(entries) => {
                for (key, value) in entries.iter_mut() {
                    if self.have(key) { hide_all(value, found) } else { self.hide(value, found) }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.hide(item, found)),
            Value::String(text) if text.contains("://") => {
                if let Some(hidden) = Url::parse(text).ok().and_then(|url| self.without_query_secrets(&url)) {
                    *text = hidden;
                }
            }
            _ => {}
        }
    }

    /// An address whose query has a secret, without that.
    fn without_query_secrets(&self, url: &Url) -> Option<String> {
        if !url.query_pairs().any(|(name, _)| self.have(&name)) {
            return None;
        }
        let pairs = url.query_pairs().map(|(name, value)| {
            let value = if self.have(&name) { HIDDEN.into() } else { value };
            format!("{name}={value}")
        });
        Some(format!("{}?{}", &url[..Position::AfterPath], pairs.collect::<Vec<_>>().join("&")))
    }
}

/// Adds the names of secrets, and of the headers that hold some.
fn collect(fields: &[Field], names: &mut HashSet<String>) {
    for field in fields {
        match innermost(field.kind()) {
            Kind::Secret => {
                let name = field.header().unwrap_or(field.wire_name());
                names.insert(name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase());
            }
            Kind::Object(fields) => collect(fields, names),
            _ => {}
        }
    }
}

fn innermost(kind: Kind) -> Kind {
    match kind {
        Kind::List(inner) | Kind::Map(inner) => innermost(*inner),
        kind => kind,
    }
}

/// Hides whatever there is.
fn hide_all(value: &mut Value, found: &mut Vec<String>) {
    match value {
        Value::Null | Value::Bool(_) => return,
        Value::String(text) if text.is_empty() => return,
        Value::String(text) => found.push(std::mem::take(text)),
        _ => {}
    }
    *value = HIDDEN.into();
}

/// A request, and the answer to it.
pub(super) struct Exchange<'a> {
    secrets: &'a Secrets,
    /// Whether its bodies are secret as a whole.
    is_secret: bool,
    /// The secrets that were sent, which the service may quote.
    sent: Vec<String>,
}

impl Exchange<'_> {
    /// An address as it may be shown.
    pub(super) fn address(&self, url: &Url) -> String {
        let mut url = url.clone();
        // These fail for an address without a host, which has neither.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        if self.is_secret && url.query().is_some() {
            return format!("{}?{HIDDEN}", &url[..Position::AfterPath]);
        }
        self.secrets.without_query_secrets(&url).unwrap_or_else(|| url.into())
    }

    /// The value of a header as it may be shown.
    pub(super) fn header(&self, name: &HeaderName, value: &HeaderValue) -> String {
        let bytes = value.as_bytes();
        if TOKENS.contains(&name.as_str()) {
            return digest(&SHA256, bytes).as_ref().iter().fold("{SHA256}".into(), |mut text, byte| {
                // Nothing fails to be written to a text.
                let _ = write!(text, "{byte:02x}");
                text
            });
        }
        if value.is_sensitive() || self.secrets.have(name.as_str()) {
            return HIDDEN.into();
        }
        let text = String::from_utf8_lossy(bytes);
        let url = Url::parse(&text).ok().filter(|_| text.contains("://"));
        url.map_or_else(|| text.into_owned(), |url| self.address(&url))
    }

    /// The body of the request as it may be shown; nothing where there is none.
    pub(super) fn sent(&mut self, body: &Payload) -> Option<String> {
        use osc_runtime::transport::http_body::Body as _;

        if body.is_end_stream() {
            return None;
        }
        if self.is_secret {
            return Some(HIDDEN.into());
        }
        let shown = body.whole().and_then(|bytes| json(bytes, self.secrets, &mut self.sent));
        let length = || body.size_hint().exact().map_or("<data>".into(), |length| format!("<{length} bytes>"));
        Some(shown.unwrap_or_else(length))
    }

    /// What is to be known to show the answer's body.
    pub(super) fn into_told(self, reply: &Reply) -> Told {
        let kind = reply.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_packed = reply.headers.get(CONTENT_ENCODING).is_some_and(|coding| coding != "identity");
        let form = match kind {
            _ if is_packed => Form::Other,
            kind if kind.contains("json") => Form::Json,
            // What is refused is told why; all other text may be what is kept in the service.
            kind if kind.starts_with("text/") && reply.status >= 400 => Form::Words,
            _ => Form::Other,
        };
        Told { is_secret: self.is_secret, form, sent: self.sent }
    }
}

/// How the body of an answer is shown.
pub(super) struct Told {
    is_secret: bool,
    form: Form,
    sent: Vec<String>,
}

/// What a body is.
#[derive(PartialEq, Eq)]
enum Form {
    Json,
    /// Words for people.
    Words,
    Other,
}

impl Told {
    /// Whether it is shown for what it is.
    pub(super) fn is_text(&self) -> bool {
        self.form != Form::Other && !self.is_secret
    }

    /// The body as it may be shown, of which this much was `seen`, if all.
    pub(super) fn body(&self, seen: Option<&[u8]>, length: u64, secrets: &Secrets) -> String {
        if self.is_secret {
            return HIDDEN.into();
        }
        let text = seen.and_then(|seen| match self.form {
            Form::Json => json(seen, secrets, &mut Vec::new()),
            Form::Words => Some(String::from_utf8_lossy(seen).into_owned()),
            Form::Other => None,
        });
        // JSON that has lost its end has no names to go by.
        let Some(text) = text else { return format!("<{length} bytes>") };
        self.sent.iter().fold(text, |text, secret| {
            let written = Value::from(secret.as_str()).to_string();
            text.replace(secret, HIDDEN).replace(written.trim_matches('"'), HIDDEN)
        })
    }
}

/// JSON as it was written, where no secret is in it; else written anew without. Nothing where it is no JSON of several parts:
/// a text of its own has no name.
fn json(bytes: &[u8], secrets: &Secrets, found: &mut Vec<String>) -> Option<String> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    if !value.is_object() && !value.is_array() {
        return None;
    }
    let mut shown = value.clone();
    secrets.hide(&mut shown, found);
    Some(if shown == value { String::from_utf8_lossy(bytes).into_owned() } else { shown.to_string() })
}
