//! Doing to a request what is planned for it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::plan::{Dice, Meets, Plan, hash};
use super::{Fault, Faults, Injected};
use crate::answer::{Answer, Dialect};
use crate::cloud::{Inner, Received};
use crate::identity;
use crate::server::Site as _;

/// How many requests a token is good for before it is revoked: by then, whoever was told of the last one that ended has this one.
const USES: u32 = 1000;

/// What is injected into the cloud's requests, if anything.
#[derive(Default)]
pub(crate) struct Injector {
    active: Mutex<Option<Active>>,
    injected: Mutex<Vec<Injected>>,
}

struct Active {
    plan: Plan,
    /// How many requests each token has been good for, by its hash.
    uses: HashMap<u64, u32>,
}

/// What happens to an answer on its way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Damage {
    pub(super) fault: Fault,
    pub(super) dice: Dice,
}

impl Injector {
    pub(crate) fn inject(&self, faults: Faults) {
        held(&self.injected).clear();
        *held(&self.active) = Some(Active { plan: Plan::new(faults), uses: HashMap::new() });
    }

    pub(crate) fn heal(&self) {
        *held(&self.active) = None;
    }

    pub(crate) fn injected(&self) -> Vec<Injected> {
        held(&self.injected).clone()
    }

    /// Answers a request for `cloud`, for better or worse.
    pub(crate) fn answer(&self, cloud: &Inner, received: &Received) -> (Answer, Option<Damage>) {
        // What a token is worth must not change between the draw and the answer.
        let mut active = held(&self.active);
        let Some(Active { plan, uses }) = &mut *active else {
            drop(active);
            return (cloud.handle(received), None);
        };
        let is_anonymous = received.token.is_none() && received.header("authorization").is_none();
        let meets = if is_anonymous || received.method == "POST" && identity::is_tokens(&received.path) {
            Meets::NoRefusal
        } else if cloud.is_signed_in(received) {
            Meets::All
        } else {
            Meets::Refusal
        };
        let token = received.token.as_deref().map(|token| hash([token.as_bytes()]));
        let used = token.map_or(0, |token| {
            let used = uses.entry(token).or_default();
            *used += u32::from(meets == Meets::All);
            *used
        });
        let Some((fault, before, dice)) = plan.draw(identify(received), meets) else {
            return (cloud.handle(received), None);
        };
        let answer = if fault.is_done() {
            cloud.handle(received)
        } else {
            cloud.record(received);
            if fault == Fault::Unauthorized && used >= USES {
                cloud.revoke(received);
            }
            instead(fault, dice, cloud, received, plan.elsewhere())
        };
        // What has no body cannot lose a part of it.
        let is_empty = answer.body.is_empty() || received.method == "HEAD";
        let is_cut = matches!(fault, Fault::Truncated | Fault::LengthTooLarge | Fault::LengthTooSmall);
        let fault = if is_cut && is_empty { Fault::ResetAfter } else { fault };
        let (method, path) = (&received.method, &received.path);
        let query = received.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
        held(&self.injected).push(Injected {
            request: format!("{method} {path}{query}"),
            request_id: received.header(REQUEST_ID).map(str::to_owned),
            before,
            fault,
        });
        let answer = if fault == Fault::GatewayTimeout { gateway(504, "Gateway Time-out") } else { answer };
        (answer, Some(Damage { fault, dice }))
    }
}

/// The header in which a client tells what a request is for.
const REQUEST_ID: &str = "x-openstack-request-id";

/// What tells a request from others.
fn identify(received: &Received) -> u64 {
    let optional = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let id = optional(received.header(REQUEST_ID));
    let query = optional(received.query.as_deref());
    let texts = [&received.method, &received.path, &query, &id].map(String::as_bytes);
    hash(texts.into_iter().chain([received.body.as_slice()]))
}

/// The answer to a request of which nothing is done.
fn instead(fault: Fault, dice: Dice, cloud: &Inner, received: &Received, elsewhere: &str) -> Answer {
    let service = received.path.split('/').nth(1).unwrap_or_default();
    let busy =
        |status, title, message| retry_after(Dialect::of(service).refuse(status, title, message), dice, cloud.now());
    let moved = |origin: &str| {
        let query = received.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
        let status = dice.among("status", &[307, 308]).copied().unwrap_or(307);
        Answer::new(status).header("location", format!("{origin}{}{query}", received.path))
    };
    match fault {
        Fault::Unauthorized => cloud.unauthorized(),
        Fault::TooManyRequests => busy(429, "TooManyRequests", "This request was rate-limited."),
        Fault::Unavailable => busy(503, "ServiceUnavailable", "The service is currently unable to handle the request."),
        Fault::Redirect => moved(""),
        Fault::RedirectElsewhere => moved(elsewhere),
        _ => gateway(502, "Bad Gateway"),
    }
}

/// What a proxy says of a service behind it.
fn gateway(status: u16, title: &str) -> Answer {
    let page = format!("<html><body><h1>{status} {title}</h1></body></html>");
    Answer::new(status).header("content-type", "text/html").body(page)
}

/// Tells when to come back, in one of the ways to do so, or not at all.
fn retry_after(answer: Answer, dice: Dice, now: SystemTime) -> Answer {
    let date = || {
        let at = now.checked_add(Duration::from_secs(1)).unwrap_or(now);
        let at = jiff::Timestamp::try_from(at).unwrap_or_default();
        at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
    };
    match dice.below("retry-after", 4) {
        0 => answer.header("retry-after", "0"),
        1 => answer.header("retry-after", "1"),
        2 => answer.header("retry-after", date()),
        _ => answer,
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
