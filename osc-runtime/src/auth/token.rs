//! A token, with what Keystone says about it.

use std::fmt;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use http::HeaderMap;
use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, Told};
use crate::codec::{self, Attribute, Secret};
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

    /// When another is to be got that is not waited for: a while before the end.
    pub(super) fn renew_at(&self, now: Instant) -> Option<Instant> {
        const EARLY: Duration = Duration::from_secs(300);
        let left = self.stale_at?.saturating_duration_since(now);
        now.checked_add(left.saturating_sub(EARLY.min(left / 10)))
    }

    /// What it tells of services.
    pub(crate) fn told<'a>(&'a self, everywhere: Option<&'a str>) -> Told<'a> {
        fn id(named: Option<&Named>) -> Option<&str> {
            named.map(|named| named.id.as_str())
        }
        let TokenDocument { catalog, project, user, .. } = &self.document;
        let keyless = self.stale_at.is_none() && catalog.is_empty();
        Told { catalog, project_id: id(project.as_ref()), user_id: id(user.as_ref()), everywhere, keyless }
    }

    /// As it is kept, by our own clock; nothing of one that has no end, since getting it costs nothing.
    pub(super) fn to_value(&self) -> Option<Value> {
        let left = self.stale_at?.saturating_duration_since(Instant::now());
        let until = SystemTime::now().checked_add(left)?.duration_since(UNIX_EPOCH).ok()?.as_secs();
        let headers =
            self.signature.iter().filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.into())));
        let document = codec::to_value(&self.document);
        Some(json!({"until": until, "headers": headers.collect::<Map<String, Value>>(), "document": document}))
    }

    /// One that was kept, if it is still good.
    pub(super) fn from_value(kept: &Value) -> Option<Self> {
        let until = UNIX_EPOCH.checked_add(Duration::from_secs(kept.get("until")?.as_u64()?))?;
        let left = until.duration_since(SystemTime::now()).ok()?;
        let headers = kept.get("headers")?.as_object()?.iter();
        let headers: Vec<_> = headers.filter_map(|(name, value)| Some((name, Secret::from(value.as_str()?)))).collect();
        let signature = signature(headers.iter().map(|(name, value)| (name.as_str(), value))).ok()?;
        let mut document = TokenDocument::empty();
        codec::fill(kept.get("document")?, document.slot()).ok()?;
        (!signature.is_empty()).then_some(())?;
        Some(Self { signature, document, stale_at: Some(Instant::now().checked_add(left)?) })
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
