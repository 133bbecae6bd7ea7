//! What a service answered, when it was a success.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::codec::{self, DecodeError, ListSlot, Next, Slot, Unread};
use crate::error::{Asked, Problem, Result};
use crate::schema::Schema;
use crate::transport::Incoming;

/// A service's answer, of a status from 200 to 299.
pub struct Response {
    incoming: Incoming,
    pub(crate) asked: Asked,
}

impl Response {
    pub(crate) fn new(incoming: Incoming, asked: Asked) -> Self {
        Self { incoming, asked }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.incoming.status
    }

    /// A header, where it is there and a text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.incoming.header(name)
    }

    /// All headers that are texts.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.incoming.headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
    }

    /// The body.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.incoming.body
    }

    /// The body as JSON of any shape.
    ///
    /// # Errors
    ///
    /// Where it is no JSON ([`ErrorKind::Decode`](crate::ErrorKind)).
    pub fn value(&self) -> Result<Value> {
        self.json()
    }

    /// The body as a type of serde's.
    ///
    /// # Errors
    ///
    /// Where it is no JSON, or of another shape ([`ErrorKind::Decode`](crate::ErrorKind)).
    pub fn json<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_slice(self.bytes()).map_err(|error| {
            let error = if self.bytes().is_empty() { DecodeError::Empty } else { DecodeError::of_serde(&error) };
            self.unreadable("JSON", error)
        })
    }

    /// Where the next page of a list is, where the answer links to one in whichever of the services' manners; to be asked for with
    /// [`Connection::request_to`](crate::Connection::request_to).
    ///
    /// # Errors
    ///
    /// Where the link is no address ([`ErrorKind::Service`](crate::ErrorKind)).
    pub fn next_page(&self) -> Result<Option<Url>> {
        let link = match self.value().map(|document| codec::next_of_any(&document)) {
            Ok(Next::Link(link)) => Some(link),
            _ => self.header("link").and_then(super::next_link),
        };
        let url = link.map(|link| super::next_page(self.url(), &link)).transpose();
        url.map_err(|error| {
            self.no_answer(format!("the next page is said to be where no address leads: {error}")).into()
        })
    }

    /// Where it came from, after redirects.
    pub(crate) fn url(&self) -> &Url {
        &self.incoming.url
    }

    /// Whether the body says nothing of a resource: there is none, or it is there for people, while the data is in headers
    /// (Swift's `<h1>Accepted</h1>`).
    pub(crate) fn says_nothing(&self, schema: &Schema) -> bool {
        let is_empty = self.bytes().iter().all(u8::is_ascii_whitespace);
        let is_text = || self.header("content-type").is_some_and(|kind| kind.starts_with("text/"));
        is_empty || is_text() && schema.fields().iter().any(|field| field.header().is_some())
    }

    /// Reads what was created: one, or a list of one.
    pub(crate) fn read_created(&self, resource: &str, key: Option<&str>, slot: Slot<'_>) -> Result<()> {
        codec::decode_created(self.bytes(), key, slot).map_err(|error| self.unreadable(resource, error))
    }

    /// Reads a list that is no page.
    pub(crate) fn read_many(&self, resource: &str, key: Option<&str>, slot: Slot<'_>) -> Result<()> {
        codec::decode(self.bytes(), key, slot).map_err(|error| self.unreadable(&format!("a list of {resource}"), error))
    }

    /// Reads the fields that are in headers.
    pub(crate) fn read_headers(&self, schema: &Schema, slot: Slot<'_>) -> Result<()> {
        if schema.fields().iter().all(|field| field.header().is_none()) {
            return Ok(());
        }
        let headers: Vec<_> = self.headers().collect();
        codec::read_headers(schema.fields(), &headers, slot).map_err(|error| self.unreadable(schema.name(), error))
    }

    pub(crate) fn read_one(&self, resource: &str, key: Option<&str>, slot: Slot<'_>) -> Result<()> {
        codec::decode(self.bytes(), key, slot).map_err(|error| self.unreadable(resource, error))
    }

    pub(crate) fn read_page(&self, schema: &'static Schema, list: &mut dyn ListSlot) -> Result<Next> {
        codec::decode_page(self.bytes(), schema, list).map_err(|error| self.unreadable_list(schema, error))
    }

    /// Reads a page as far as its items.
    pub(crate) fn read_page_leniently(&self, schema: &'static Schema) -> Result<Unread> {
        codec::decode_page_leniently(self.bytes(), schema).map_err(|error| self.unreadable_list(schema, error))
    }

    pub(crate) fn unreadable_list(&self, schema: &Schema, error: DecodeError) -> crate::Error {
        self.unreadable(&format!("a list of {}", schema.name()), error)
    }

    fn unreadable(&self, what: &str, error: DecodeError) -> crate::Error {
        let request_id = self.incoming.request_id().map(str::to_owned);
        Problem::Decode { asked: self.asked.clone(), what: what.to_owned(), error, request_id }.into()
    }

    /// It is a success, and yet no answer to what was asked.
    pub(crate) fn no_answer(&self, problem: String) -> Problem {
        let request_id = self.incoming.request_id().map(str::to_owned);
        Problem::NoAnswer { asked: self.asked.clone(), problem, request_id }
    }
}

impl fmt::Debug for Response {
    /// Without headers and body, either of which may hold a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("asked", &self.asked.to_string())
            .field("status", &self.status())
            .field("bytes", &self.bytes().len())
            .finish_non_exhaustive()
    }
}

/// What a service says of a request that it refuses, in whatever form it says it.
///
/// `{"NeutronError": {"message": …}}`, `{"error": {"message": …}}`, `{"badRequest": {"message": …}}`,
/// `{"faultstring": …}` and a bare text are all in use.
///
/// Services quote what they refuse, so `secrets` are hidden.
pub(crate) fn message_of(body: &[u8], secrets: &[&str]) -> Option<String> {
    let text = match serde_json::from_slice(body) {
        Ok(document) => message_in(&document)?.to_owned(),
        // A page of HTML comes from a proxy in between, and helps nobody.
        Err(_) => std::str::from_utf8(body).ok().filter(|text| !text.trim_start().starts_with('<'))?.to_owned(),
    };
    quoted(&text, secrets)
}

/// What a service says, as it may be shown: on one line, of some length, `secrets` hidden; nothing where it says nothing.
pub(crate) fn quoted(text: &str, secrets: &[&str]) -> Option<String> {
    const LONGEST: usize = 500;
    let secrets = secrets.iter().filter(|secret| !secret.is_empty());
    let text = secrets.fold(text.to_owned(), |text, secret| text.replace(secret, "<secret>"));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text: String = text.chars().take(LONGEST).collect();
    if text.is_empty() { None } else { Some(text) }
}

fn message_in(document: &Value) -> Option<&str> {
    let object = document.as_object()?;
    let known = ["message", "faultstring", "detail", "description"];
    let direct = known.iter().find_map(|key| object.get(*key)?.as_str().filter(|text| !text.is_empty()));
    direct.or_else(|| {
        object.values().find_map(|value| match value {
            Value::Object(_) => message_in(value),
            Value::String(text) if object.len() == 1 => Some(text),
            Value::Array(items) => items.first().and_then(message_in),
            _ => None,
        })
    })
}
