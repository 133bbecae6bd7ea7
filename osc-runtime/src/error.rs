//! The one error of the crate: opaque, and it answers questions.

use std::error::Error as StdError;
use std::fmt;

use url::{Position, Url};

use crate::auth::Receipt;
use crate::codec::DecodeError;
use crate::method::Method;
use crate::transport::{Failure, Incoming};

/// A result whose error is this crate's.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, of what was asked.
///
/// Its text says what was asked, of which service, in which region, what came back (status, the service's own
/// words and its request id), and what to do where that is known. It never holds a password or a token.
/// Ask it with [`kind`](Self::kind) and the `is_` methods.
#[derive(Clone)]
pub struct Error(Box<Problem>);

/// The kinds of errors, as far as a program might treat them differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No cloud is named, or none of this name is configured.
    NoCloud,
    /// The configuration is incomplete or wrong: `clouds.yaml`, `OS_*`, the arguments of a builder.
    Config,
    /// The catalog has no such service, or none in this region.
    Catalog,
    /// The server could not be reached, or did not answer to the end.
    Connection,
    /// Nobody is signed in: the password is wrong, the token has expired (401).
    Unauthorized,
    /// Not allowed to whoever is signed in (403).
    Forbidden,
    /// There is no such thing (404), or none of this name.
    NotFound,
    /// Something is in the way: a thing of that name, a thing in use (409).
    Conflict,
    /// What was asked for only under a condition was not done, since that does not hold: somebody has changed the thing (412).
    PreconditionFailed,
    /// Several things have this name.
    Ambiguous,
    /// The service refuses what was asked (another status from 400 to 499), or it could not be asked.
    Invalid,
    /// The service failed (500 to 599), or answered something that is no answer.
    Service,
    /// The answer is not what was declared.
    Decode,
    /// What was waited for has failed: its state says so.
    Failed,
    /// What was waited for, or who, did not come in time.
    Timeout,
}

#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("{0}")]
    NoCloud(String),
    #[error("{0}")]
    Config(String),
    #[error("{text}")]
    Missing { setting: &'static str, text: String },
    #[error("{0}")]
    Catalog(String),
    #[error("{0}")]
    Invalid(String),
    #[error("{0}")]
    Version(String),
    #[error("cannot sign in at {url}: {answer}; {hint}")]
    SignIn { url: String, answer: Answer, hint: String, receipt: Option<Receipt>, is_no_token: bool },
    #[error("cannot sign in at {url}: {said}; {hint}")]
    Provider { url: String, status: Option<u16>, said: String, hint: &'static str },
    #[error("{0}")]
    Unattended(String),
    #[error("{asked}: {failure}{}", asked.aftermath())]
    Unreachable { asked: Asked, failure: Failure },
    #[error("{asked}: it may have been done, and what came of it cannot be told: {error}")]
    LeftOpen { asked: Asked, error: Error },
    #[error("{asked}: {answer}{}", asked.aftermath())]
    Refused { asked: Asked, answer: Answer },
    #[error(
        "{}no answer within {seconds} seconds, the time that it was given (`timeout`){}",
        Before(asked),
        aftermath(asked.as_ref())
    )]
    TooLate { asked: Option<Asked>, seconds: f64 },
    #[error("{asked}: cannot read the answer as {what}: {error}{}{}", Request(request_id), asked.aftermath())]
    Decode { asked: Asked, what: String, error: DecodeError, request_id: Option<String> },
    #[error("no {resource} has the name or id `{name}`{place}")]
    NoneFound { resource: &'static str, name: String, place: Place },
    #[error(
        "{} {resource}s have the name `{name}`{place}: {}; use the id of the one you mean",
        ids.len(), ids.join(", ")
    )]
    Ambiguous { resource: &'static str, name: String, ids: Vec<String>, place: Place },
    #[error("{asked}: {link} is not at {origin}, where the service is; the token is not sent there")]
    ForeignLink { asked: Asked, link: String, origin: String },
    #[error("the {resource} `{which}` has failed, its state is `{state}`{}{place}", Behind(fault))]
    Failed { resource: &'static str, which: String, state: String, fault: Option<String>, place: Place },
    #[error("the {resource} `{which}` is still `{state}` after {seconds} seconds, and was to be `{goal}`{place}")]
    Late { resource: &'static str, which: String, state: String, goal: String, seconds: u64, place: Place },
    #[error("{asked}: {problem}{}{}", Request(request_id), asked.aftermath())]
    NoAnswer { asked: Asked, problem: String, request_id: Option<String> },
}

/// What was asked, and of whom.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    /// Without the query, which may be long.
    pub(crate) url: String,
    pub(crate) place: Place,
    /// How often it was sent.
    pub(crate) attempts: u32,
    /// Whether it may have been done, though nothing says so.
    pub(crate) unsure: bool,
}

impl Asked {
    pub(crate) fn new(method: Method, url: String, place: Place) -> Self {
        Self { method, url, place, attempts: 1, unsure: false }
    }

    /// What else is to be said of what went wrong.
    fn aftermath(&self) -> String {
        let tried = if self.attempts > 1 { format!("; tried {} times", self.attempts) } else { String::new() };
        let unsure = if self.unsure { "; it may have been done all the same" } else { "" };
        format!("{tried}{unsure}")
    }
}

fn aftermath(asked: Option<&Asked>) -> String {
    asked.map(Asked::aftermath).unwrap_or_default()
}

/// What was asked, before what is said of it.
struct Before<'a>(&'a Option<Asked>);

impl fmt::Display for Before<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |asked| write!(f, "{asked}: "))
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.method, self.url, self.place)
    }
}

/// An address that a user has given, and that may have a password in it.
#[derive(Clone)]
pub(crate) struct Address(pub(crate) String);

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Url::parse(&self.0).map_or_else(|_| "<no address>".into(), |url| shown(&url)))
    }
}

/// An address as it may be shown: without user, password, query and fragment, any of which may hold a secret.
pub(crate) fn shown(url: &Url) -> String {
    if url.username().is_empty() && url.password().is_none() {
        return url[..Position::AfterPath].to_owned();
    }
    let mut url = url.clone();
    // These fail for an address without a host, which has neither.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_query(None);
    url.set_fragment(None);
    url.into()
}

/// A service in a region.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    pub(crate) service: String,
    pub(crate) region: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.service.as_str(), &self.region) {
            ("", _) => Ok(()),
            (service, None) => write!(f, " ({service})"),
            (service, Some(region)) => write!(f, " ({service} in {region})"),
        }
    }
}

/// A status that is no success, with what the service said about it.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
}

impl Answer {
    /// What an answer says, `secrets` of the request hidden.
    pub(crate) fn of(incoming: &Incoming, secrets: &[&str]) -> Self {
        let request_id = incoming.request_id().map(str::to_owned);
        Self { status: incoming.status(), message: incoming.message(secrets), request_id }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        if let Some(reason) = reason(self.status) {
            write!(f, " {reason}")?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        Request(&self.request_id).fmt(f)
    }
}

/// A service's own words, behind what is said of it.
struct Behind<'a>(&'a Option<String>);

impl fmt::Display for Behind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |words| write!(f, ": {words}"))
    }
}

/// The id of a request, behind what is said of it.
struct Request<'a>(&'a Option<String>);

impl fmt::Display for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |id| write!(f, " (request {id})"))
    }
}

/// The reason phrases of RFC 9110 and RFC 6585 that OpenStack's services use.
pub(crate) fn reason(status: u16) -> Option<&'static str> {
    Some(match status {
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        409 => "Conflict",
        410 => "Gone",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => return None,
    })
}

impl Error {
    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &*self.0 {
            Problem::NoCloud(_) => ErrorKind::NoCloud,
            Problem::Config(_) | Problem::Missing { .. } => ErrorKind::Config,
            Problem::Catalog(_) => ErrorKind::Catalog,
            Problem::Invalid(_) | Problem::Version(_) => ErrorKind::Invalid,
            Problem::Unreachable { .. } => ErrorKind::Connection,
            Problem::SignIn { is_no_token: true, .. } => ErrorKind::Unauthorized,
            Problem::SignIn { answer, .. } | Problem::Refused { answer, .. } => kind_of(answer.status),
            Problem::LeftOpen { error, .. } => error.kind(),
            // An identity provider's refusals are of whoever signs in, whatever status it has for them.
            Problem::Provider { status, .. } if status.is_some_and(|status| status >= 500) => ErrorKind::Service,
            Problem::Provider { .. } => ErrorKind::Unauthorized,
            Problem::Decode { .. } => ErrorKind::Decode,
            Problem::NoneFound { .. } => ErrorKind::NotFound,
            Problem::Ambiguous { .. } => ErrorKind::Ambiguous,
            Problem::Failed { .. } => ErrorKind::Failed,
            Problem::Late { .. } | Problem::TooLate { .. } | Problem::Unattended(_) => ErrorKind::Timeout,
            Problem::ForeignLink { .. } | Problem::NoAnswer { .. } => ErrorKind::Service,
        }
    }

    /// The HTTP status that the service answered, where it answered one that is no success.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match &*self.0 {
            Problem::SignIn { answer, .. } | Problem::Refused { answer, .. } => Some(answer.status),
            Problem::LeftOpen { error, .. } => error.status(),
            Problem::Provider { status, .. } => *status,
            _ => None,
        }
    }

    /// What the service itself said about it.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match &*self.0 {
            Problem::SignIn { answer, .. } | Problem::Refused { answer, .. } => answer.message.as_deref(),
            Problem::LeftOpen { error, .. } => error.message(),
            Problem::Failed { fault, .. } => fault.as_deref(),
            _ => None,
        }
    }

    /// The service's id of the request (`req-…`), which its operators find in their logs.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match &*self.0 {
            Problem::SignIn { answer, .. } | Problem::Refused { answer, .. } => answer.request_id.as_deref(),
            Problem::LeftOpen { error, .. } => error.request_id(),
            Problem::Decode { request_id, .. } | Problem::NoAnswer { request_id, .. } => request_id.as_deref(),
            _ => None,
        }
    }

    /// Whether the service may have done what was asked, though nothing says so: the connection broke after a creation was
    /// sent, and before its answer came, or what came cannot be read. Look before it is sent again. Of what changes nothing it is
    /// never true.
    #[must_use]
    pub fn may_have_been_done(&self) -> bool {
        match &*self.0 {
            Problem::Unreachable { asked, .. }
            | Problem::Refused { asked, .. }
            | Problem::Decode { asked, .. }
            | Problem::NoAnswer { asked, .. } => asked.unsure,
            Problem::TooLate { asked, .. } => asked.as_ref().is_some_and(|asked| asked.unsure),
            Problem::LeftOpen { .. } => true,
            _ => false,
        }
    }

    /// What Keystone gives where a method was right and is not enough: with it, the others may follow.
    #[must_use]
    pub fn receipt(&self) -> Option<&Receipt> {
        match &*self.0 {
            Problem::SignIn { receipt, .. } => receipt.as_ref(),
            Problem::LeftOpen { error, .. } => error.receipt(),
            _ => None,
        }
    }

    /// The setting without which there is no signing in, by its name in `clouds.yaml`: `password`. A program that has somebody
    /// to ask can ask for it.
    #[must_use]
    pub fn missing_setting(&self) -> Option<&'static str> {
        match &*self.0 {
            Problem::Missing { setting, .. } => Some(setting),
            _ => None,
        }
    }

    /// Whether there is no such thing.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.kind() == ErrorKind::NotFound
    }

    /// Whether something is in the way: a thing of that name, a thing in use.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.kind() == ErrorKind::Conflict
    }

    /// Whether something was to be done only under a condition, and was not, since that does not hold: somebody has changed the
    /// thing meanwhile.
    #[must_use]
    pub fn is_precondition_failed(&self) -> bool {
        self.kind() == ErrorKind::PreconditionFailed
    }

    /// Whether several things have the name.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.kind() == ErrorKind::Ambiguous
    }

    /// Whether nobody is signed in: the password is wrong, or the token has expired.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.kind() == ErrorKind::Unauthorized
    }
}

fn kind_of(status: u16) -> ErrorKind {
    match status {
        401 => ErrorKind::Unauthorized,
        403 => ErrorKind::Forbidden,
        404 => ErrorKind::NotFound,
        409 => ErrorKind::Conflict,
        412 => ErrorKind::PreconditionFailed,
        400..=499 => ErrorKind::Invalid,
        _ => ErrorKind::Service,
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Error {
    /// As it is displayed, since this is what a panic of `unwrap` shows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}
