//! A request of any kind.

use std::fmt;

use serde::Serialize;

use super::{Pending, Response};
use crate::Connection;
use crate::connection::{Call, Target};
use crate::error::{Problem, Result};
use crate::method::Method;

/// A request of any kind, for what no resource declares: from [`Connection::request`].
#[must_use = "a request is sent when it is awaited"]
pub struct Request {
    connection: Connection,
    method: Method,
    service: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    json: Option<Result<Vec<u8>>>,
}

impl Request {
    pub(crate) fn new(connection: Connection, method: Method, service: &str, path: &str) -> Self {
        Self {
            connection,
            method,
            service: service.to_owned(),
            path: path.to_owned(),
            query: Vec::new(),
            headers: Vec::new(),
            json: None,
        }
    }

    /// Adds a parameter to the query; both are encoded as needed.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the body. One that cannot be written as JSON is an error when the request is awaited.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        let written = serde_json::to_vec(body);
        self.json =
            Some(written.map_err(|error| Problem::Invalid(format!("the body cannot be written: {error}")).into()));
        self
    }
}

impl IntoFuture for Request {
    type Output = Result<Response>;
    type IntoFuture = Pending<Response>;

    fn into_future(self) -> Pending<Response> {
        Box::pin(async move {
            let call = Call {
                method: self.method,
                service: &self.service,
                target: Target::Path(self.path),
                query: &self.query,
                headers: &self.headers,
                json: self.json.transpose()?,
            };
            self.connection.send(call).await
        })
    }
}

impl fmt::Debug for Request {
    /// Without the values of headers and the body, either of which may hold a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("service", &self.service)
            .field("path", &self.path)
            .field("query", &self.query)
            .finish_non_exhaustive()
    }
}
