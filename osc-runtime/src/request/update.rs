//! Changes to an item.

use std::marker::PhantomData;

use super::Pending;
use super::draft::{Draft, request};
use super::get::{get, read};
use crate::codec::{Attribute, Input};
use crate::error::{Error, Problem, Result};
use crate::identify::Identifies;
use crate::method::Method;
use crate::schema::{Operations, Schema, Usage};
use crate::{Connection, Resource, Revised};

request! {
    /// A request to change an item. It carries what was set, and nothing else; where nothing was set, nothing is
    /// changed, and the item is just fetched.
    Update {}
}

impl<T: Resource> Update<T> {
    /// The same for a resource, which knows its schema.
    #[inline]
    pub fn of(connection: &Connection, parameters: impl Into<Vec<String>>) -> Self {
        Self::new(connection, T::SCHEMA, parameters)
    }
}

impl<T: Attribute> Update<T> {
    /// A request to change the item that `parameters` lead to: those of the path that `schema` declares, and the id.
    #[inline]
    pub fn new(connection: &Connection, schema: &'static Schema, parameters: impl Into<Vec<String>>) -> Self {
        Self { draft: Draft::new(connection, schema, parameters.into()), item: PhantomData }
    }

    /// Sets the field at `index` of the schema.
    #[inline]
    pub fn set<A>(mut self, index: usize, value: impl Input<A>) -> Self {
        self.draft.set(index, value.into_attribute().peek());
        self
    }

    /// Sets the field at `index` of the schema to the id of a resource.
    #[inline]
    pub fn set_id<R>(mut self, index: usize, value: impl Identifies<R>) -> Self {
        self.draft.set(index, value.into_id().peek());
        self
    }

    /// Changes the item only if it has this revision: an error that
    /// [is a failed precondition](crate::Error::is_precondition_failed) where it has another one. `None` is any. Where nothing is
    /// changed, nothing is asked of the revision.
    #[inline]
    pub fn if_revision(mut self, number: impl Input<T::Number>) -> Self
    where
        T: Revised,
    {
        self.draft.if_revision(number.into_attribute().peek());
        self
    }
}

impl<T: Attribute + Send + 'static> IntoFuture for Update<T> {
    type Output = Result<T>;
    type IntoFuture = Pending<T>;

    fn into_future(self) -> Pending<T> {
        Box::pin(async move {
            let draft = &self.draft;
            let can_get = draft.schema.operations().contains(Operations::GET);
            // Where no field can be changed, the request itself is the change.
            let changes = draft.schema.field_with(Usage::UPDATE).is_some();
            if draft.said.is_empty() && can_get && changes {
                return get(draft, Method::Get).await;
            }
            let response = draft.update().await?;
            if !response.says_nothing(draft.schema) {
                return read(draft, draft.schema.key(), draft.schema.base_path(), &response);
            }
            let left_open = |error| Error::from(Problem::LeftOpen { asked: response.asked.clone(), error });
            // What keeps its data in headers may have something else in its body, as Swift's containers do.
            if draft.schema.operations().contains(Operations::HEAD) {
                return get(&draft.without_body(), Method::Head).await.map_err(left_open);
            }
            if can_get {
                return get(&draft.without_body(), Method::Get).await.map_err(left_open);
            }
            let mut item = T::empty();
            draft.echo(item.slot())?;
            draft.complete(draft.schema.base_path(), item.slot());
            Ok(item)
        })
    }
}
