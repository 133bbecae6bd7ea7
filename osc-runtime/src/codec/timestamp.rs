//! Points in time, as OpenStack's services write them.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use super::slot::{Peek, Slot, TextSlot};
use super::{Attribute, Input};
use crate::schema::Kind;

/// A point in time.
///
/// Services write `2026-11-23T08:00:00Z`, the same with microseconds, with an offset, with a space instead of the `T`, or
/// with nothing behind it, which then means UTC; in headers also `Mon, 23 Nov 2026 08:00:00 GMT` and seconds since 1970.
/// Each is read. It is written as RFC 3339 in UTC.
///
/// ```
/// use osc_runtime::Timestamp;
///
/// let keystone: Timestamp = "2026-11-23T08:00:00.000000Z".parse()?;
/// let cinder: Timestamp = "2026-11-23T08:00:00.000000".parse()?;
/// let neutron: Timestamp = "2026-11-23 08:00:00".parse()?;
/// let swift: Timestamp = "Mon, 23 Nov 2026 08:00:00 GMT".parse()?;
/// assert!([cinder, neutron, swift].iter().all(|other| *other == keystone));
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
        let parsed = text.parse().ok().or_else(in_utc).or_else(|| date_of_http(text)).or_else(|| seconds(text));
        parsed.map(Self).ok_or_else(|| InvalidTimestamp(text.to_owned()))
    }
}

/// As in the header `last-modified` (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
fn date_of_http(text: &str) -> Option<jiff::Timestamp> {
    Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp())
}

/// As Swift has it in `x-timestamp`: `1389453423.35322`.
fn seconds(text: &str) -> Option<jiff::Timestamp> {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // Fewer digits would be a year, or nothing of the kind.
    if seconds.len() < 9 || !digits(seconds) || !digits(fraction) || fraction.len() > 9 {
        return None;
    }
    jiff::Timestamp::new(seconds.parse().ok()?, format!("{fraction:0<9}").parse().ok()?).ok()
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
