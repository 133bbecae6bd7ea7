//! A token, with what Keystone says about it.

use crate::Fields;
use crate::Timestamp;
use crate::catalog::Catalog;
use crate::codec::Secret;

/// Seconds before its end from which a token is no longer used, for a request takes its time.
const MARGIN: i64 = 30;

/// A token and what it is good for.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) secret: Secret,
    pub(crate) document: TokenDocument,
}

/// The part of the document that a client needs.
#[derive(Debug, Fields)]
pub(crate) struct TokenDocument {
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) catalog: Catalog,
    pub(crate) project: Option<Named>,
    pub(crate) user: Option<Named>,
}

/// A thing with an id and a name.
#[derive(Debug, Fields)]
pub(crate) struct Named {
    pub(crate) id: String,
}

impl Token {
    pub(crate) fn is_fresh(&self) -> bool {
        self.document.expires_at.is_none_or(|end| end.as_second() - Timestamp::now().as_second() > MARGIN)
    }
}
