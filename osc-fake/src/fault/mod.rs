//! What goes wrong with requests on purpose: connections that break, answers that are cut off, services that are busy.
//!
//! What is done to a request follows from a seed and from the request alone, never from when it comes: `plan` draws it,
//! `injector` does it, `body` is an answer on its way that does not arrive as it was.

mod body;
mod injector;
mod plan;

pub(crate) use body::{Body, Broken, reset};
pub(crate) use injector::{Damage, Injector};

/// Faults to inject, for [`CloudBuilder::faults`](crate::CloudBuilder::faults) and [`Cloud::inject`](crate::Cloud::inject).
///
/// Whether a request meets a fault, and which, is drawn from the seed, its method, path, query and body, the id in its
/// `X-OpenStack-Request-Id`, and how often this very request has come before. So the same seed does the same to the same
/// requests, in whatever order they arrive; requests that are to be told apart although they ask for the same get an id
/// each, by `Connection::for_request`. A request is not refused (401) twice in a row, nor behind a redirect, and one whose token has ended meets that alone.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::time::Duration;
///
/// use osc_fake::{Cloud, Fault, Faults};
/// use osc_runtime::{Resource, Retry};
///
/// /// A gadget.
/// #[derive(Debug, Clone, Default, Resource)]
/// #[resource(base_path = "/gadgets", service = "gadgets")]
/// pub struct Gadget {
///     pub id: String,
/// }
///
/// let faults = Faults::seeded(42).rate(0.5).kinds([Fault::ResetAfter, Fault::Unavailable]);
/// let cloud = Cloud::builder().resources([Gadget::SCHEMA]).faults(faults).start().await?;
/// let retry = Retry::new().attempts(20).pauses(Duration::from_millis(1), Duration::from_millis(10));
/// let conn = cloud.connection().retry(retry).connect().await?;
/// for number in 0..20 {
///     Gadget::list(&conn.for_request(format!("req-{number}"))).await?;
/// }
/// assert!(!cloud.injected().is_empty());
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Faults {
    seed: u64,
    rate: f64,
    kinds: Vec<Fault>,
    elsewhere: String,
}

impl Faults {
    /// Faults of all kinds that follow from this seed; every fifth request meets one.
    pub fn seeded(seed: u64) -> Self {
        Self { seed, rate: 0.2, kinds: Fault::ALL.to_vec(), elsewhere: "https://elsewhere.invalid".to_owned() }
    }

    /// The share of requests that meet a fault, from 0 to 1.
    pub fn rate(mut self, rate: f64) -> Self {
        self.rate = rate;
        self
    }

    /// Faults of these kinds alone.
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Fault>) -> Self {
        self.kinds = kinds.into_iter().collect();
        self
    }

    /// The origin that [`Fault::RedirectElsewhere`] leads to: `http://127.0.0.1:8080`. Unless said, one that nobody can have.
    pub fn elsewhere(mut self, origin: impl Into<String>) -> Self {
        self.elsewhere = origin.into();
        self
    }
}

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Fault {
    /// The connection is reset, and nothing done.
    ResetBefore,
    /// What is asked is done, and the connection reset instead of an answer.
    ResetAfter,
    /// What is asked is done; the answer ends in the middle, and with it the connection.
    Truncated,
    /// What is asked is done; the answer has fewer bytes than its `Content-Length` says.
    LengthTooLarge,
    /// What is asked is done; the answer's `Content-Length` is too small, and what is beyond it is lost.
    LengthTooSmall,
    /// 429, with a `Retry-After` of up to a second, as seconds or as a date, or without one. Nothing is done.
    TooManyRequests,
    /// 502. Nothing is done.
    BadGateway,
    /// 503, with a `Retry-After` of up to a second, as seconds or as a date, or without one. Nothing is done.
    Unavailable,
    /// 504. What is asked is done.
    GatewayTimeout,
    /// 401, although the token is good, and nothing done. Where it has been good for 1000 requests, it is revoked with that, for
    /// whoever has it. A sign-in does not meet this.
    Unauthorized,
    /// The answer comes late, and in small pieces.
    Slow,
    /// A redirect, 307 or 308, to the same address.
    Redirect,
    /// A redirect, 307 or 308, to [another origin](Faults::elsewhere). A sign-in does not meet this.
    RedirectElsewhere,
}

impl Fault {
    /// All kinds.
    pub const ALL: &'static [Self] = &[
        Self::ResetBefore,
        Self::ResetAfter,
        Self::Truncated,
        Self::LengthTooLarge,
        Self::LengthTooSmall,
        Self::TooManyRequests,
        Self::BadGateway,
        Self::Unavailable,
        Self::GatewayTimeout,
        Self::Unauthorized,
        Self::Slow,
        Self::Redirect,
        Self::RedirectElsewhere,
    ];

    /// Whether the cloud does what it is asked to all the same.
    #[must_use]
    pub fn is_done(self) -> bool {
        match self {
            Self::ResetAfter
            | Self::Truncated
            | Self::LengthTooLarge
            | Self::LengthTooSmall
            | Self::GatewayTimeout
            | Self::Slow => true,
            Self::ResetBefore
            | Self::TooManyRequests
            | Self::BadGateway
            | Self::Unavailable
            | Self::Unauthorized
            | Self::Redirect
            | Self::RedirectElsewhere => false,
        }
    }
}

/// A fault that a request has met, from [`Cloud::injected`](crate::Cloud::injected). They can be sorted, to be compared with those of
/// another run.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Injected {
    /// The request's method and address, without the origin: `GET /network/v2.0/networks?limit=2`.
    pub request: String,
    /// The id that it was sent with, if any.
    pub request_id: Option<String>,
    /// How often it had come before.
    pub before: u32,
    /// The fault.
    pub fault: Fault,
}
