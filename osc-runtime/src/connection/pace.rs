//! How fast services are asked, where the profile limits that.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

use crate::profile::Service;

/// The services that are asked no faster than said, by their types.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<HashMap<String, Arc<Lane>>>);

/// The way to one service.
#[derive(Debug)]
struct Lane {
    /// One permit for each request at once.
    places: Option<Arc<Semaphore>>,
    /// The least time from one request to the next, and when that is.
    interval: Option<Duration>,
    next: Mutex<Instant>,
}

/// The right to send one request, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn(#[expect(dead_code, reason = "held, not read")] Option<OwnedSemaphorePermit>);

impl Pace {
    /// Waits until a request may be sent to a service; who comes first goes first.
    pub(super) async fn turn(&self, service: &Service) -> Turn {
        if service.rate_limit.is_none() && service.concurrency.is_none() {
            return Turn(None);
        }
        let lane = {
            let mut lanes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(lanes.entry(service.service_type.clone()).or_insert_with(|| Arc::new(Lane::of(service))))
        };
        let place = match &lane.places {
            // A semaphore that is never closed always has a permit in the end.
            Some(places) => Arc::clone(places).acquire_owned().await.ok(),
            None => None,
        };
        if let Some(at) = lane.slot() {
            sleep_until(at).await;
        }
        Turn(place)
    }
}

impl Lane {
    fn of(service: &Service) -> Self {
        let places = service.concurrency.map(|places| Arc::new(Semaphore::new(places.max(1) as usize)));
        let rate = service.rate_limit.filter(|rate| rate.is_finite() && *rate > 0.0);
        let interval = rate.and_then(|rate| Duration::try_from_secs_f64(1.0 / rate).ok());
        Self { places, interval, next: Mutex::new(Instant::now()) }
    }

    /// When the next request may go, which is taken with that.
    fn slot(&self) -> Option<Instant> {
        let interval = self.interval?;
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let at = (*next).max(Instant::now());
        *next = at + interval;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_as_far_apart_as_the_rate_says() {
        let lane = Lane::of(&Service::new("network").rate_limit(4.0));
        let slots: Vec<_> = (0..4).filter_map(|_| lane.slot()).collect();
        let gaps: Vec<_> = slots.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(gaps, [Duration::from_millis(250); 3]);
    }

    #[test]
    fn a_rate_that_is_none_limits_nothing() {
        for rate in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Lane::of(&Service::new("network").rate_limit(rate)).slot(), None);
        }
    }
}
