//! The time by Keystone's clock, which may be wrong.

use std::time::{Duration, SystemTime};

use osc_runtime::Timestamp;

/// A clock that is ahead of the machine's, or behind it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Clock {
    /// The machine's.
    #[default]
    Right,
    /// It shows what is yet to come.
    Ahead(Duration),
    /// It shows what has been.
    Behind(Duration),
}

impl Clock {
    /// What it shows.
    pub(crate) fn now(self) -> SystemTime {
        let now = SystemTime::now();
        let shown = match self {
            Clock::Right => Some(now),
            Clock::Ahead(by) => now.checked_add(by),
            Clock::Behind(by) => now.checked_sub(by),
        };
        shown.unwrap_or(now)
    }

    /// What it shows, in the manner of the header `Date`; nothing where that is what the server says anyway.
    pub(crate) fn date(self) -> Option<String> {
        if matches!(self, Clock::Right) {
            return None;
        }
        let now = jiff::Timestamp::try_from(self.now()).ok()?;
        jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&now).ok()
    }
}

/// A time as Keystone writes it: with microseconds, of which it has none.
pub(super) fn micros(time: Timestamp) -> String {
    let seconds = jiff::Timestamp::from_second(time.as_second()).unwrap_or_default();
    seconds.strftime("%Y-%m-%dT%H:%M:%S.000000Z").to_string()
}
