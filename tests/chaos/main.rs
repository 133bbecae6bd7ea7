//! Thousands of calls at once, of a cloud on which every fifth request goes wrong: what may be repeated ends well, what may not
//! is never done twice, and whoever is told that something was not done can rely on that.

mod mix;
mod wire;

use std::collections::{BTreeSet, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::StreamExt as _;
use mix::{Call, Left};
use osc_fake::{Cloud, Fault, Faults, Injected};
use osc_runtime::{Connection, Error, Retry};
use tokio::net::TcpListener;

/// How many calls there are at once.
const CONCURRENCY: usize = 64;
/// More than all calls take on the slowest machine; whatever is not done then hangs.
const LIMIT: Duration = Duration::from_secs(240);

const SIGN_IN: &str = "POST /identity/v3/auth/tokens";

/// What came of the calls.
struct Outcome {
    cloud: Cloud,
    /// By the numbers of the calls.
    results: Vec<Result<(), Error>>,
    injected: Vec<Injected>,
    sign_ins: usize,
    /// How many connections there have been to where nothing is to be sent.
    strayed: usize,
}

/// Makes so many calls, while a request meets a fault as `faults` says. Once in every `revoked` of them, all tokens end.
async fn run(calls: usize, faults: Faults, revoked: Option<usize>) -> Outcome {
    let (elsewhere, strayed) = elsewhere().await;
    let cloud = mix::cloud(calls).faults(faults.elsewhere(elsewhere)).start().await.unwrap();
    let retry = Retry::new().attempts(12).pauses(Duration::from_millis(1), Duration::from_millis(20));
    let conn = cloud.connection().retry(retry).connect().await.unwrap();
    let pending = Arc::new(Mutex::new(BTreeSet::new()));
    let mut results: Vec<_> = (0..calls).map(|_| None).collect();
    let all = async {
        let size = revoked.unwrap_or(calls);
        // A call that is refused is sent once more: no call may be under way at the ends of two tokens.
        for first in (0..calls).step_by(size) {
            let numbers = first..calls.min(first + size);
            let started = futures_util::stream::iter(numbers).map(|number| start(&conn, number, &pending));
            let mut ended = started.buffer_unordered(CONCURRENCY);
            let mut count = 0;
            while let Some((number, result)) = ended.next().await {
                results[number] = Some(result);
                count += 1;
                if revoked.is_some() && count == size / 2 {
                    cloud.revoke_tokens().unwrap();
                }
            }
        }
    };
    let in_time = tokio::time::timeout(LIMIT, all).await;
    assert!(in_time.is_ok(), "these are still pending: {:?}", pending.lock().unwrap());
    let injected = cloud.injected();
    let sign_ins = cloud.sign_ins();
    cloud.heal();
    let results = results.into_iter().map(Option::unwrap).collect();
    Outcome { cloud, results, injected, sign_ins, strayed: strayed.load(Ordering::Relaxed) }
}

/// Makes a call in a task of its own.
async fn start(
    conn: &Connection,
    number: usize,
    pending: &Mutex<BTreeSet<(usize, Call)>>,
) -> (usize, Result<(), Error>) {
    let call = Call::of(number);
    let conn = conn.for_request(request_id(number));
    pending.lock().unwrap().insert((number, call));
    let result = tokio::spawn(async move { call.make(number, &conn).await }).await.unwrap();
    pending.lock().unwrap().remove(&(number, call));
    (number, result)
}

fn request_id(number: usize) -> String {
    format!("req-{number}")
}

/// Another origin, and how many connections there have been to it.
async fn elsewhere() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    });
    (origin, count)
}

impl Outcome {
    /// What is promised of every run.
    async fn keeps_its_promises(&self) {
        let met = |meant: fn(Fault) -> bool| -> HashSet<&str> {
            let met = self.injected.iter().filter(|injected| meant(injected.fault));
            met.filter_map(|injected| injected.request_id.as_deref()).collect()
        };
        let led_elsewhere = met(|fault| fault == Fault::RedirectElsewhere);
        let left_open = met(leaves_open);
        let left = Left::behind(&self.cloud.connect().await.unwrap()).await.unwrap();
        for (number, result) in self.results.iter().enumerate() {
            let call = Call::of(number);
            let request_id = request_id(number);
            let is_led_elsewhere = led_elsewhere.contains(request_id.as_str());
            if is_led_elsewhere {
                let error = result.as_ref().unwrap_err();
                assert!(error.to_string().contains("another origin"), "{number} {call:?}: {error}");
            } else if call.is_idempotent() {
                assert!(result.is_ok(), "{number} {call:?}: {result:?}");
            }
            let done = left.done(call, number);
            if let Err(error) = result {
                let may_have_been_done = done.is_some() && left_open.contains(request_id.as_str());
                assert_eq!(error.may_have_been_done(), may_have_been_done, "{number} {call:?}: {error}");
            }
            match (done, result) {
                (Some(0), Err(_)) | (Some(1), Ok(())) | (None, _) => {}
                (Some(1), Err(error)) => assert!(error.may_have_been_done(), "{number} {call:?} was done: {error}"),
                (Some(times), result) => panic!("{number} {call:?} was done {times} times: {result:?}"),
            }
        }
        assert_eq!(self.strayed, 0);
    }

    /// How many sign-ins have met a fault.
    fn faulty_sign_ins(&self) -> usize {
        self.injected.iter().filter(|injected| injected.request.starts_with(SIGN_IN)).count()
    }

    /// How many times a token was refused.
    fn refused(&self) -> usize {
        self.injected.iter().filter(|injected| injected.fault == Fault::Unauthorized).count()
    }

    /// The faults of the calls, in an order that does not depend on when they came. Sign-ins belong to no call.
    fn faults(&self) -> Vec<Injected> {
        let mut faults: Vec<_> =
            self.injected.iter().filter(|injected| injected.request_id.is_some()).cloned().collect();
        faults.sort_unstable();
        faults
    }
}

/// Whether a client that meets a fault cannot know what was done.
fn leaves_open(fault: Fault) -> bool {
    match fault {
        Fault::ResetBefore | Fault::BadGateway | Fault::Unavailable => true,
        Fault::Slow => false,
        fault => fault.is_done(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_calls_keep_what_is_promised_of_them_whatever_goes_wrong() {
    let outcome = run(10_000, Faults::seeded(1).rate(0.2), None).await;
    outcome.keeps_its_promises().await;
    for kind in Fault::ALL {
        assert!(outcome.injected.iter().any(|injected| injected.fault == *kind), "{kind:?}");
    }
    let most = 1 + outcome.refused() + outcome.faulty_sign_ins();
    assert!(outcome.sign_ins <= most, "{} sign-ins, {most} at the most", outcome.sign_ins);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_seed_does_the_same_to_the_same_calls() {
    for seed in [2, 3, 4] {
        let faults = Faults::seeded(seed).rate(0.2);
        let once = run(700, faults.clone(), None).await;
        let again = run(700, faults, None).await;
        for outcome in [&once, &again] {
            outcome.keeps_its_promises().await;
        }
        assert_eq!(once.faults(), again.faults(), "seed {seed}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_ends_under_all_calls_is_renewed_by_one_of_them() {
    const REVOKED: usize = 200;
    let kinds = Fault::ALL.iter().copied().filter(|kind| *kind != Fault::Unauthorized);
    let faults = Faults::seeded(5).rate(0.2).kinds(kinds);
    let outcome = run(2000, faults, Some(REVOKED)).await;
    outcome.keeps_its_promises().await;
    let most = 1 + 2000 / REVOKED + outcome.faulty_sign_ins();
    assert!(outcome.sign_ins <= most, "{} sign-ins, {most} at the most", outcome.sign_ins);
}

#[tokio::test]
async fn each_fault_does_what_is_said_of_it_and_a_client_tells_no_lie_about_that() {
    for kind in Fault::ALL.iter().copied() {
        let cloud = mix::cloud(0).start().await.unwrap();
        let conn = cloud.connection().retry(Retry::never()).connect().await.unwrap();
        cloud.inject(Faults::seeded(6).rate(1.0).kinds([kind]));
        let result = Call::CreateGadget.make(1, &conn).await;
        assert_eq!(cloud.injected().first().map(|injected| injected.fault), Some(kind));
        cloud.heal();
        let left = Left::behind(&conn).await.unwrap();
        // Who is refused signs in and asks again, which is not refused twice.
        let done = kind.is_done() || kind == Fault::Unauthorized;
        assert_eq!(left.done(Call::CreateGadget, 1), Some(usize::from(done)), "{kind:?}");
        if let Err(error) = result {
            assert!(!done || error.may_have_been_done(), "{kind:?}: {error}");
        }
    }
}
