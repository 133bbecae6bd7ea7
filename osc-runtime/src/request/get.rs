//! One item, by its id.

use std::marker::PhantomData;

use super::draft::{Draft, request};
use super::{Pending, Response};
use crate::codec::Attribute;
use crate::error::Result;
use crate::method::Method;
use crate::schema::Schema;
use crate::{Connection, Resource};

request! {
    /// A request for one item, by its id.
    ///
    /// An error that [is a 404](crate::Error::is_not_found) where there is none.
    Get { method: Method, }
}

impl<T: Resource> Get<T> {
    /// The same for a resource, which knows its schema.
    #[inline]
    pub fn of(connection: &Connection, parameters: impl Into<Vec<String>>) -> Self {
        Self::new(connection, T::SCHEMA, parameters)
    }
}

impl<T: Attribute> Get<T> {
    /// The same for what the headers tell of the item.
    #[inline]
    pub fn head(mut self) -> Self {
        self.method = Method::Head;
        self
    }

    /// A request for the item that `parameters` lead to: those of the path that `schema` declares, and the id.
    #[inline]
    pub fn new(connection: &Connection, schema: &'static Schema, parameters: impl Into<Vec<String>>) -> Self {
        Self { draft: Draft::new(connection, schema, parameters.into()), method: Method::Get, item: PhantomData }
    }
}

impl<T: Attribute + Send + 'static> IntoFuture for Get<T> {
    type Output = Result<T>;
    type IntoFuture = Pending<T>;

    fn into_future(self) -> Pending<T> {
        Box::pin(async move { get(&self.draft, self.method).await })
    }
}

pub(super) async fn get<T: Attribute>(draft: &Draft, method: Method) -> Result<T> {
    let response = draft.ask_item(method).await?;
    read(draft, draft.schema.key(), draft.schema.base_path(), &response)
}

/// The item of an answer, which is under `key`; the request went to `template`.
pub(super) fn read<T: Attribute>(
    draft: &Draft,
    key: Option<&str>,
    template: &'static str,
    response: &Response,
) -> Result<T> {
    let mut item = T::empty();
    if response.asked.method != Method::Head {
        response.read_one(draft.schema.name(), key, item.slot())?;
    }
    response.read_headers(draft.schema, item.slot())?;
    draft.complete(template, item.slot());
    Ok(item)
}
