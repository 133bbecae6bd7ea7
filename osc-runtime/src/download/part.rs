//! How far a part of a whole has come.

use bytes::Bytes;

use super::span::{ContentRange, Span};
use crate::error::{Asked, Error, Problem, Result};
use crate::method::Method;
use crate::transport::Opened;

/// What part of a whole is read; bytes are counted from the beginning of the whole.
pub(super) struct Part {
    pub(super) start: u64,
    /// The byte that is next.
    pub(super) position: u64,
    /// How many bytes come before it, and are not wanted.
    pub(super) skip: u64,
    /// The first byte that does not come any more, where that is known.
    pub(super) end: Option<u64>,
    /// The first byte that is not wanted any more.
    pub(super) limit: Option<u64>,
}

impl Part {
    /// What comes of what was asked for, with the length of the whole; what else has come instead.
    pub(super) fn of(opened: &Opened, asked: &Asked, wanted: Option<Span>) -> Result<(Self, Option<u64>)> {
        let length = opened.header("content-length").and_then(|length| length.parse().ok());
        // To a `HEAD`, there is a length and no body.
        let length: Option<u64> = length.filter(|_| asked.method == Method::Get);
        let Some(wanted) = wanted else {
            return Ok((Self { start: 0, position: 0, skip: 0, end: length, limit: None }, length));
        };
        let (start, limit) = (wanted.start(), wanted.end());
        let at_most = |end: u64| limit.map_or(end, |limit| limit.min(end));
        if opened.reply.status != 206 {
            // The service does not know of ranges, and gives all of it.
            if length.is_some_and(|length| length <= start) {
                return Err(beyond(asked, start, length.unwrap_or_default()));
            }
            return Ok((Self { start, position: start, skip: start, end: length.map(at_most), limit }, length));
        }
        let told = opened.header("content-range");
        let fits = |range: &ContentRange| range.start == start && range.end <= at_most(range.end);
        let Some(range) = told.and_then(ContentRange::parse).filter(fits) else {
            let told = told.map_or("no `Content-Range`".to_owned(), |told| format!("`Content-Range: {told}`"));
            let problem = format!("`{}` was asked for, and what came has {told}", wanted.header().1);
            let request_id = opened.header("x-openstack-request-id").map(str::to_owned);
            return Err(Problem::NoAnswer { asked: asked.clone(), problem, request_id }.into());
        };
        let end = Some(at_most(range.total.unwrap_or(range.end)));
        Ok((Self { start, position: start, skip: 0, end, limit }, range.total))
    }

    /// Of a piece, what is wanted.
    pub(super) fn cut(&mut self, mut piece: Bytes) -> Bytes {
        let length = |piece: &Bytes| piece.len() as u64;
        let skipped = self.skip.min(length(&piece));
        self.skip -= skipped;
        // Neither is longer than the piece, whose length is a `usize`.
        piece = piece.split_off(usize::try_from(skipped).unwrap_or(usize::MAX));
        let wanted = self.limit.map_or(u64::MAX, |limit| limit - self.position).min(length(&piece));
        piece.truncate(usize::try_from(wanted).unwrap_or(usize::MAX));
        self.position += wanted;
        piece
    }

    /// Whether nothing is wanted any more.
    pub(super) fn is_read(&self) -> bool {
        self.limit == Some(self.position)
    }

    /// Whether more was to come.
    pub(super) fn is_short(&self) -> bool {
        self.end.is_some_and(|end| self.position < end)
    }
}

/// The error of a range that begins where there is nothing.
pub(super) fn beyond(asked: &Asked, start: u64, length: u64) -> Error {
    Problem::Invalid(format!("{asked}: the range begins at byte {start}, and there are {length} bytes")).into()
}
