//! An answer that is read as it comes.
//!
//! Here is what comes of it, piece by piece. `span` is a part of a whole as headers tell it, `part` how far one has come, `resume`
//! how it goes on where it breaks off, `check` whether it is right at the end; `save` and `stream` are ways to take it.

mod check;
mod part;
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
use part::{Part, beyond};
use resume::State;

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
