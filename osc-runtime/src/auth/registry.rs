//! The sessions of this process: two connections that would sign in alike share one.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use super::Session;
use crate::Retry;
use crate::cache::{Key, TokenCache};
use crate::transport::{Timeouts, Tls};

/// What sessions have to have in common to be one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Alike {
    pub(crate) key: Key,
    pub(crate) tls: Tls,
    pub(crate) timeouts: Timeouts,
    pub(crate) ipv4_only: bool,
    pub(crate) retry: Retry,
    /// Which transport, where it is not this crate's own.
    pub(crate) transport: Option<usize>,
    pub(crate) cache: Option<TokenCache>,
    /// Whether it can ask a person.
    pub(crate) has_visitor: bool,
}

/// They live as long as a connection has them.
static SESSIONS: LazyLock<Mutex<HashMap<Alike, Weak<Session>>>> = LazyLock::new(Mutex::default);

/// The session that is like this, or a new one.
pub(crate) fn shared(alike: Alike, new: impl FnOnce() -> Session) -> Arc<Session> {
    let mut sessions = SESSIONS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(session) = sessions.get(&alike).and_then(Weak::upgrade) {
        return session;
    }
    let session = Arc::new(new());
    sessions.retain(|_, session| session.strong_count() > 0);
    sessions.insert(alike, Arc::downgrade(&session));
    session
}
