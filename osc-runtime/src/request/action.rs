//! What can be done with an item beyond its operations.

use std::fmt;
use std::marker::PhantomData;
use std::ops::RangeBounds;

use serde_json::Value;

use super::draft::{Draft, JSON, enveloped};
use super::said::Said;
use super::{Pending, Response, path};
use crate::body::Body;
use crate::codec::{Attribute, Input, sent_value};
use crate::connection::{Call, Target, Wanted};
use crate::download::{Download, Span};
use crate::error::{Problem, Result};
use crate::identify::Identifies;
use crate::method::Method;
use crate::schema::{self, Returns, Schema};
use crate::{Actions, Connection, Resource};

/// A request for an action, which answers with `R`.
#[must_use = "a request is sent when it is awaited"]
pub struct Action<R> {
    draft: Draft,
    declared: &'static schema::Action,
    body: Option<Body>,
    /// What part of the answer is asked for, or why there is none.
    part: Result<Option<Span>, String>,
    answer: PhantomData<fn() -> R>,
}

impl<R> Action<R> {
    /// The action `declared` of a resource, which knows its schema.
    #[inline]
    pub fn of<T: Resource>(
        connection: &Connection,
        declared: &'static schema::Action,
        parameters: impl Into<Vec<String>>,
    ) -> Self {
        Self::new(connection, T::SCHEMA, declared, parameters)
    }

    /// The action at `index` of those that a resource declares.
    #[inline]
    pub fn nth<T: Resource + Actions>(
        connection: &Connection,
        index: usize,
        parameters: impl Into<Vec<String>>,
    ) -> Self {
        Self::of::<T>(connection, T::ACTIONS.get(index).copied().unwrap_or(&schema::Action::NONE), parameters)
    }

    /// A request for `action`, with the values of its path's parameters; the id is among them.
    #[inline]
    pub fn new(
        connection: &Connection,
        schema: &'static Schema,
        action: &'static schema::Action,
        parameters: impl Into<Vec<String>>,
    ) -> Self {
        let mut draft = Draft::new(connection, schema, parameters.into());
        draft.said = Said::of(action.arguments());
        Self { draft, declared: action, body: None, part: Ok(None), answer: PhantomData }
    }

    /// Sets the argument at `index` of the action.
    #[inline]
    pub fn set<A>(mut self, index: usize, value: impl Input<A>) -> Self {
        self.draft.said.set(index, sent_value(value.into_attribute().peek()));
        self
    }

    /// Sets the argument at `index` of the action to the id of a resource.
    #[inline]
    pub fn set_id<I>(mut self, index: usize, value: impl Identifies<I>) -> Self {
        self.draft.said.set(index, sent_value(value.into_id().peek()));
        self
    }

    /// Sets the body as it is.
    pub fn body(mut self, body: Body) -> Self {
        self.body = Some(body);
        self
    }

    async fn send(mut self) -> Result<(Self, Response)> {
        let mut ready = Ready::new(&mut self)?;
        let response = self.draft.connection.send(ready.call(&self)).await?;
        Ok((self, response))
    }

    async fn download(mut self) -> Result<Download> {
        let mut ready = Ready::new(&mut self)?;
        let part = self.part.clone().map_err(Problem::Invalid)?;
        self.draft.connection.download(ready.call(&self), part).await
    }
}

impl Action<Download> {
    /// Asks for some of the bytes alone, as [`Request::range`](super::Request::range) does.
    pub fn range(mut self, bytes: impl RangeBounds<u64>) -> Self {
        self.part = Span::of(&bytes);
        self
    }
}

/// An action as it is sent.
struct Ready {
    path: String,
    headers: Vec<(String, String)>,
    query: Vec<(String, String)>,
    body: Option<Body>,
    versions: Wanted,
}

impl Ready {
    fn new<R>(request: &mut Action<R>) -> Result<Self> {
        let (draft, declared) = (&request.draft, request.declared);
        let path = path::action(draft.schema, declared, &draft.parameters)?;
        let mut headers = draft.said.headers();
        if declared.content_type() != JSON && headers.iter().all(|(name, _)| name != "content-type") {
            headers.push(("content-type".to_owned(), declared.content_type().to_owned()));
        }
        let reads = matches!(declared.method(), Method::Get | Method::Head);
        let document = match declared.key() {
            _ if reads => None,
            Some(key) if draft.said.has_body() => Some(enveloped(Some(key), Value::Object(draft.said.object()))),
            Some(key) => Some(enveloped(Some(key), Value::Null)),
            None if draft.said.has_body() => Some(Value::Object(draft.said.object())),
            None => None,
        };
        let versions = draft.wanted(declared.name(), declared.versions());
        let query = draft.said.query().collect();
        let body = request.body.take().or_else(|| document.map(|document| document.to_string().into()));
        Ok(Self { path, headers, query, body, versions })
    }

    fn call<'a, R>(&'a mut self, request: &'a Action<R>) -> Call<'a> {
        Call {
            method: request.declared.method(),
            service: request.draft.schema.service(),
            resource: request.draft.schema.name(),
            operation: request.declared.name(),
            target: Target::Path(std::mem::take(&mut self.path)),
            query: &self.query,
            headers: &self.headers,
            body: self.body.take(),
            secrets: request.draft.said.secrets(),
            versions: &self.versions,
            idempotent: request.declared.is_idempotent(),
            busy: request.draft.schema.busy(),
        }
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
                let path = request.declared.path();
                let template = if path.starts_with('/') { path } else { schema.base_path() };
                request.draft.complete(template, value.slot());
            }
            Ok(value)
        })
    }
}

impl Answer for Download {
    type Output = Self;
    fn of(request: Action<Self>) -> Pending<Self> {
        Box::pin(request.download())
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
        f.debug_struct("Action").field("name", &self.declared.name()).field("of", &self.draft).finish_non_exhaustive()
    }
}
