//! The way to a person, for the sign-ins that take one.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What a person has to do, in a browser, for a sign-in to go on.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Visit<'a> {
    /// The address to open, of http or https. It holds no secret.
    pub url: &'a str,
    /// The code to enter there, or to compare with the one that is shown there.
    pub user_code: Option<&'a str>,
    /// How long the sign-in waits.
    pub timeout: Duration,
}

impl<'a> Visit<'a> {
    /// A visit to this address.
    #[must_use]
    pub fn new(url: &'a str, timeout: Duration) -> Self {
        Self { url, user_code: None, timeout }
    }

    /// The same with a code to enter.
    #[must_use]
    pub fn user_code(self, user_code: &'a str) -> Self {
        Self { user_code: Some(user_code), ..self }
    }
}

/// Who reaches a person.
#[derive(Clone)]
pub(crate) struct Visitor(Arc<dyn Fn(&Visit<'_>) + Send + Sync>);

impl Visitor {
    pub(crate) fn new(visitor: impl Fn(&Visit<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(visitor))
    }

    pub(super) fn tell(&self, visit: &Visit<'_>) {
        (self.0)(visit);
    }
}

impl fmt::Debug for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Visitor")
    }
}
