//! A request of any kind.

use std::fmt;
use std::ops::RangeBounds;

use serde::Serialize;

use super::{Pending, Response};
use crate::Connection;
use crate::body::Body;
use crate::connection::{Call, Target, Wanted};
use crate::download::{Download, Span};
use crate::error::{Problem, Result, shown};
use crate::method::Method;
use crate::schema::{Microversion, Versions};
use crate::transport::is_header;

/// A request of any kind, for what no resource declares: from [`Connection::request`] or
/// [`Connection::request_to`].
#[must_use = "a request is sent when it is awaited"]
pub struct Request {
    connection: Connection,
    method: Method,
    service: String,
    target: Target,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Option<Body>,
    part: Option<Span>,
    versions: Wanted,
    idempotent: Option<bool>,
    /// What is wrong with what was said so far.
    mistake: Option<String>,
}

impl Request {
    pub(crate) fn new(connection: Connection, method: Method, service: &str, target: Target) -> Self {
        Self {
            connection,
            method,
            service: service.to_owned(),
            target,
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
            part: None,
            versions: Wanted::default(),
            idempotent: None,
            mistake: None,
        }
    }

    /// Adds a parameter to the query; both are encoded as needed.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Adds a header, instead of one that would be sent by itself. One that HTTP cannot carry is an error when the
    /// request is awaited.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        if !is_header(&name, &value) {
            // The value may be a secret.
            self.mistake = Some(format!("the header `{name}` has characters that no header can carry"));
        }
        self.headers.push((name, value));
        self
    }

    /// Asks for this microversion, or a newer one where an older one is no more offered.
    pub fn microversion(mut self, version: Microversion) -> Self {
        self.versions.need(|| "the request".to_owned(), Versions::new(Some(version), None));
        self
    }

    /// Whether it has the same effect once and twice, so that it may be sent again where it is not known whether it arrived.
    /// Of `POST` and `PATCH` that is not assumed, of the other methods it is.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = Some(idempotent);
        self
    }

    /// Sets the body to this, as JSON. What cannot be written so is an error when the request is awaited.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => self.body = Some(body.into()),
            Err(error) => self.mistake = Some(format!("the body cannot be written as JSON: {error}")),
        }
        self
    }

    /// Sets the body to this as it is; its kind is to be said with the header `content-type`.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Asks for some of the bytes alone, of what [`download`](Self::download) reads: the first has the number 0. Where the
    /// service gives all of them nevertheless, those before are skipped, and those behind not waited for. A range that ends beyond
    /// the end ends there; one that is empty, or begins there, is an error ([`ErrorKind::Invalid`](crate::ErrorKind)).
    ///
    /// Only a `GET` has ranges, and only a download: the request is an error otherwise.
    ///
    /// ```no_run
    /// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
    /// use osc_runtime::Method;
    ///
    /// let header = conn.request(Method::Get, "image", "/images/4f1c/file").range(..512).download().await?.bytes().await?;
    /// # Ok(()) }
    /// ```
    pub fn range(mut self, bytes: impl RangeBounds<u64>) -> Self {
        match Span::of(&bytes) {
            Ok(part) => self.part = part,
            Err(mistake) => self.mistake = Some(mistake),
        }
        self
    }

    /// Sends it, for an answer that is read as it comes.
    ///
    /// # Errors
    ///
    /// As for awaiting the request; and where a [range](Self::range) was asked for that there is not
    /// ([`ErrorKind::Invalid`](crate::ErrorKind)), or something else than that is given (`Service`).
    pub async fn download(mut self) -> Result<Download> {
        let part = self.part.take();
        let (connection, call) = self.call()?;
        connection.download(call, part).await
    }

    fn call(&mut self) -> Result<(&Connection, Call<'_>)> {
        if let Some(mistake) = self.mistake.take() {
            return Err(Problem::Invalid(mistake).into());
        }
        if self.part.is_some() {
            return Err(
                Problem::Invalid("a range is read by `download`; the request was awaited as a whole".into()).into()
            );
        }
        let target = match &self.target {
            Target::Path(path) => Target::Path(path.clone()),
            Target::Link(url) => {
                let mut url = url.clone();
                if !self.query.is_empty() {
                    url.query_pairs_mut().extend_pairs(&self.query);
                }
                Target::Link(url)
            }
        };
        let call = Call {
            method: self.method,
            service: &self.service,
            resource: "",
            operation: "",
            target,
            query: &self.query,
            headers: &self.headers,
            body: self.body.take(),
            secrets: Vec::new(),
            versions: &self.versions,
            idempotent: self.idempotent.unwrap_or(!matches!(self.method, Method::Post | Method::Patch)),
            busy: None,
        };
        Ok((&self.connection, call))
    }
}

impl IntoFuture for Request {
    type Output = Result<Response>;
    type IntoFuture = Pending<Response>;

    fn into_future(mut self) -> Pending<Response> {
        Box::pin(async move {
            let (connection, call) = self.call()?;
            connection.send(call).await
        })
    }
}

impl fmt::Debug for Request {
    /// Without the values of headers and the body, either of which may hold a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to = match &self.target {
            Target::Path(path) => path.clone(),
            Target::Link(url) => shown(url),
        };
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("service", &self.service)
            .field("to", &to)
            .field("query", &self.query)
            .finish_non_exhaustive()
    }
}
