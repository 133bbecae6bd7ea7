//! What goes over the wire, for whoever wants to see it: `--debug`, `--timing`, `--dry-run`.
//!
//! All three are one [`Transport`] around the network's. It sees every request as it is sent, sign-ins, retries and redirects
//! too, and knows nothing of resources. `curl` writes requests and answers as python-openstackclient does, `hide` takes
//! the secrets out of them, `body` waits for the end of an answer.

mod body;
mod curl;
mod hide;

use std::collections::HashMap;
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::{Arg, ArgAction, ArgMatches};
use osc_runtime::schema::Schema;
use osc_runtime::transport::http::HeaderValue;
use osc_runtime::transport::http::header::{ACCEPT_ENCODING, LOCATION};
use osc_runtime::transport::url::{Position, Url};
use osc_runtime::transport::{Failure, Outgoing, Payload, Purpose, Reply, Sending, Transport};
use osc_runtime::{ConnectionBuilder, Method, Value};

use crate::output::Output;
use crate::prose::harmless;
use body::Followed;
use hide::{Exchange, Secrets};

/// The option by which nothing is changed.
pub(crate) const DRY_RUN: &str = "dry-run";

/// The options, as arguments.
pub(crate) fn arguments() -> impl Iterator<Item = Arg> {
    let switch = |name| Arg::new(name).long(name).action(ArgAction::SetTrue);
    [
        switch("debug").help("Show each request and its answer on the standard error, without secrets"),
        switch("timing").help("Print how long each request took"),
        switch(DRY_RUN).help("Print the requests that would change something, and do not send them"),
    ]
    .into_iter()
}

/// What is wanted of the wire, and what was seen there.
#[derive(Clone, Debug)]
pub(crate) struct Wire(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    is_shown: bool,
    is_timed: bool,
    is_rehearsal: bool,
    secrets: Secrets,
    /// What each request was, and how long it took.
    times: Mutex<Vec<(String, Duration)>>,
    /// Whether a request was kept back.
    has_withheld: AtomicBool,
    /// Which requests are expected to come, and why: they repeat one that came to nothing, or follow a redirect.
    expected: Mutex<HashMap<(Method, String), String>>,
}

impl Wire {
    /// What the command line says. Of `resources`, it is known what else is secret.
    pub(crate) fn new(matches: &ArgMatches, resources: &[&'static Schema]) -> Self {
        let (is_shown, is_rehearsal) = (matches.get_flag("debug"), matches.get_flag(DRY_RUN));
        Self(Arc::new(Inner {
            is_shown,
            is_timed: matches.get_flag("timing"),
            is_rehearsal,
            secrets: if is_shown || is_rehearsal { Secrets::of(resources) } else { Secrets::default() },
            times: Mutex::default(),
            has_withheld: AtomicBool::new(false),
            expected: Mutex::default(),
        }))
    }

    /// Puts itself around the transport of a connection, where anything is wanted of it.
    pub(crate) fn around(&self, builder: ConnectionBuilder) -> ConnectionBuilder {
        if !(self.0.is_shown || self.0.is_timed || self.0.is_rehearsal) {
            return builder;
        }
        builder.wrap_transport(|inner| Tap { inner, wire: self.clone() })
    }

    /// Whether nothing is to be changed.
    pub(crate) fn is_rehearsal(&self) -> bool {
        self.0.is_rehearsal
    }

    /// Whether something was not changed for that, so that what seems to have come of it has not.
    pub(crate) fn has_withheld(&self) -> bool {
        self.0.has_withheld.load(Ordering::Relaxed)
    }

    /// How long the requests took, where that is wanted.
    pub(crate) fn timing(&self) -> Option<Output> {
        let times = self.0.times.lock().unwrap_or_else(PoisonError::into_inner);
        let total = ("Total".to_owned(), times.iter().map(|(_, time)| *time).sum());
        let rows = times.iter().chain([&total]);
        let cells = rows.flat_map(|(request, time)| [request.as_str().into(), seconds(*time)]);
        self.0.is_timed.then(|| Output::list(vec!["URL".into(), "Seconds".into()], cells.collect()))
    }

    fn time(&self, request: String, time: Duration) {
        if self.0.is_timed {
            self.0.times.lock().unwrap_or_else(PoisonError::into_inner).push((request, time));
        }
    }

    /// Shows a line on the standard error.
    fn show(&self, line: &str) {
        if self.0.is_shown {
            // Nobody is left to be told where the terminal is gone.
            let _ = writeln!(io::stderr(), "{}", harmless(line));
        }
    }

    /// Prints a request that is not sent.
    fn withhold(&self, request: &Outgoing, exchange: &mut Exchange<'_>) {
        self.0.has_withheld.store(true, Ordering::Relaxed);
        let mut text = format!("{} {}\n", request.method, exchange.address(&request.url));
        if let Some(body) = exchange.sent(&request.body) {
            text.push_str(&serde_json::from_str::<Value>(&body).map_or(body, |body| format!("{body:#}")));
            text.push('\n');
        }
        let _ = io::stdout().write_all(text.as_bytes());
    }

    fn expect(&self, method: Method, address: String, why: String) {
        self.0.expected.lock().unwrap_or_else(PoisonError::into_inner).insert((method, address), why);
    }

    /// Shows a request, and why it is sent where another one is the reason.
    fn show_request(&self, request: &Outgoing, exchange: &mut Exchange<'_>) {
        let known = (request.method, request.url.to_string());
        if let Some(why) = self.0.expected.lock().unwrap_or_else(PoisonError::into_inner).remove(&known) {
            self.show(&why);
        }
        self.show(&curl::request(request, exchange));
    }

    fn show_reply(&self, asked: &Asked, reply: &Reply, exchange: &Exchange<'_>) {
        self.show(&curl::reply(reply, exchange));
        let location = reply.headers.get(LOCATION).and_then(|location| location.to_str().ok());
        let target = location.filter(|_| (300..400).contains(&reply.status)).and_then(|it| asked.url.join(it).ok());
        match (reply.status, target) {
            (_, Some(target)) => {
                let why = format!("REDIRECT: from {}", exchange.address(&asked.url));
                self.expect(asked.method, target.into(), why);
            }
            (status @ (401 | 429 | 502..=504), None) => {
                self.expect(asked.method, asked.url.to_string(), format!("RETRY: after the status {status}"));
            }
            _ => {}
        }
    }
}

/// Seconds with as many digits as there are in a microsecond.
fn seconds(time: Duration) -> Value {
    Duration::from_micros(u64::try_from(time.as_micros()).unwrap_or(u64::MAX)).as_secs_f64().into()
}

/// What was asked, after it has been sent.
struct Asked {
    method: Method,
    url: Url,
    started: Instant,
}

impl Asked {
    fn label(&self) -> String {
        format!("{} {}", self.method, &self.url[..Position::AfterPath])
    }
}

/// A transport that is looked at.
#[derive(Debug)]
struct Tap {
    inner: Arc<dyn Transport>,
    wire: Wire,
}

impl Transport for Tap {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        Box::pin(self.exchange(request))
    }
}

impl Tap {
    async fn exchange(&self, mut request: Outgoing) -> Result<Reply, Failure> {
        let wire = &self.wire;
        let mut exchange = wire.0.secrets.exchange(&request);
        let only_reads = matches!(request.method, Method::Get | Method::Head);
        if wire.is_rehearsal() && request.purpose == Purpose::Call && !only_reads {
            wire.withhold(&request, &mut exchange);
            return Ok(Reply::new(204));
        }
        if wire.0.is_shown {
            // Nobody reads what is packed.
            request.headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
            wire.show_request(&request, &mut exchange);
        }
        let asked = Asked { method: request.method, url: request.url.clone(), started: Instant::now() };
        match self.inner.send(request).await {
            Ok(mut reply) => {
                wire.show_reply(&asked, &reply, &exchange);
                let told = exchange.into_told(&reply);
                let body = std::mem::replace(&mut reply.body, Payload::empty());
                reply.body = Payload::stream(Followed::new(body, asked, told, wire.clone()));
                Ok(reply)
            }
            Err(failure) => {
                wire.show(&format!("FAILED: {failure}"));
                wire.expect(asked.method, asked.url.to_string(), "RETRY: after no answer".into());
                wire.time(asked.label(), asked.started.elapsed());
                Err(failure)
            }
        }
    }
}
