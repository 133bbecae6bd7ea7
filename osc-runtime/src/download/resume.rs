//! How a download goes on after its answer broke off: by a request for the rest, of the very thing that it was a part of.

use super::Download;
use super::part::Part;
use super::span::{ContentRange, Span};
use crate::error::{Error, Result};
use crate::transport::{Failure, Opened, Phase};

/// What tells one state of a thing from another.
pub(super) struct State {
    etag: Option<String>,
    modified: Option<String>,
    total: Option<u64>,
}

impl State {
    pub(super) fn of(opened: &Opened, total: Option<u64>) -> Self {
        let header = |name| opened.header(name).map(str::to_owned);
        Self { etag: header("etag"), modified: header("last-modified"), total }
    }

    /// The tag that a request can insist on. A weak one (RFC 9110, section 13.1.1) never matches.
    fn tag(&self) -> Option<&str> {
        self.etag.as_deref().filter(|tag| !tag.starts_with("W/"))
    }

    /// How it differs from a later one, as far as both tell.
    fn changed(&self, later: &Self) -> Option<String> {
        let differ = |name: &str, old: Option<&str>, new: Option<&str>| {
            let (old, new) = old.zip(new).filter(|(old, new)| old != new)?;
            Some(format!("its {name} was {old} and is {new}"))
        };
        let (old, new) = (self.total.map(|total| total.to_string()), later.total.map(|total| total.to_string()));
        differ("`ETag`", self.etag.as_deref(), later.etag.as_deref())
            .or_else(|| differ("`Last-Modified`", self.modified.as_deref(), later.modified.as_deref()))
            .or_else(|| differ("length", old.as_deref(), new.as_deref()))
    }
}

impl Download {
    /// Goes on where the answer broke off.
    ///
    /// The bytes that came are good, so that what is asked for is the rest. Where the service gives no rest, or does not answer any more,
    /// the error is that of the answer which broke off.
    pub(super) async fn go_on(&mut self, failure: &Failure) -> Result<()> {
        let ranges = self.header("accept-ranges").is_none_or(|ranges| !ranges.trim().eq_ignore_ascii_case("none"));
        let Some(kept) = self.kept.as_ref().filter(|_| ranges && self.part.skip == 0) else {
            return Err(self.broken_off(failure, ""));
        };
        let rest = Span::new(self.part.position, self.part.limit);
        let Some(answer) = kept.again(rest, self.state.tag(), &mut self.asked.attempts).await else {
            return Err(self.broken_off(failure, ""));
        };
        let opened = match answer {
            Ok(opened) => opened,
            Err(error) if error.status() == Some(412) => return Err(self.changed("its `ETag` is another")),
            Err(error) => return Err(self.broken_off(failure, &without_rest(&error))),
        };
        let range = opened.header("content-range").and_then(ContentRange::parse);
        let range = range.filter(|_| opened.reply.status == 206);
        if let Some(change) = self.state.changed(&State::of(&opened, range.and_then(|range| range.total))) {
            return Err(self.changed(&change));
        }
        let Some(range) = range.filter(|range| range.start == rest.start()) else {
            return Err(self.broken_off(failure, ", and the service does not give the rest alone"));
        };
        let Part { end, limit, .. } = &mut self.part;
        // Where the length was not known before, it may be now.
        *end = (*end).or_else(|| Some(limit.unwrap_or(u64::MAX).min(range.total.unwrap_or(range.end))));
        self.opened.reply.body = opened.reply.body;
        Ok(())
    }

    fn changed(&self, how: &str) -> Error {
        let text = format!("it was changed after {} had come: {how}; download it anew", self.so_far());
        self.failed(Phase::Answered, text)
    }

    fn broken_off(&self, failure: &Failure, rest: &str) -> Error {
        let text = format!("the answer broke off after {}: {failure}{rest}", self.so_far());
        self.failed(failure.phase(), text)
    }

    fn so_far(&self) -> String {
        let of = self.length().map(|length| format!(" of {length}")).unwrap_or_default();
        format!("{}{of} bytes", self.done())
    }
}

/// What became of the request for the rest.
fn without_rest(error: &Error) -> String {
    match (error.status(), error.message()) {
        (Some(status), Some(message)) => format!("; the rest was refused ({status}: {message})"),
        (Some(status), None) => format!("; the rest was refused ({status})"),
        (None, _) => "; the rest cannot be had".to_owned(),
    }
}
