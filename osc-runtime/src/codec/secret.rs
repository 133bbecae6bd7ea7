//! A string that is sent and never shown.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use super::slot::{Peek, Slot};
use super::{Attribute, Input};
use crate::schema::Kind;

/// A password, a token, a key: requests carry it; `Debug`, [`to_value`](super::to_value), logs and errors show
/// `<secret>`; its memory is wiped when it is dropped.
#[derive(Clone, Default)]
pub struct Secret(SecretString);

impl Secret {
    /// The text itself. Every use of this method is a place to look at twice.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether there is nothing to keep.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<secret>")
    }
}

impl Attribute for Secret {
    const KIND: Kind = Kind::Secret;
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Secret(self)
    }
    fn peek(&self) -> Peek<'_> {
        Peek::Secret(self)
    }
}

impl Input<Secret> for &str {
    type As = Secret;
    fn into_attribute(self) -> Secret {
        self.into()
    }
}

impl Input<Secret> for String {
    type As = Secret;
    fn into_attribute(self) -> Secret {
        self.into()
    }
}

impl Input<Option<Secret>> for &str {
    type As = Option<Secret>;
    fn into_attribute(self) -> Option<Secret> {
        Some(self.into())
    }
}

impl Input<Option<Secret>> for String {
    type As = Option<Secret>;
    fn into_attribute(self) -> Option<Secret> {
        Some(self.into())
    }
}
