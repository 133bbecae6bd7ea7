//! A token, with what Keystone says about it.

use std::fmt;
use std::time::{Duration, Instant};

use http::HeaderMap;

use crate::catalog::Catalog;
use crate::codec::Secret;
use crate::transport::{Failure, insert};
use crate::{Fields, Timestamp};

/// How long before its end a token is no longer used, for a request takes its time.
const MARGIN: Duration = Duration::from_secs(30);

/// A token and what it is good for.
pub(crate) struct Token {
    /// What each request carries: the token, or whatever signs it instead.
    pub(crate) signature: HeaderMap,
    pub(crate) document: TokenDocument,
    /// When it is no longer used, by our own clock, whatever Keystone's says.
    stale_at: Option<Instant>,
}

/// The part of the document that a client needs.
#[derive(Fields)]
pub(crate) struct TokenDocument {
    pub(super) issued_at: Option<Timestamp>,
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
    /// A token that was asked for at `asked_at`, when it was `now` for Keystone.
    pub(super) fn new(
        signature: HeaderMap,
        document: TokenDocument,
        asked_at: Instant,
        now: Option<Timestamp>,
    ) -> Self {
        let now = now.unwrap_or_else(Timestamp::now);
        let stale_at = document.expires_at.and_then(|end| {
            let seconds = u64::try_from(end.as_second() - now.as_second()).unwrap_or_default();
            let lifetime = Duration::from_secs(seconds);
            // A short life is not spent on the margin alone.
            asked_at.checked_add(lifetime.saturating_sub(MARGIN.min(lifetime / 10)))
        });
        Self { signature, document, stale_at }
    }

    pub(crate) fn is_fresh(&self) -> bool {
        self.stale_at.is_none_or(|end| Instant::now() < end)
    }
}

/// The headers that carry a token, or whatever else signs a request.
pub(super) fn signature<'n>(headers: impl IntoIterator<Item = (&'n str, &'n Secret)>) -> Result<HeaderMap, Failure> {
    let mut signature = HeaderMap::new();
    for (name, value) in headers {
        insert(&mut signature, name, value.expose(), true)?;
    }
    Ok(signature)
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("expires_at", &self.document.expires_at).finish_non_exhaustive()
    }
}
