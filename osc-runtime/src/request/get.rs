//! One item, by its id.

use std::marker::PhantomData;

use super::draft::{Draft, request};
use super::{Pending, Response};
use crate::Connection;
use crate::codec::Attribute;
use crate::error::Result;
use crate::method::Method;
use crate::schema::Schema;

request! {
    /// A request for one item, by its id.
    ///
    /// An error that [is a 404](crate::Error::is_not_found) where there is none.
    Get { id: String, }
}

impl<T: Attribute> Get<T> {
    /// A request for the item `id` of the collection that `schema` declares, with the parameters of its path.
    #[inline]
    pub fn new(connection: &Connection, schema: &'static Schema, parameters: Vec<String>, id: String) -> Self {
        Self { draft: Draft::new(connection, schema, parameters), id, item: PhantomData }
    }
}

impl<T: Attribute + Send + 'static> IntoFuture for Get<T> {
    type Output = Result<T>;
    type IntoFuture = Pending<T>;

    fn into_future(self) -> Pending<T> {
        Box::pin(async move {
            let response = self.draft.send_to_item(Method::Get, &self.id).await?;
            read(&self.draft, &response)
        })
    }
}

/// The item of an answer.
pub(super) fn read<T: Attribute>(draft: &Draft, response: &Response) -> Result<T> {
    let mut item = T::empty();
    response.read_one(draft.schema.name(), draft.schema.key(), item.slot())?;
    draft.complete(item.slot());
    Ok(item)
}
