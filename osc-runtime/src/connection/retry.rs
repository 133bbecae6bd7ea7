//! Whether, when and how often a request is tried again.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use crate::Timestamp;
use crate::profile::Retries;
use crate::transport::{Failure, Incoming, Phase};

/// How requests are tried again.
///
/// What is tried again: a request that has not reached its server, whatever it is; one that was refused before anything was
/// done (429); and, after a connection that broke, JSON that ends too early, or a 502, 503 or 504, one that may be repeated, because it only reads, or
/// has the same effect once and twice (`PUT`, `DELETE`), or is declared so. A creation by `POST` is never sent twice where it may
/// have arrived. Where it is declared, a conflict with a parent that is busy (409) is tried again too. So is a sign-in, whatever became
/// of the one before: it is only another token. A [`Download`](crate::Download) that breaks off is asked for the rest, and has as many
/// attempts for all of it.
///
/// Pauses double from the first to the longest, each of a random length up to that, so that clients do not come back together; a
/// server's `Retry-After` is waited for instead, and up to the first pause more, for the same reason. A budget holds for the connection as a whole: when more than every second request is a
/// repeated one, the service is failing, and repeating is no help.
///
/// ```
/// use std::time::Duration;
/// use osc_runtime::{Connection, Retry};
///
/// let builder = Connection::builder().retry(Retry::new().attempts(6).pauses(Duration::from_millis(200), Duration::from_secs(10)));
/// # drop(builder);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub struct Retry {
    attempts: u32,
    first: Duration,
    longest: Duration,
    patience: Duration,
    busy: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 5,
            first: Duration::from_millis(250),
            longest: Duration::from_secs(8),
            patience: Duration::from_secs(60),
            busy: Duration::from_secs(120),
        }
    }
}

impl Retry {
    /// Up to five attempts, with pauses of up to a quarter of a second, then twice as long, up to eight seconds.
    pub fn new() -> Self {
        Self::default()
    }

    /// No request is tried again.
    pub fn never() -> Self {
        Self { attempts: 1, busy: Duration::ZERO, ..Self::default() }
    }

    /// How often a request is sent at the most; at least once.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The longest that the first pause can be, and any.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        (self.first, self.longest) = (first, longest.max(first));
        self
    }

    /// The longest that a server may ask to wait with `Retry-After`; where it asks for more, the request fails at once. A
    /// minute unless said.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// How long a parent may be busy, where that is declared; two minutes unless said.
    pub fn busy(mut self, busy: Duration) -> Self {
        self.busy = busy;
        self
    }

    /// The same for a service that is asked again as often as its own `retries` say, after it could not be reached or has
    /// answered with a status that passes.
    pub(super) fn of_service(mut self, retries: &Retries, unreachable: bool) -> Self {
        let (again, delay) =
            if unreachable { (retries.connect, retries.connect_delay) } else { (retries.status, retries.status_delay) };
        self.attempts = again.map_or(self.attempts, |again| again.saturating_add(1));
        self.first = delay.unwrap_or(self.first);
        self.longest = self.longest.max(self.first);
        self
    }

    /// The pause before the next attempt, after this many; none where these were all, or the server asks for more than is
    /// waited.
    pub(super) fn next(&self, attempts: u32, asked_for: Option<Duration>) -> Option<Duration> {
        self.pause(attempts, asked_for).filter(|_| attempts < self.attempts)
    }

    /// The pause after this many attempts, as if there were no end to them.
    fn pause(&self, attempts: u32, asked_for: Option<Duration>) -> Option<Duration> {
        if let Some(asked_for) = asked_for {
            let more = self.first.mul_f64(fastrand::f64());
            return (asked_for <= self.patience).then(|| asked_for.saturating_add(more));
        }
        let doubled = self.first.saturating_mul(1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX));
        Some(doubled.min(self.longest).mul_f64(fastrand::f64()))
    }

    /// The pause before a busy parent is asked again, which has been so for `since`; none where that is too long.
    pub(super) fn busy_pause(&self, attempts: u32, since: Duration, asked_for: Option<Duration>) -> Option<Duration> {
        let pause = self.pause(attempts, asked_for)?;
        (since.saturating_add(pause) <= self.busy).then_some(pause)
    }
}

impl Retry {
    /// Sends what may be sent again whatever has become of it, until there is an answer, or an end to the attempts: what came
    /// of the last one, and how many there were.
    pub(crate) async fn persist<F>(&self, mut attempt: impl FnMut() -> F) -> (Result<Incoming, Failure>, u32)
    where
        F: Future<Output = Result<Incoming, Failure>>,
    {
        let mut attempts = 0;
        loop {
            let sent = attempt().await;
            attempts += 1;
            let asked_for = match &sent {
                Ok(incoming) if is_passing(incoming.status()) => {
                    incoming.header("retry-after").and_then(|value| retry_after(value, incoming.header("date")))
                }
                Ok(incoming) if incoming.is_success() && incoming.is_cut_off() => None,
                Err(failure) if failure.phase() != Phase::Invalid => None,
                _ => return (sent, attempts),
            };
            let Some(pause) = self.next(attempts, asked_for) else { return (sent, attempts) };
            tracing::debug!(attempts, ?pause, status = sent.as_ref().ok().map(Incoming::status), "trying again");
            drop(sent);
            tokio::time::sleep(pause).await;
        }
    }
}

/// Whether a status tells of something that passes: too many requests, or a service that does not answer its proxy.
pub(crate) fn is_passing(status: u16) -> bool {
    matches!(status, 429 | 502..=504)
}

/// What a server asks to wait, as of RFC 9110, section 10.2.3: seconds, or a time by its own clock, which `date` tells.
pub(super) fn retry_after(value: &str, date: Option<&str>) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at: Timestamp = value.parse().ok()?;
    let now = date.and_then(|date| date.parse().ok()).unwrap_or_else(|| Timestamp::from(SystemTime::now()));
    Some(Duration::from_secs(u64::try_from(at.as_second() - now.as_second()).unwrap_or_default()))
}

/// What there is to spend on repeated requests. Each request earns one, each repeated one costs two.
#[derive(Debug)]
pub(super) struct Budget(AtomicU32);

impl Budget {
    const MOST: u32 = 200;

    pub(super) fn new() -> Self {
        Self(AtomicU32::new(Self::MOST))
    }

    pub(super) fn earn(&self) {
        let _ =
            self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| (left < Self::MOST).then_some(left + 1));
    }

    /// Whether a repeated request can be paid for.
    pub(super) fn spend(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(2)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_how_long_to_wait_in_seconds_or_by_its_own_clock() {
        assert_eq!(retry_after("120", None), Some(Duration::from_secs(120)));
        let date = Some("Fri, 31 Dec 1999 23:58:59 GMT");
        assert_eq!(retry_after("Fri, 31 Dec 1999 23:59:59 GMT", date), Some(Duration::from_secs(60)));
        assert_eq!(retry_after("Fri, 31 Dec 1999 23:57:59 GMT", date), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", None), None);
    }

    #[test]
    fn pauses_grow_to_the_longest_and_are_no_shorter_than_what_is_asked_for() {
        let retry = Retry::new().pauses(Duration::from_millis(100), Duration::from_secs(1));
        for attempts in 1..100 {
            let most =
                Duration::from_millis(100).saturating_mul(1 << (attempts - 1).min(4)).min(Duration::from_secs(1));
            assert!(retry.pause(attempts, None).unwrap() <= most);
        }
        let asked_for = Duration::from_secs(7);
        let pauses: std::collections::HashSet<_> = (0..100).filter_map(|_| retry.pause(1, Some(asked_for))).collect();
        assert!(pauses.iter().all(|pause| (asked_for..=asked_for + Duration::from_millis(100)).contains(pause)));
        assert!(pauses.len() > 1, "all clients would come back together");
        assert_eq!(retry.pause(1, Some(Duration::from_secs(61))), None);
        assert!(retry.next(4, None).is_some());
        assert_eq!(retry.next(5, None), None);
    }

    #[test]
    fn no_pause_is_too_long_to_be_counted() {
        let retry = Retry::new().pauses(Duration::MAX, Duration::MAX).patience(Duration::MAX);
        assert!(retry.pause(u32::MAX, None).is_some());
        assert_eq!(retry.pause(1, Some(Duration::MAX)), Some(Duration::MAX));
        assert_eq!(retry.busy_pause(1, Duration::from_secs(1), Some(Duration::MAX)), None);
    }

    #[test]
    fn every_second_request_can_be_a_repeated_one_in_the_long_run() {
        let budget = Budget::new();
        let mut repeated = 0;
        for _ in 0..1000 {
            budget.earn();
            repeated += u32::from(budget.spend());
        }
        assert!((500..=700).contains(&repeated), "{repeated}");
    }
}
