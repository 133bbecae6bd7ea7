//! Several new items at once.

use serde_json::Value;

use super::draft::{Draft, enveloped};
use super::{Create, Pending, path};
use crate::codec::Attribute;
use crate::connection::Wanted;
use crate::error::{Problem, Result};
use crate::schema::{Bulk, Operations};

/// A request to create several items: all of them come to be, or none.
///
/// Without any, nothing is sent.
#[must_use = "a request is sent when it is awaited"]
pub struct CreateMany<T> {
    items: Vec<Create<T>>,
}

impl<T: Attribute> CreateMany<T> {
    /// One request for all of these.
    pub fn new(items: impl IntoIterator<Item = Create<T>>) -> Self {
        Self { items: items.into_iter().collect() }
    }
}

impl<T: Attribute + Send + 'static> IntoFuture for CreateMany<T> {
    type Output = Result<Vec<T>>;
    type IntoFuture = Pending<Vec<T>>;

    fn into_future(self) -> Pending<Vec<T>> {
        Box::pin(async move {
            let drafts: Vec<_> = self.items.iter().map(|item| &item.draft).collect();
            let Some((first, rest)) = drafts.split_first() else { return Ok(Vec::new()) };
            let schema = first.schema;
            let elsewhere =
                |other: &&&Draft| other.parameters != first.parameters || other.said.headers() != first.said.headers();
            if rest.iter().any(|other| elsewhere(&other)) {
                let text = format!(
                    "{}: `create_many` sends one request, and these differ in their path or in headers; create those apart",
                    schema.name()
                );
                return Err(Problem::Invalid(text).into());
            }
            let mut versions = Wanted::default();
            for draft in &drafts {
                versions.add(draft.operation(Operations::CREATE));
            }
            let items = drafts.iter().map(|draft| Value::Object(draft.said.object())).collect();
            let key = if schema.bulk() == Bulk::Only { schema.create_key() } else { schema.list_key() };
            let path = path::create(schema, &first.parameters)?;
            let body = Some(enveloped(key, Value::Array(items)));
            let response = first.send(Operations::CREATE, schema.create_method(), path, body, &versions).await?;
            let key = if schema.bulk() == Bulk::Only { schema.created_key() } else { schema.list_key() };
            let mut created: Vec<T> = Vec::new();
            response.read_many(schema.name(), key, created.slot())?;
            for item in &mut created {
                first.complete(schema.create_path(), item.slot());
            }
            Ok(created)
        })
    }
}

impl<T> std::fmt::Debug for CreateMany<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.items).finish()
    }
}
