//! One item, by its name or id.

use std::marker::PhantomData;

use super::draft::{Draft, request};
use super::item::text_of;
use super::{Get, List, Pending};
use crate::codec::Attribute;
use crate::error::{Problem, Result};
use crate::schema::{Operations, Schema};
use crate::{Connection, Resource};

request! {
    /// A request for one item, by its name or id.
    ///
    /// An error that [is a 404](crate::Error::is_not_found) where there is none, one that
    /// [is ambiguous](crate::Error::is_ambiguous) where several have the name.
    Find { name_or_id: String, }
}

impl<T: Resource> Find<T> {
    /// The same for a resource, which knows its schema.
    #[inline]
    pub fn of(connection: &Connection, parameters: impl Into<Vec<String>>, name_or_id: String) -> Self {
        Self::new(connection, T::SCHEMA, parameters, name_or_id)
    }
}

impl<T: Attribute> Find<T> {
    /// A request for the item of this name or id in the collection that `schema` declares.
    #[inline]
    pub fn new(
        connection: &Connection,
        schema: &'static Schema,
        parameters: impl Into<Vec<String>>,
        name_or_id: String,
    ) -> Self {
        Self { draft: Draft::new(connection, schema, parameters.into()), name_or_id, item: PhantomData }
    }

    /// Looks for the name only among those that this parameter of the query leaves: a `domain_id`.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.draft.query.push((name.into(), value.into()));
        self
    }
}

impl<T: Attribute + Send + 'static> IntoFuture for Find<T> {
    type Output = Result<T>;
    type IntoFuture = Pending<T>;

    /// What looks like an id is first taken for one, anything else for a name, so that one request mostly does.
    fn into_future(self) -> Pending<T> {
        Box::pin(async move {
            if self.name_or_id.is_empty() {
                let text = format!("{}: expected a name or an id, found nothing", self.draft.schema.name());
                return Err(Problem::Invalid(text).into());
            }
            let id_first = looks_like_id(&self.name_or_id);
            if id_first && let Some(item) = self.by_id().await? {
                return Ok(item);
            }
            if let Some(item) = self.by_name().await? {
                return Ok(item);
            }
            if !id_first && let Some(item) = self.by_id().await? {
                return Ok(item);
            }
            let schema = self.draft.schema;
            let place = self.draft.connection.place(schema.service());
            Err(Problem::NoneFound { resource: schema.command(), name: self.name_or_id, place }.into())
        })
    }
}

impl<T: Attribute + Send + 'static> Find<T> {
    async fn by_id(&self) -> Result<Option<T>> {
        let Draft { connection, schema, parameters, .. } = &self.draft;
        if !schema.operations().contains(Operations::GET) || matches!(self.name_or_id.as_str(), "" | "." | "..") {
            return Ok(None);
        }
        let mut parameters = parameters.clone();
        parameters.push(self.name_or_id.clone());
        match Get::new(connection, schema, parameters).await {
            Ok(item) => Ok(Some(item)),
            // Some services call an id that is none of theirs a bad request.
            Err(error) if error.is_not_found() || error.status() == Some(400) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn by_name(&self) -> Result<Option<T>> {
        let Draft { connection, schema, parameters, query, .. } = &self.draft;
        let Some(name) = schema.name_field() else { return Ok(None) };
        let mut list = List::<T>::new(connection, schema, parameters.clone());
        for (name, value) in query {
            list = list.query(name.as_str(), value.as_str());
        }
        if let Some(filter) = name.filter() {
            list = list.query(filter, self.name_or_id.as_str());
        }
        let mut found = list.await?;
        // A service may take the filter for a pattern, or ignore it.
        found.retain(|item| text_of(name, item.peek()).as_deref() == Some(&self.name_or_id));
        if found.len() > 1 {
            let id = |item: &T| schema.id().and_then(|id| text_of(id, item.peek())).unwrap_or_default();
            let ids = found.iter().map(id).collect();
            let name = self.name_or_id.clone();
            let place = connection.place(schema.service());
            return Err(Problem::Ambiguous { resource: schema.command(), name, ids, place }.into());
        }
        Ok(found.pop())
    }
}

/// Whether a text has the form of a UUID, with hyphens or, as Keystone's, without: it is likely to be an id, and no name.
#[must_use]
pub fn looks_like_id(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_hexdigit).count();
    digits == 32 && (text.len() == 32 || text.len() == 36 && text.chars().filter(|c| *c == '-').count() == 4)
}
