//! What can be done with a resource beyond its operations.

use super::{Field, Kind, Microversion, Usage, Verb, Versions};
use crate::Method;

/// A call beyond list, get, create, update and delete: `POST /servers/{id}/action {"reboot": …}`.
#[derive(Debug)]
pub struct Action {
    name: &'static str,
    doc: &'static str,
    method: Method,
    path: &'static str,
    key: Option<&'static str>,
    response_key: Option<&'static str>,
    content_type: &'static str,
    arguments: &'static [Field],
    returns: Returns,
    versions: Versions,
    leads_to: Option<&'static str>,
    idempotent: bool,
    pub(super) verbs: Option<&'static [Verb]>,
}

/// What an action's answer is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Returns {
    /// Nothing that is read.
    Nothing,
    /// The resource.
    Resource,
    /// A value of this kind.
    Value(Kind),
    /// Whether there is something, told by the status alone.
    Existence,
    /// Bytes, as they are.
    Bytes,
}

impl Action {
    /// Stands in for one that is not there, which no declaration leads to.
    pub(crate) const NONE: Self = Self::new("", Method::Get, "");

    /// Written by the derive.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            name,
            doc: "",
            method,
            path,
            key: None,
            response_key: None,
            content_type: "application/json",
            arguments: &[],
            returns: Returns::Nothing,
            versions: Versions::ALL,
            leads_to: None,
            idempotent: !matches!(method, Method::Post | Method::Patch),
            verbs: None,
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_response_key(mut self, key: &'static str) -> Self {
        self.response_key = Some(key);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = content_type;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_arguments(mut self, arguments: &'static [Field]) -> Self {
        self.arguments = arguments;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_returns(mut self, returns: Returns) -> Self {
        self.returns = returns;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_since(mut self, since: Microversion) -> Self {
        self.versions.since = Some(since);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_until(mut self, until: Microversion) -> Self {
        self.versions.until = Some(until);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_leads_to(mut self, state: &'static str) -> Self {
        self.leads_to = Some(state);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_verbs(mut self, verbs: &'static [Verb]) -> Self {
        self.verbs = Some(verbs);
        self
    }

    /// The method's name in Rust: `live_migrate`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The documentation: Markdown, empty where there is none.
    #[must_use]
    pub const fn doc(&self) -> &'static str {
        self.doc
    }

    /// HTTP's method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The path: below the service's endpoint where it begins with `/`, else below the path of the item.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The key that wraps the arguments in the body; none where the body is bare. What has a key and no arguments is
    /// sent as `{"key": null}`.
    #[must_use]
    pub const fn key(&self) -> Option<&'static str> {
        self.key
    }

    /// The key that wraps the answer; none where it is bare. Keys within keys are separated by `.`.
    #[must_use]
    pub const fn response_key(&self) -> Option<&'static str> {
        self.response_key
    }

    /// The type of the body, as media types are written.
    #[must_use]
    pub const fn content_type(&self) -> &'static str {
        self.content_type
    }

    /// The arguments in the order of their declaration. The parameters of the resource's own path, and its id, are not
    /// among them.
    #[must_use]
    pub const fn arguments(&self) -> &'static [Field] {
        self.arguments
    }

    /// What the answer is.
    #[must_use]
    pub const fn returns(&self) -> Returns {
        self.returns
    }

    /// Whether it has the same effect once and twice, so that it may be sent again where it is not known whether it arrived.
    #[must_use]
    pub const fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// The microversions that have it.
    #[must_use]
    pub const fn versions(&self) -> Versions {
        self.versions
    }

    /// The state that the resource is in when the action has had its effect, where it has one on it.
    #[must_use]
    pub const fn leads_to(&self) -> Option<&'static str> {
        self.leads_to
    }

    /// The arguments in the body, by name.
    pub fn body(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.arguments.iter().filter(|argument| {
            !argument.has(Usage::PATH)
                && !argument.has(Usage::QUERY)
                && !argument.has(Usage::BODY)
                && argument.header().is_none()
        })
    }
}
