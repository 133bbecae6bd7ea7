//! What the cloud answers, in the words of the services.

use std::fmt;

use serde_json::{Value, json};

/// An answer of the cloud, for [`Cloud::answer_next`](crate::Cloud::answer_next) and
/// [`Cloud::answer_next_sign_in`](crate::Cloud::answer_next_sign_in).
#[derive(Clone)]
#[must_use]
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// An answer of this status, without a body.
    pub fn new(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// Sets the body, as it is.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn has_header(&self, wanted: &str) -> bool {
        self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted))
    }

    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::new(status).header("content-type", "application/json").body(body.to_string())
    }
}

impl fmt::Debug for Answer {
    /// Without the values of headers and the body, either of which may hold a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// In whose manner a refusal is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// `{"error": {"code": 404, "title": "Not Found", "message": …}}`
    Keystone,
    /// `{"NeutronError": {"type": "NetworkNotFound", "message": …, "detail": ""}}`
    Neutron,
}

/// What services say of a request that they cannot place.
const MALFORMED: &str =
    "The server could not comply with the request since it is either malformed or otherwise incorrect.";

impl Dialect {
    pub(crate) fn of(service: &str) -> Self {
        if service == "identity" { Dialect::Keystone } else { Dialect::Neutron }
    }

    /// A refusal; `kind` is the error's title to Keystone, its type to Neutron.
    pub(crate) fn refuse(self, status: u16, kind: &str, message: &str) -> Answer {
        let body = match self {
            Dialect::Keystone => json!({"error": {"code": status, "message": message, "title": kind}}),
            Dialect::Neutron => json!({"NeutronError": {"type": kind, "message": message, "detail": ""}}),
        };
        Answer::json(status, &body)
    }

    pub(crate) fn not_found(self, resource: &str, id: &str) -> Answer {
        match self {
            Dialect::Keystone => {
                let resource = resource.to_lowercase();
                self.refuse(404, "Not Found", &format!("Could not find {resource}: {id}."))
            }
            Dialect::Neutron => {
                self.refuse(404, &format!("{resource}NotFound"), &format!("{resource} {id} could not be found."))
            }
        }
    }

    pub(crate) fn conflict(self, resource: &str, what: &str) -> Answer {
        let message = format!("Conflict occurred attempting to store {}: {what}.", resource.to_lowercase());
        match self {
            Dialect::Keystone => self.refuse(409, "Conflict", &message),
            Dialect::Neutron => self.refuse(409, &format!("{resource}Exists"), &message),
        }
    }

    pub(crate) fn wrong_method(self, method: &str, collection: &str) -> Answer {
        match self {
            Dialect::Keystone => {
                let message = format!("The method {method} is not allowed for {collection}.");
                self.refuse(405, "Method Not Allowed", &message)
            }
            Dialect::Neutron => self.refuse(405, "HTTPMethodNotAllowed", MALFORMED),
        }
    }

    /// To a body that is no JSON, or no object.
    pub(crate) fn bad_body(self) -> Answer {
        match self {
            Dialect::Keystone => self.not_in_body("valid JSON"),
            Dialect::Neutron => self.bad_request("Body contains invalid data"),
        }
    }

    /// To a body that lacks what it is for, in Keystone's words.
    pub(crate) fn not_in_body(self, what: &str) -> Answer {
        self.not_in(what, "request body")
    }

    /// To a part of a body that lacks something, in Keystone's words.
    pub(crate) fn not_in(self, what: &str, part: &str) -> Answer {
        let message = format!("Expecting to find {what} in {part}. {MALFORMED} The client is assumed to be in error.");
        self.bad_request(&message)
    }

    pub(crate) fn bad_request(self, message: &str) -> Answer {
        match self {
            Dialect::Keystone => self.refuse(400, "Bad Request", message),
            Dialect::Neutron => self.refuse(400, "HTTPBadRequest", message),
        }
    }
}
