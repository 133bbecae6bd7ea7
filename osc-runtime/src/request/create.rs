//! A new item.

use std::marker::PhantomData;

use super::Pending;
use super::draft::{Draft, request};
use crate::codec::{Attribute, Input};
use crate::error::Result;
use crate::identify::Identifies;
use crate::schema::Schema;
use crate::{Connection, Resource};

request! {
    /// A request to create an item. It carries what was set, and nothing else.
    ///
    /// Where the service answers without a body, the item is what was sent.
    Create {}
}

impl<T: Resource> Create<T> {
    /// The same for a resource, which knows its schema.
    #[inline]
    pub fn of(connection: &Connection, parameters: impl Into<Vec<String>>) -> Self {
        Self::new(connection, T::SCHEMA, parameters)
    }
}

impl<T: Attribute> Create<T> {
    /// A request to create an item in the collection that `schema` declares.
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
}

impl<T: Attribute + Send + 'static> IntoFuture for Create<T> {
    type Output = Result<T>;
    type IntoFuture = Pending<T>;

    fn into_future(self) -> Pending<T> {
        Box::pin(async move {
            let response = self.draft.create().await?;
            let schema = self.draft.schema;
            let mut item = T::empty();
            if response.says_nothing(schema) {
                self.draft.echo(item.slot())?;
            } else {
                response.read_created(schema.name(), schema.created_key(), item.slot())?;
            }
            response.read_headers(schema, item.slot())?;
            self.draft.complete(schema.create_path(), item.slot());
            Ok(item)
        })
    }
}
