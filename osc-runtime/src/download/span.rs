//! Some of the bytes of a whole, as RFC 9110, section 14, asks for them and tells of them.

use std::ops::{Bound, RangeBounds};

/// Some of the bytes of a whole: from one on, up to another or all that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    start: u64,
    /// The first that is no more of it.
    end: Option<u64>,
}

impl Span {
    pub(super) fn new(start: u64, end: Option<u64>) -> Self {
        Self { start, end }
    }

    /// Nothing where it is the whole; what is wrong where it is empty.
    pub(crate) fn of(bytes: &impl RangeBounds<u64>) -> Result<Option<Self>, String> {
        let start = match bytes.start_bound() {
            Bound::Unbounded => 0,
            Bound::Included(start) => *start,
            Bound::Excluded(before) => before.saturating_add(1),
        };
        // No whole is so long that its last byte has no number after it.
        let end = match bytes.end_bound() {
            Bound::Unbounded => None,
            Bound::Included(last) => last.checked_add(1),
            Bound::Excluded(end) => Some(*end),
        };
        match end {
            Some(end) if end <= start => Err(format!("the range from byte {start} to before byte {end} is empty")),
            None if start == 0 => Ok(None),
            _ => Ok(Some(Self { start, end })),
        }
    }

    pub(crate) fn start(self) -> u64 {
        self.start
    }

    pub(super) fn end(self) -> Option<u64> {
        self.end
    }

    /// The header that asks for it.
    pub(crate) fn header(self) -> (String, String) {
        let last = self.end.map(|end| end.saturating_sub(1).to_string()).unwrap_or_default();
        ("range".to_owned(), format!("bytes={}-{last}", self.start))
    }
}

/// What a `Content-Range` tells of an answer that is a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ContentRange {
    pub(super) start: u64,
    /// The first byte that is no more of it.
    pub(super) end: u64,
    /// How many bytes there are as a whole, where that is told.
    pub(super) total: Option<u64>,
}

impl ContentRange {
    /// Reads `bytes 0-4/10` or `bytes 0-4/*`.
    pub(super) fn parse(value: &str) -> Option<Self> {
        let (part, total) = value.trim().strip_prefix("bytes ")?.trim_start().split_once('/')?;
        let (first, last) = part.split_once('-')?;
        let total = if total == "*" { None } else { Some(total.parse().ok()?) };
        let (start, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
        let end = last.checked_add(1).filter(|_| last >= start)?;
        Some(Self { start, end, total }).filter(|range| range.total.is_none_or(|total| range.end <= total))
    }
}
