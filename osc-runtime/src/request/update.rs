//! Changes to an item.

use std::marker::PhantomData;

use super::Pending;
use super::draft::{Draft, request};
use super::get::read;
use crate::Connection;
use crate::codec::Attribute;
use crate::error::Result;
use crate::method::Method;
use crate::schema::Schema;

request! {
    /// A request to change an item. It carries what was set, and nothing else; where nothing was set, nothing is
    /// changed, and the item is just fetched.
    Update { id: String, }
}

impl<T: Attribute> Update<T> {
    /// A request to change the item `id` of the collection that `schema` declares.
    #[inline]
    pub fn new(connection: &Connection, schema: &'static Schema, parameters: Vec<String>, id: String) -> Self {
        Self { draft: Draft::new(connection, schema, parameters), id, item: PhantomData }
    }

    /// Sets the field at `index` of the schema.
    #[inline]
    #[expect(clippy::needless_pass_by_value, reason = "a setter takes what it sets")]
    pub fn set<A: Attribute>(mut self, index: usize, value: A) -> Self {
        self.draft.set(index, value.peek());
        self
    }
}

impl<T: Attribute + Send + 'static> IntoFuture for Update<T> {
    type Output = Result<T>;
    type IntoFuture = Pending<T>;

    fn into_future(self) -> Pending<T> {
        Box::pin(async move {
            let method = if self.draft.is_empty() { Method::Get } else { self.draft.schema.update_method().into() };
            let response = self.draft.send_to_item(method, &self.id).await?;
            read(&self.draft, &response)
        })
    }
}
