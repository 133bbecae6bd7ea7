//! What is told of each request: to an observer, and to `tracing`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error::Error;
use crate::method::Method;

/// A request that has ended: one call of a method, with all that was sent for it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Observation<'a> {
    /// The type of the service: `network`.
    pub service: &'a str,
    /// The resource's name, `SecurityGroup`; empty for a raw request.
    pub resource: &'a str,
    /// `list`, `create`, or an action's name; empty for a raw request.
    pub operation: &'a str,
    /// The method.
    pub method: Method,
    /// Where it went, without the query.
    pub url: &'a str,
    /// The region of the endpoint.
    pub region: Option<&'a str>,
    /// The status of the last answer, where there was one.
    pub status: Option<u16>,
    /// The services' ids of all that was sent, in its order.
    pub request_ids: &'a [String],
    /// The id that this client gave it.
    pub global_request_id: Option<&'a str>,
    /// How often it was sent.
    pub attempts: u32,
    /// How long it took, from the first byte out to the last byte in, with the pauses between attempts.
    pub elapsed: Duration,
    /// How it failed, if it did.
    pub error: Option<&'a Error>,
}

/// Who is told.
#[derive(Clone)]
pub(crate) struct Observer(pub(super) Arc<dyn Fn(&Observation<'_>) + Send + Sync>);

impl Observer {
    pub(super) fn tell(&self, observation: &Observation<'_>) {
        (self.0)(observation);
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}
