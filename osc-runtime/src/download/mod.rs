//! An answer that is read as it comes.
//!
//! Here is what comes of it, piece by piece. `span` is what part of the whole it is, `resume` how it goes on where it breaks off,
//! `check` whether it is right at the end; `save` and `stream` are ways to take it.

mod check;
mod resume;
mod save;
mod span;
mod stream;

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;

use crate::body::Progress;
use crate::checksum::Checksum;
use crate::connection::Kept;
use crate::error::{Asked, Error, Problem, Result};
use crate::method::Method;
use crate::transport::{Failure, Opened, Phase};
use check::Check;
use resume::State;
use span::ContentRange;

pub(crate) use span::Span;
pub use stream::Chunks;

/// An answer whose body is read as it comes: an image, an object, a secret's payload.
///
/// Take it [piece by piece](Self::chunk), as a [`Stream`](futures_core::Stream), [at once](Self::bytes), or
/// [into a file](Self::save).
///
/// **It goes on where it breaks off**, as often as the connection's [`Retry`](crate::Retry) has attempts for a request, where the service
/// can give the rest alone (`Range`, RFC 9110, section 14). What was changed meanwhile is an error, and never a mixture of both: the
/// service is asked for the rest of what has the same `ETag`, and length and `Last-Modified` are to be the same.
///
/// **It is checked at its end** against what the service tells of it: `Content-MD5`, which Glance sends, and the `ETag` of an object
/// of Swift, where that is its MD5 digest; and against what is [expected](Self::expect). Only at the end: who works on pieces before
/// works on what may yet turn out to be wrong.
///
/// ```no_run
/// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
/// use osc_runtime::{Checksum, Method};
///
/// let image = conn.request(Method::Get, "image", "/images/4f1c/file").download().await?;
/// let known = "9b8ba1a0b1e6d9b6a2c1c1f8f2b5a0a3d8a8f5d0e8f5b6c2b5e0a9c3f1d2e4b7";
/// image.expect(Checksum::sha256(known)).save("cirros.img").await?;
/// # Ok(()) }
/// ```
pub struct Download {
    /// The first answer, with the body of the one that is being read.
    opened: Opened,
    asked: Asked,
    part: Part,
    state: State,
    kept: Option<Kept>,
    checks: Vec<Check>,
    /// What is wrong with what was said so far.
    mistake: Option<String>,
    progress: Option<Box<dyn FnMut(Progress) + Send>>,
}

/// What part of a whole is read; bytes are counted from the beginning of the whole.
struct Part {
    start: u64,
    /// The byte that is next.
    position: u64,
    /// How many bytes come before it, and are not wanted.
    skip: u64,
    /// The first byte that does not come any more, where that is known.
    end: Option<u64>,
    /// The first byte that is not wanted any more.
    limit: Option<u64>,
}

/// A piece of a body; it is read as `[u8]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk(Bytes);

impl Deref for Chunk {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Chunk {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Chunk> for Vec<u8> {
    fn from(chunk: Chunk) -> Self {
        chunk.0.into()
    }
}

impl Part {
    /// What comes of what was asked for, with the length of the whole; what else has come instead.
    fn of(opened: &Opened, asked: &Asked, wanted: Option<Span>) -> Result<(Self, Option<u64>)> {
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
    fn cut(&mut self, mut piece: Bytes) -> Bytes {
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
    fn is_read(&self) -> bool {
        self.limit == Some(self.position)
    }

    /// Whether more was to come.
    fn is_short(&self) -> bool {
        self.end.is_some_and(|end| self.position < end)
    }
}

/// The error of a range that begins where there is nothing.
fn beyond(asked: &Asked, start: u64, length: u64) -> Error {
    Problem::Invalid(format!("{asked}: the range begins at byte {start}, and there are {length} bytes")).into()
}

impl Download {
    pub(crate) fn new(opened: Opened, asked: Asked, kept: Option<Kept>, wanted: Option<Span>) -> Result<Self> {
        let (part, total) = Part::of(&opened, &asked, wanted)?;
        let is_whole = wanted.is_none() && opened.reply.status == 200 && asked.method == Method::Get;
        let checks = if is_whole { Check::told(&opened, kept.as_ref()) } else { Vec::new() };
        let state = State::of(&opened, total);
        Ok(Self { opened, asked, part, state, kept, checks, mistake: None, progress: None })
    }

    /// The status: 206 where the service gives just the range that was asked for.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.opened.reply.status
    }

    /// A header, where it is there and a text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.opened.header(name)
    }

    /// How many bytes there are to be read, where the service tells: of a range, those of the range.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match self.part.end {
            Some(end) => Some(end - self.part.start),
            None => self.header("content-length")?.parse().ok(),
        }
    }

    /// Expects the bytes to have this digest, which shows at their end; of a range, the bytes of the range. Several can be expected.
    ///
    /// What is no digest, or expected after bytes were read already, is an error of the next piece
    /// ([`ErrorKind::Invalid`](crate::ErrorKind)).
    #[must_use]
    pub fn expect(mut self, checksum: Checksum) -> Self {
        let late = (self.done() > 0).then(|| "a checksum is to be expected before the first byte is read".to_owned());
        self.mistake = self.mistake.or(late).or_else(|| checksum.mistake());
        self.checks.push(Check::new(checksum, "what was expected"));
        self
    }

    /// Tells `observer` whenever a piece has come.
    #[must_use]
    pub fn on_progress(mut self, observer: impl FnMut(Progress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(observer));
        self
    }

    /// The next piece; nothing at the end.
    ///
    /// # Errors
    ///
    /// Where the connection breaks before the end, and the rest cannot be had; where it was changed meanwhile; and, at the end, where a
    /// checksum is not the expected one ([`ErrorKind::Connection`](crate::ErrorKind)). Where a range begins beyond the end
    /// (`Invalid`).
    pub async fn chunk(&mut self) -> Result<Option<Chunk>> {
        if let Some(mistake) = &self.mistake {
            return Err(Problem::Invalid(mistake.clone()).into());
        }
        while !self.part.is_read() {
            let failure = match self.opened.reply.body.piece().await {
                Ok(Some(piece)) => match self.part.cut(piece) {
                    piece if piece.is_empty() => continue,
                    piece => return Ok(Some(self.came(piece))),
                },
                Ok(None) if self.part.is_short() => Failure::new(Phase::Answered, "it ended too early"),
                Ok(None) => break,
                Err(failure) => failure,
            };
            // It is large, and rare.
            Box::pin(self.go_on(&failure)).await?;
        }
        if self.part.skip > 0 {
            return Err(beyond(&self.asked, self.part.start, self.part.start - self.part.skip));
        }
        match self.checks.iter().find_map(Check::mistake) {
            Some(mistake) => Err(self.failed(Phase::Answered, mistake)),
            None => Ok(None),
        }
    }

    fn came(&mut self, piece: Bytes) -> Chunk {
        self.checks.iter_mut().for_each(|check| check.update(&piece));
        let progress = Progress::new(self.done(), self.length());
        if let Some(observer) = &mut self.progress {
            observer(progress);
        }
        Chunk(piece)
    }

    fn done(&self) -> u64 {
        self.part.position - self.part.start
    }

    fn failed(&self, phase: Phase, text: String) -> Error {
        Problem::Unreachable { asked: self.asked.clone(), failure: Failure::new(phase, text) }.into()
    }

    /// All of it.
    ///
    /// # Errors
    ///
    /// As for [`chunk`](Self::chunk).
    pub async fn bytes(mut self) -> Result<Vec<u8>> {
        let mut all = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            if all.is_empty() {
                all = chunk.into();
            } else {
                all.extend_from_slice(&chunk);
            }
        }
        Ok(all)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("asked", &self.asked.to_string())
            .field("status", &self.status())
            .field("done", &self.done())
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}
