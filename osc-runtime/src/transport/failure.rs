//! Why no answer came.

use std::fmt;

/// Why no answer came, and how far the request had got.
///
/// The text is free of secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    phase: Phase,
    text: String,
}

/// How far a request had got when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// It is none that could be sent.
    Invalid,
    /// There is no way to the server, which has seen nothing of it.
    Connect,
    /// It was on its way: the server may have done what it asks for.
    Sent,
    /// The answer had begun.
    Answered,
}

impl Failure {
    /// A failure in this phase; `text` is a clause that says what happened.
    #[must_use]
    pub fn new(phase: Phase, text: impl Into<String>) -> Self {
        Self { phase, text: text.into() }
    }

    /// How far the request had got.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The same in another phase.
    #[must_use]
    pub(crate) fn during(self, phase: Phase) -> Self {
        Self { phase, ..self }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Failure {}
