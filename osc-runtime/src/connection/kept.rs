//! A call that is kept after its answer has begun, to go on with the answer where it breaks off.

use super::{Call, Connection, Target, Wanted};
use crate::catalog::is_same_service;
use crate::download::{Download, Span};
use crate::error::{Problem, Result};
use crate::method::Method;
use crate::transport::Opened;

/// A call whose answer can be asked for again from any byte on: it only reads, and sends no body.
pub(crate) struct Kept {
    connection: Connection,
    service: String,
    resource: String,
    operation: String,
    target: Target,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    secrets: Vec<String>,
    versions: Wanted,
    busy: Option<&'static str>,
}

impl Kept {
    /// Nothing of a call that cannot be repeated in part: it does more than read, or says by itself which part it wants.
    fn of(connection: &Connection, call: &Call<'_>) -> Option<Self> {
        let says_part = |(name, _): &(String, String)| {
            ["range", "if-range", "if-none-match", "if-modified-since"]
                .iter()
                .any(|part| name.eq_ignore_ascii_case(part))
        };
        if call.method != Method::Get || call.body.is_some() || call.headers.iter().any(says_part) {
            return None;
        }
        Some(Self {
            connection: connection.clone(),
            service: call.service.to_owned(),
            resource: call.resource.to_owned(),
            operation: call.operation.to_owned(),
            target: call.target.clone(),
            query: call.query.to_vec(),
            headers: call.headers.to_vec(),
            secrets: call.secrets.iter().map(|&secret| secret.to_owned()).collect(),
            versions: call.versions.clone(),
            busy: call.busy,
        })
    }

    /// Whether it goes to the service of this type.
    pub(crate) fn is_of(&self, service: &str) -> bool {
        is_same_service(&self.service, service)
    }

    /// Asks again, for a part of what is tagged so, after the pause that is due once this many attempts have been made: the answer,
    /// or why there is none. Nothing where there is no further attempt to make.
    pub(crate) async fn again(&self, part: Span, tag: Option<&str>, attempts: &mut u32) -> Option<Result<Opened>> {
        let inner = &self.connection.inner;
        let pause = inner.builder.retry.next(*attempts, None).filter(|_| inner.budget.spend())?;
        tracing::debug!(attempts, ?pause, start = part.start(), "going on with an answer that broke off");
        tokio::time::sleep(pause).await;
        let mut headers = self.headers.clone();
        headers.push(part.header());
        headers.extend(tag.map(|tag| ("if-match".to_owned(), tag.to_owned())));
        let call = Call {
            method: Method::Get,
            service: &self.service,
            resource: &self.resource,
            operation: &self.operation,
            target: self.target.clone(),
            query: &self.query,
            headers: &headers,
            body: None,
            secrets: self.secrets.iter().map(String::as_str).collect(),
            versions: &self.versions,
            idempotent: true,
            busy: self.busy,
        };
        Some(self.connection.open(&call, attempts).await.map(|(opened, _)| opened))
    }
}

impl Connection {
    /// Sends a call, signed, for an answer that is read as it comes, or for a part of it.
    pub(crate) async fn download(&self, call: Call<'_>, part: Option<Span>) -> Result<Download> {
        let kept = Kept::of(self, &call);
        if part.is_some() && kept.is_none() {
            let problem = "a range is a part of what a `GET` without a body and without conditions of its own reads";
            return Err(Problem::Invalid(format!("{problem}; this is another request")).into());
        }
        let headers: Vec<_> = call.headers.iter().cloned().chain(part.map(Span::header)).collect();
        let (opened, asked) = self.open(&Call { headers: &headers, ..call }, &mut 0).await?;
        Download::new(opened, asked, kept, part)
    }
}
