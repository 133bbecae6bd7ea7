//! One call of a service: sent, signed, tried again, observed.

use std::time::{Duration, Instant};

use http::HeaderMap;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE};
use tracing::Instrument as _;
use tracing::field::Empty;
use url::Url;

use super::retry::retry_after;
use super::{Connection, Inner, Observation, Wanted};
use crate::auth::Token;
use crate::body::Body;
use crate::catalog::{is_same_service, microversion_headers};
use crate::error::{Answer, Asked, Error, Place, Problem, Result};
use crate::method::Method;
use crate::request::Response;
use crate::transport::{Failure, GZIP, Incoming, Opened, Phase, fixed, insert};

/// Where a call goes.
#[derive(Clone)]
pub(crate) enum Target {
    /// Below a service's endpoint; the path is percent-encoded already.
    Path(String),
    /// A link that the service gave, at the endpoint's origin.
    Link(Url),
}

/// A call to a service, without the token.
pub(crate) struct Call<'a> {
    pub(crate) method: Method,
    pub(crate) service: &'a str,
    /// The resource's name; empty where there is none.
    pub(crate) resource: &'a str,
    /// What is done with it: an operation, or an action's name.
    pub(crate) operation: &'a str,
    pub(crate) target: Target,
    pub(crate) query: &'a [(String, String)],
    pub(crate) headers: &'a [(String, String)],
    pub(crate) body: Option<Body>,
    /// Texts in the body that no error may show, should the service quote them.
    pub(crate) secrets: Vec<&'a str>,
    /// What it wants of its microversion.
    pub(crate) versions: &'a Wanted,
    /// Whether it has the same effect once and twice.
    pub(crate) idempotent: bool,
    /// The words by which a conflict tells that a parent is busy, which passes.
    pub(crate) busy: Option<&'static str>,
}

/// What came of it: as a whole, or as far as its headers.
enum Answered {
    Whole(Incoming),
    Open(Opened),
}

/// What is to be done about what came of an attempt.
enum Verdict {
    /// It is what was asked for.
    Good,
    /// It is not, and will not be.
    Bad,
    /// The token was refused.
    Renew,
    /// Try again after a pause.
    Again(Duration),
}

/// What has been done for a call so far.
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
struct Trail {
    started: Instant,
    attempts: u32,
    asked: Option<Asked>,
    status: Option<u16>,
    request_ids: Vec<String>,
    /// Whether an attempt may have had its effect without an answer that says so.
    unsure: bool,
    /// Whether anybody wants to know of it.
    is_told: bool,
    /// Whether an attempt is under way.
    sending: bool,
    /// Whether the token has just been renewed.
    renewed: bool,
}

impl Connection {
    /// Sends a call, signed, and gives the answer if it is a success.
    pub(crate) async fn send(&self, call: Call<'_>) -> Result<Response> {
        let (answered, asked) = self.perform(&call, true, &mut 0).await?;
        match answered {
            Answered::Whole(incoming) => Ok(Response::new(incoming, asked)),
            Answered::Open(opened) => {
                let incoming = opened.read(self.inner.client.largest_body).await;
                let incoming = incoming.map_err(|failure| Problem::Unreachable { asked: asked.clone(), failure })?;
                Ok(Response::new(incoming, asked))
            }
        }
    }

    /// The same as far as the headers of the answer, after this many attempts, which are counted on.
    pub(super) async fn open(&self, call: &Call<'_>, attempts: &mut u32) -> Result<(Opened, Asked)> {
        let (answered, asked) = self.perform(call, false, attempts).await?;
        let opened = match answered {
            Answered::Open(opened) => opened,
            Answered::Whole(incoming) => incoming.into(),
        };
        Ok((opened, asked))
    }

    async fn perform(&self, call: &Call<'_>, whole: bool, attempts: &mut u32) -> Result<(Answered, Asked)> {
        let mut trail = Trail::new(self.inner.builder.observer.is_some(), *attempts);
        let span = tracing::info_span!(
            "openstack",
            otel.name = format_args!("{} {}.{}", call.service, call.resource, call.operation),
            otel.kind = "client",
            openstack.service = call.service,
            openstack.resource = call.resource,
            openstack.operation = call.operation,
            openstack.request_id = Empty,
            openstack.global_request_id = self.request_id.as_deref(),
            http.request.method = call.method.as_str(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.full = Empty,
            server.address = Empty,
            error.r#type = Empty,
        );
        trail.is_told |= !span.is_disabled();
        let answered = self.attempts(call, whole, &mut trail).instrument(span.clone());
        let result = match self.inner.builder.network.total_timeout {
            None => answered.await,
            Some(limit) => match tokio::time::timeout(limit, answered).await {
                Ok(result) => result,
                Err(_) => Err(trail.late(call, limit)),
            },
        };
        *attempts = trail.attempts;
        let result = result.map_err(|error| trail.leave_open(call, error));
        if trail.is_told {
            trail.tell(self, call, &span, result.as_ref().err());
        }
        let asked = trail.asked.unwrap_or_else(|| Asked::new(call.method, String::new(), Place::default()));
        // It has been done, whether what is answered can be read or not.
        let asked = Asked { attempts: trail.attempts, unsure: call.method.changes(), ..asked };
        Ok((result?, asked))
    }

    async fn attempts(&self, call: &Call<'_>, whole: bool, trail: &mut Trail) -> Result<Answered> {
        let inner = &*self.inner;
        let version = self.microversion(call.service, call.versions).await?;
        let version = version.map(|version| microversion_headers(call.service, version)).unwrap_or_default();
        let mut token = inner.session.token().await?;
        if trail.attempts == 0 {
            inner.budget.earn();
        }
        loop {
            let (url, asked) = inner.locate(call, &token).await?;
            trail.asked = Some(asked);
            trail.sending = true;
            let sent = inner.exchange(call, url, || self.headers(call, whole, &version, &token), whole).await;
            trail.note(&sent);
            match (trail.judge(call, &sent, inner), sent) {
                (Verdict::Good, Ok(answered)) => return Ok(answered),
                (Verdict::Good | Verdict::Bad, sent) => return Err(Box::pin(trail.bad(call, sent, inner)).await),
                (Verdict::Renew, _) => token = Box::pin(inner.session.renew(Some(&token))).await?,
                (Verdict::Again(pause), sent) => {
                    tracing::debug!(attempts = trail.attempts, ?pause, status = trail.status, "trying again");
                    drop(sent);
                    tokio::time::sleep(pause).await;
                    token = inner.session.token().await?;
                }
            }
        }
    }

    /// The headers of an attempt.
    fn headers(
        &self,
        call: &Call<'_>,
        whole: bool,
        version: &[(String, String)],
        token: &Token,
    ) -> Result<HeaderMap, Failure> {
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(ACCEPT, fixed("application/json"));
        headers.insert(ACCEPT_ENCODING, fixed(if whole { GZIP } else { "identity" }));
        if let Some(id) = &self.request_id {
            insert(&mut headers, "x-openstack-request-id", id, false)?;
        }
        for (name, value) in version.iter().chain(call.headers) {
            insert(&mut headers, name, value, false)?;
        }
        if call.body.is_some() && !headers.contains_key(CONTENT_TYPE) {
            headers.insert(CONTENT_TYPE, fixed("application/json"));
        }
        for (name, value) in &token.signature {
            headers.insert(name, value.clone());
        }
        Ok(headers)
    }
}

impl Inner {
    /// Whether it is said of a service that this status passes.
    fn passes(&self, service: &str, status: u16) -> bool {
        self.builder.profile.retries_of(service).status_codes.is_some_and(|codes| codes.contains(&status))
    }

    /// One attempt. What is no success is read as a whole, since it says why.
    async fn exchange(
        &self,
        call: &Call<'_>,
        url: Url,
        headers: impl Fn() -> Result<HeaderMap, Failure>,
        whole: bool,
    ) -> Result<Answered, Failure> {
        let registered = self.builder.profile.registered(|name| is_same_service(name, call.service));
        let _turn = match registered {
            Some(service) => Some(self.pace.turn(service).await),
            None => None,
        };
        let opened = self.client.open(call.method, url, headers, call.body.as_ref()).await?;
        tracing::debug!(
            method = %call.method,
            url = crate::error::shown(&opened.url),
            service = call.service,
            status = opened.reply.status,
            request_id = opened.header("x-openstack-request-id"),
            "answered"
        );
        if !(200..300).contains(&opened.reply.status) {
            Ok(Answered::Whole(opened.read_refusal(self.client.largest_body).await))
        } else if whole {
            opened.read(self.client.largest_body).await.map(Answered::Whole)
        } else {
            Ok(Answered::Open(opened))
        }
    }
}

impl Answered {
    fn status(&self) -> u16 {
        match self {
            Self::Whole(incoming) => incoming.status,
            Self::Open(opened) => opened.reply.status,
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        match self {
            Self::Whole(incoming) => incoming.header(name),
            Self::Open(opened) => opened.header(name),
        }
    }
}

impl Trail {
    fn new(is_told: bool, attempts: u32) -> Self {
        Self {
            is_told,
            started: Instant::now(),
            attempts,
            asked: None,
            status: None,
            request_ids: Vec::new(),
            unsure: false,
            sending: false,
            renewed: false,
        }
    }

    fn note(&mut self, sent: &Result<Answered, Failure>) {
        if !matches!(sent, Err(failure) if failure.phase() == Phase::Invalid) {
            self.attempts += 1;
        }
        self.sending = false;
        self.status = sent.as_ref().ok().map(Answered::status);
        // Whatever else was answered, the token was good for that.
        self.renewed &= self.status == Some(401);
        if let Ok(answered) = sent
            && self.is_told
        {
            let id = answered.header("x-openstack-request-id").or_else(|| answered.header("x-compute-request-id"));
            self.request_ids.extend(id.map(str::to_owned));
        }
    }

    fn judge(&mut self, call: &Call<'_>, sent: &Result<Answered, Failure>, inner: &Inner) -> Verdict {
        let again = |trail: &Self, asked_for| trail.again(call, asked_for, inner, false);
        match sent {
            Ok(answered) => {
                let asked_for = || retry_after(answered.header("retry-after")?, answered.header("date"));
                match answered.status() {
                    200..300 if call.idempotent && is_cut_off(answered) => {
                        self.unsure = true;
                        match again(self, None) {
                            // Whoever reads it says best what is wrong with it.
                            Verdict::Bad => Verdict::Good,
                            verdict => verdict,
                        }
                    }
                    200..300 => Verdict::Good,
                    401 if !self.renewed => {
                        self.renewed = true;
                        Verdict::Renew
                    }
                    // An attempt before this one has done it.
                    404 if self.unsure && call.method == Method::Delete => Verdict::Good,
                    409 if is_busy(call, answered) => {
                        let pause = inner.builder.retry.busy_pause(self.attempts, self.started.elapsed(), asked_for());
                        pause.map_or(Verdict::Bad, Verdict::Again)
                    }
                    429 => again(self, asked_for()),
                    502..=504 if call.idempotent => {
                        self.unsure = true;
                        again(self, asked_for())
                    }
                    500 | 502..=504 if !call.idempotent => {
                        self.unsure = true;
                        Verdict::Bad
                    }
                    // What is refused so has not been done.
                    status @ 400..500 if inner.passes(call.service, status) => again(self, asked_for()),
                    status if call.idempotent && inner.passes(call.service, status) => again(self, asked_for()),
                    _ => Verdict::Bad,
                }
            }
            Err(failure) => match failure.phase() {
                Phase::Invalid => Verdict::Bad,
                Phase::Connect => self.again(call, None, inner, true),
                Phase::Sent | Phase::Answered => {
                    self.unsure = true;
                    if call.idempotent { again(self, None) } else { Verdict::Bad }
                }
            },
        }
    }

    fn again(&self, call: &Call<'_>, asked_for: Option<Duration>, inner: &Inner, unreachable: bool) -> Verdict {
        let can = call.body.as_ref().is_none_or(Body::repeats);
        let retry = inner.builder.retry.of_service(&inner.builder.profile.retries_of(call.service), unreachable);
        let pause = retry.next(self.attempts, asked_for).filter(|_| can);
        pause.filter(|_| inner.budget.spend()).map_or(Verdict::Bad, Verdict::Again)
    }

    /// The error of an attempt that was the last.
    async fn bad(&self, call: &Call<'_>, sent: Result<Answered, Failure>, inner: &Inner) -> Error {
        let asked = self.asked.clone();
        let asked = asked.unwrap_or_else(|| Asked::new(call.method, String::new(), Place::default()));
        let asked = Asked { attempts: self.attempts, unsure: self.unsure && call.method.changes(), ..asked };
        let incoming = match sent {
            Ok(Answered::Whole(incoming)) => incoming,
            Ok(Answered::Open(opened)) => opened.read_refusal(inner.client.largest_body).await,
            Err(failure) => return Problem::Unreachable { asked, failure }.into(),
        };
        Problem::Refused { asked, answer: Answer::of(&incoming, &call.secrets) }.into()
    }

    /// What failed between two attempts, a sign-in for one, says nothing of the attempts before it.
    fn leave_open(&self, call: &Call<'_>, error: Error) -> Error {
        match &self.asked {
            Some(asked) if self.unsure && call.method.changes() && !error.may_have_been_done() => {
                Problem::LeftOpen { asked: asked.clone(), error }.into()
            }
            _ => error,
        }
    }

    fn late(&self, call: &Call<'_>, limit: Duration) -> Error {
        let unsure = (self.unsure || self.sending) && call.method.changes();
        let asked = self.asked.clone().map(|asked| Asked { attempts: self.attempts, unsure, ..asked });
        Problem::TooLate { asked, seconds: limit.as_secs_f64() }.into()
    }

    /// Tells whoever wants to know.
    fn tell(&self, connection: &Connection, call: &Call<'_>, span: &tracing::Span, error: Option<&Error>) {
        let url = self.asked.as_ref().map_or("", |asked| asked.url.as_str());
        if !span.is_disabled() {
            span.record("http.request.resend_count", self.attempts.saturating_sub(1));
            span.record("url.full", url);
            if let Some(status) = self.status {
                span.record("http.response.status_code", status);
            }
            if let Some(id) = self.request_ids.last() {
                span.record("openstack.request_id", id.as_str());
            }
            if let Some(host) = Url::parse(url).ok().as_ref().and_then(Url::host_str) {
                span.record("server.address", host);
            }
            if let Some(error) = error {
                span.record("error.type", tracing::field::debug(error.kind()));
            }
        }
        if let Some(observer) = &connection.inner.builder.observer {
            observer.tell(&Observation {
                service: call.service,
                resource: call.resource,
                operation: call.operation,
                method: call.method,
                url,
                region: self.asked.as_ref().and_then(|asked| asked.place.region.as_deref()),
                status: self.status,
                request_ids: &self.request_ids,
                global_request_id: connection.request_id.as_deref(),
                attempts: self.attempts,
                elapsed: self.started.elapsed(),
                error,
            });
        }
    }
}

/// Whether an answer has lost its end on the way, though the server does not say so.
fn is_cut_off(answered: &Answered) -> bool {
    matches!(answered, Answered::Whole(incoming) if incoming.is_cut_off())
}

/// Whether a conflict is with a parent that is busy.
fn is_busy(call: &Call<'_>, answered: &Answered) -> bool {
    let Answered::Whole(incoming) = answered else { return false };
    let says = |words: &str| incoming.message(&[]).is_some_and(|message| message.contains(words));
    call.busy.is_some_and(says) && call.body.as_ref().is_none_or(Body::repeats)
}
