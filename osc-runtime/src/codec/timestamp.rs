//! Points in time, as OpenStack's services write them.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use super::slot::{Peek, Slot, TextSlot};
use super::{Attribute, Input};
use crate::schema::Kind;

/// A point in time.
///
/// Services write `2026-11-23T08:00:00Z`, the same with microseconds, with an offset, or with nothing behind
/// it, which then means UTC; each is read. It is written as RFC 3339 in UTC.
///
/// ```
/// use osc_runtime::Timestamp;
///
/// let keystone: Timestamp = "2026-11-23T08:00:00.000000Z".parse()?;
/// let cinder: Timestamp = "2026-11-23T08:00:00.000000".parse()?;
/// assert_eq!(keystone, cinder);
/// assert_eq!(keystone.to_string(), "2026-11-23T08:00:00Z");
/// # Ok::<(), osc_runtime::InvalidTimestamp>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The present.
    #[must_use]
    pub fn now() -> Self {
        Self(jiff::Timestamp::now())
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn as_second(self) -> i64 {
        self.0.as_second()
    }
}

impl From<SystemTime> for Timestamp {
    /// Times beyond the years -9999 and 9999 become their ends.
    fn from(time: SystemTime) -> Self {
        let end = if time < SystemTime::UNIX_EPOCH { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        Self(time.try_into().unwrap_or(end))
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0.into()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The text is no point in time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a timestamp such as `2026-11-23T08:00:00Z`")]
pub struct InvalidTimestamp(String);

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        let in_utc = || {
            let civil: jiff::civil::DateTime = text.parse().ok()?;
            Some(civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
        };
        let parsed = text.parse().ok().or_else(in_utc);
        parsed.map(Self).ok_or_else(|| InvalidTimestamp(text.to_owned()))
    }
}

impl Attribute for Timestamp {
    const KIND: Kind = Kind::Time;
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }
    fn peek(&self) -> Peek<'_> {
        Peek::Text(&self.0)
    }
}

impl TextSlot for Timestamp {
    fn set(&mut self, text: &str) -> bool {
        text.parse().map(|parsed| *self = parsed).is_ok()
    }
    fn expected(&self) -> &'static str {
        "a timestamp"
    }
}

impl Input<Timestamp> for SystemTime {
    type As = Timestamp;
    fn into_attribute(self) -> Timestamp {
        self.into()
    }
}
