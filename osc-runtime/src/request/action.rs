//! What can be done with an item beyond its operations.

use std::fmt;
use std::marker::PhantomData;

use serde_json::Value;

use super::draft::{Draft, enveloped};
use super::said::Said;
use super::{Pending, Response, path};
use crate::Connection;
use crate::codec::{Attribute, sent_value};
use crate::error::Result;
use crate::method::Method;
use crate::schema::{self, Returns, Schema};

/// A request for an action, which answers with `R`.
#[must_use = "a request is sent when it is awaited"]
pub struct Action<R> {
    draft: Draft,
    declared: &'static schema::Action,
    answer: PhantomData<fn() -> R>,
}

impl<R> Action<R> {
    /// A request for `action`, with the values of its path's parameters; the id is among them.
    #[inline]
    pub fn new(
        connection: &Connection,
        schema: &'static Schema,
        action: &'static schema::Action,
        parameters: Vec<String>,
    ) -> Self {
        let mut draft = Draft::new(connection, schema, parameters);
        draft.said = Said::of(action.arguments());
        Self { draft, declared: action, answer: PhantomData }
    }

    /// Sets the argument at `index` of the action.
    #[inline]
    #[expect(clippy::needless_pass_by_value, reason = "a setter takes what it sets")]
    pub fn set<A: Attribute>(mut self, index: usize, value: A) -> Self {
        self.draft.said.set(index, sent_value(value.peek()));
        self
    }

    async fn send(mut self) -> Result<(Self, Response)> {
        let path = path::action(self.draft.schema, self.declared, &self.draft.parameters)?;
        self.draft.query = self.draft.said.query().collect();
        let reads = matches!(self.declared.method(), Method::Get | Method::Head);
        let said = &self.draft.said;
        let body = match self.declared.key() {
            _ if reads => None,
            Some(key) if said.has_body() => Some(enveloped(Some(key), Value::Object(said.object()))),
            Some(key) => Some(enveloped(Some(key), Value::Null)),
            None if said.has_body() => Some(Value::Object(said.object())),
            None => None,
        };
        let versions = self.draft.wanted(self.declared.name(), self.declared.versions());
        let response = self.draft.send(self.declared.method(), path, body, &versions).await?;
        Ok((self, response))
    }
}

/// What an action can answer with.
#[diagnostic::on_unimplemented(
    message = "an action cannot return `{Self}`",
    note = "it returns nothing, `Self`, `Download`, or what a field can be"
)]
pub trait Answer: Sized + Send + 'static {
    /// What awaiting the request gives.
    type Output;
    /// Sends the request and reads its answer.
    #[doc(hidden)]
    fn of(request: Action<Self>) -> Pending<Self::Output>;
}

impl Answer for () {
    type Output = ();
    fn of(request: Action<Self>) -> Pending<()> {
        Box::pin(async move { request.send().await.map(drop) })
    }
}

impl<T: Attribute + Send + 'static> Answer for T {
    type Output = T;
    fn of(request: Action<Self>) -> Pending<T> {
        Box::pin(async move {
            let (request, response) = request.send().await?;
            let schema = request.draft.schema;
            let is_resource = request.declared.returns() == Returns::Resource;
            let key = request.declared.response_key().or(schema.key().filter(|_| is_resource));
            let mut value = T::empty();
            response.read_one(schema.name(), key, value.slot())?;
            if is_resource {
                request.draft.complete(schema.base_path(), value.slot());
            }
            Ok(value)
        })
    }
}

/// Whether there is something: `true` for a success, `false` for a 404.
#[derive(Debug)]
#[non_exhaustive]
pub struct Existence;

impl Answer for Existence {
    type Output = bool;
    fn of(request: Action<Self>) -> Pending<bool> {
        Box::pin(async move {
            match request.send().await {
                Ok(_) => Ok(true),
                Err(error) if error.status() == Some(404) => Ok(false),
                Err(error) => Err(error),
            }
        })
    }
}

impl<R: Answer> IntoFuture for Action<R> {
    type Output = Result<R::Output>;
    type IntoFuture = Pending<R::Output>;

    fn into_future(self) -> Self::IntoFuture {
        R::of(self)
    }
}

impl<R> fmt::Debug for Action<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Action").field("name", &self.declared.name()).field("of", &self.draft).finish()
    }
}
