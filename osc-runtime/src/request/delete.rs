//! The end of an item.

use std::fmt;
use std::marker::PhantomData;

use serde_json::Value;

use super::Pending;
use super::draft::Draft;
use crate::codec::{Attribute, Input};
use crate::error::Result;
use crate::method::Method;
use crate::schema::Schema;
use crate::{Connection, Resource, Revised};

/// A request to delete one item.
///
/// An error that [is a 404](crate::Error::is_not_found) where there is none, one that
/// [is a conflict](crate::Error::is_conflict) where it is in use.
#[must_use = "a request is sent when it is awaited"]
pub struct Delete<T = Value> {
    draft: Draft,
    item: PhantomData<fn() -> T>,
}

impl<T: Resource> Delete<T> {
    /// The same for a resource, which knows its schema.
    #[inline]
    pub fn of(connection: &Connection, parameters: impl Into<Vec<String>>) -> Self {
        Self { draft: Draft::new(connection, T::SCHEMA, parameters.into()), item: PhantomData }
    }
}

impl Delete {
    /// A request to delete the item that `parameters` lead to: those of the path that `schema` declares, and the id.
    #[inline]
    pub fn new(connection: &Connection, schema: &'static Schema, parameters: impl Into<Vec<String>>) -> Self {
        Self { draft: Draft::new(connection, schema, parameters.into()), item: PhantomData }
    }
}

impl<T> Delete<T> {
    /// Deletes the item only if it has this revision: an error that
    /// [is a failed precondition](crate::Error::is_precondition_failed) where it has another one. `None` is any.
    #[inline]
    pub fn if_revision(mut self, number: impl Input<T::Number>) -> Self
    where
        T: Revised,
    {
        self.draft.if_revision(number.into_attribute().peek());
        self
    }
}

impl<T> IntoFuture for Delete<T> {
    type Output = Result<()>;
    type IntoFuture = Pending<()>;

    fn into_future(self) -> Pending<()> {
        delete(self.draft)
    }
}

/// What does not depend on the resource's type.
fn delete(draft: Draft) -> Pending<()> {
    Box::pin(async move { draft.ask_item(Method::Delete).await.map(drop) })
}

impl<T> Clone for Delete<T> {
    fn clone(&self) -> Self {
        Self { draft: self.draft.clone(), item: PhantomData }
    }
}

impl<T> fmt::Debug for Delete<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delete").field("draft", &self.draft).finish()
    }
}
