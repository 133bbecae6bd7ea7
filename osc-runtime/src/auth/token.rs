//! A token, with what Keystone says about it.

use std::fmt;
use std::time::{Duration, Instant};

use crate::catalog::Catalog;
use crate::codec::Secret;
use crate::{Fields, Timestamp};

/// How long before its end a token is no longer used, for a request takes its time.
const MARGIN: Duration = Duration::from_secs(30);

/// A token and what it is good for.
pub(crate) struct Token {
    pub(crate) secret: Secret,
    pub(crate) document: TokenDocument,
    /// When it is no longer used, by our own clock, whatever Keystone's says.
    stale_at: Option<Instant>,
}

/// The part of the document that a client needs.
#[derive(Fields)]
pub(crate) struct TokenDocument {
    issued_at: Option<Timestamp>,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) catalog: Catalog,
    pub(crate) project: Option<Named>,
    pub(crate) user: Option<Named>,
}

/// A thing with an id.
#[derive(Fields)]
pub(crate) struct Named {
    pub(crate) id: String,
}

impl Token {
    /// A token that was asked for at `asked_at`.
    pub(crate) fn new(secret: Secret, document: TokenDocument, asked_at: Instant) -> Self {
        let now = document.issued_at.unwrap_or_else(Timestamp::now);
        let stale_at = document.expires_at.and_then(|end| {
            let seconds = u64::try_from(end.as_second() - now.as_second()).unwrap_or_default();
            let lifetime = Duration::from_secs(seconds);
            // A short life is not spent on the margin alone.
            asked_at.checked_add(lifetime.saturating_sub(MARGIN.min(lifetime / 10)))
        });
        Self { secret, document, stale_at }
    }

    pub(crate) fn is_fresh(&self) -> bool {
        self.stale_at.is_none_or(|end| Instant::now() < end)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("expires_at", &self.document.expires_at).finish_non_exhaustive()
    }
}
