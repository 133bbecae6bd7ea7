//! The end of an item.

use super::Pending;
use super::draft::Draft;
use crate::error::Result;
use crate::method::Method;
use crate::schema::Schema;
use crate::{Connection, Resource};

/// A request to delete one item.
///
/// An error that [is a 404](crate::Error::is_not_found) where there is none, one that
/// [is a conflict](crate::Error::is_conflict) where it is in use.
#[derive(Clone, Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct Delete {
    draft: Draft,
}

impl Delete {
    /// The same for a resource, which knows its schema.
    #[inline]
    pub fn of<R: Resource>(connection: &Connection, parameters: impl Into<Vec<String>>) -> Self {
        Self::new(connection, R::SCHEMA, parameters)
    }

    /// A request to delete the item that `parameters` lead to: those of the path that `schema` declares, and the id.
    pub fn new(connection: &Connection, schema: &'static Schema, parameters: impl Into<Vec<String>>) -> Self {
        Self { draft: Draft::new(connection, schema, parameters.into()) }
    }
}

impl IntoFuture for Delete {
    type Output = Result<()>;
    type IntoFuture = Pending<()>;

    fn into_future(self) -> Pending<()> {
        Box::pin(async move { self.draft.ask_item(Method::Delete).await.map(drop) })
    }
}
