//! What a request carries that is no JSON.

use std::fmt;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

use crate::checksum::{Algorithm, Digest, Hasher};
use crate::schema::{Kind, Shape};
use crate::transport::{Failure, Payload, Phase};

/// The body of a request as it is: bytes, a file, or whatever can be read.
///
/// Files and readers are sent as they are read, and are never in memory as a whole.
///
/// ```no_run
/// # async fn example(conn: osc_runtime::Connection) -> Result<(), Box<dyn std::error::Error>> {
/// use osc_runtime::{Body, Method};
///
/// let image = Body::from_file("cirros.img").await?.on_progress(|progress| {
///     println!("{} of {:?} bytes", progress.done(), progress.total());
/// });
/// conn.request(Method::Put, "image", "/images/4f1c/file").body(image).await?;
/// # Ok(()) }
/// ```
pub struct Body {
    source: Source,
    progress: Option<Arc<Mutex<Observer>>>,
    digests: Vec<(Algorithm, Digest)>,
}

type Observer = Box<dyn FnMut(Progress) + Send>;
type Reader = Pin<Box<dyn AsyncRead + Send>>;

enum Source {
    Bytes(Bytes),
    File { path: PathBuf, length: u64 },
    Reader { reader: Mutex<Option<Reader>>, length: Option<u64> },
}

/// How far a transfer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    done: u64,
    total: Option<u64>,
}

impl Progress {
    pub(crate) fn new(done: u64, total: Option<u64>) -> Self {
        Self { done, total }
    }

    /// How many bytes have been transferred.
    #[must_use]
    pub fn done(self) -> u64 {
        self.done
    }

    /// How many there are, where that is known.
    #[must_use]
    pub fn total(self) -> Option<u64> {
        self.total
    }
}

impl Body {
    /// What the body of an action is in its declaration.
    #[doc(hidden)]
    pub const SHAPE: Shape = Shape { kind: Kind::Bytes, nullable: false };

    /// A file, as long as it is now; it is opened when it is sent.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or its length cannot be told.
    pub async fn from_file(path: impl Into<PathBuf>) -> std::io::Result<Self> {
        let path = path.into();
        let length = tokio::fs::metadata(&path).await?.len();
        Ok(Self { source: Source::File { path, length }, progress: None, digests: Vec::new() })
    }

    /// What a reader gives, of `length` bytes where that is known. It can be sent once: should the service refuse the
    /// token, so that a request would have to be repeated, it fails.
    pub fn from_reader(reader: impl AsyncRead + Send + 'static, length: Option<u64>) -> Self {
        let reader = Mutex::new(Some(Box::pin(reader) as Reader));
        Self { source: Source::Reader { reader, length }, progress: None, digests: Vec::new() }
    }

    /// Tells `observer` whenever a part has been handed to the network; from the beginning, should it have to be sent
    /// again.
    #[must_use]
    pub fn on_progress(mut self, observer: impl FnMut(Progress) + Send + 'static) -> Self {
        self.progress = Some(Arc::new(Mutex::new(Box::new(observer))));
        self
    }

    /// The same body, and the digest of what is sent of it, made as it is sent: to compare with what the service then says that it
    /// has stored (Swift in the header `ETag`, Glance in `checksum` and `os_hash_value`).
    ///
    /// ```no_run
    /// # async fn example(conn: osc_runtime::Connection) -> Result<(), Box<dyn std::error::Error>> {
    /// use osc_runtime::{Algorithm, Body, Checksum, Method};
    ///
    /// let (backup, digest) = Body::from_file("backup.tar").await?.digest(Algorithm::Md5);
    /// let stored = conn.request(Method::Put, "object-store", "/backups/today").body(backup).await?;
    /// assert_eq!(digest.checksum(), stored.header("etag").map(Checksum::md5));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn digest(mut self, algorithm: Algorithm) -> (Self, Digest) {
        let digest = Digest::new();
        self.digests.push((algorithm, digest.clone()));
        (self, digest)
    }

    /// How many bytes there are, where that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes.len() as u64),
            Source::File { length, .. } => Some(*length),
            Source::Reader { length, .. } => *length,
        }
    }

    /// Whether it can be sent again.
    pub(crate) fn repeats(&self) -> bool {
        !matches!(self.source, Source::Reader { .. })
    }

    /// The bytes for one attempt to send them; why there are none.
    pub(crate) async fn attempt(&self) -> Result<Payload, Failure> {
        let unreadable = |text: String| Failure::new(Phase::Invalid, text);
        let reader = match &self.source {
            Source::Bytes(bytes) if self.progress.is_none() && self.digests.is_empty() => {
                return Ok(bytes.clone().into());
            }
            Source::Bytes(bytes) => Box::pin(std::io::Cursor::new(bytes.clone())) as Reader,
            Source::File { path, .. } => {
                let opened = File::open(path).await;
                Box::pin(opened.map_err(|error| unreadable(format!("cannot read {}: {error}", path.display())))?)
            }
            Source::Reader { reader, .. } => {
                let taken = reader.lock().unwrap_or_else(PoisonError::into_inner).take();
                taken.ok_or_else(|| {
                    unreadable(
                        "the body was read from a reader and cannot be sent again; try again with a new one".into(),
                    )
                })?
            }
        };
        let mut frames = Frames {
            reader: Mutex::new(reader),
            progress: self.progress.clone(),
            digests: self.digests.iter().map(|(algorithm, digest)| (Hasher::new(*algorithm), digest.clone())).collect(),
            done: 0,
            total: self.length(),
        };
        frames.digests.iter().for_each(|(_, digest)| digest.set(None));
        // Of what is empty, nobody asks for the end.
        if frames.total == Some(0) {
            frames.conclude();
        }
        Ok(Payload::stream(frames))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self { source: Source::Bytes(bytes.into()), progress: None, digests: Vec::new() }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self { source: Source::Bytes(bytes), progress: None, digests: Vec::new() }
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        text.as_bytes().into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Self { source: Source::Bytes(Bytes::from_static(bytes)), progress: None, digests: Vec::new() }
    }
}

impl fmt::Debug for Body {
    /// The length alone, since what is inside may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(unknown length)"),
        }
    }
}

/// What a reader gives, piece by piece.
struct Frames {
    /// Never contended: it makes of what is `Send` what is `Sync`.
    reader: Mutex<Reader>,
    progress: Option<Arc<Mutex<Observer>>>,
    digests: Vec<(Hasher, Digest)>,
    done: u64,
    total: Option<u64>,
}

impl Frames {
    /// Tells the digests of what was sent, which is all of it.
    fn conclude(&mut self) {
        for (hasher, digest) in self.digests.drain(..) {
            digest.set(Some(hasher.finish()));
        }
    }
}

impl http_body::Body for Frames {
    type Data = Bytes;
    type Error = Failure;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Failure>>> {
        const PIECE: usize = 64 * 1024;
        let mut piece = vec![0; PIECE];
        let mut buffer = ReadBuf::new(&mut piece);
        let reader = self.reader.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = ready!(reader.as_mut().poll_read(context, &mut buffer)) {
            return Poll::Ready(Some(Err(Failure::new(Phase::Sent, format!("the body cannot be read: {error}")))));
        }
        let length = buffer.filled().len();
        if length == 0 {
            if let Some(total) = self.total.filter(|total| *total != self.done) {
                let problem = format!("the body was to have {total} bytes and has {}", self.done);
                return Poll::Ready(Some(Err(Failure::new(Phase::Sent, problem))));
            }
            self.conclude();
            return Poll::Ready(None);
        }
        piece.truncate(length);
        self.done += length as u64;
        self.digests.iter_mut().for_each(|(hasher, _)| hasher.update(&piece));
        // Whoever knows the length does not ask whether there is more.
        if self.total == Some(self.done) {
            self.conclude();
        }
        if let Some(progress) = &self.progress {
            let mut observer = progress.lock().unwrap_or_else(PoisonError::into_inner);
            observer(Progress::new(self.done, self.total));
        }
        Poll::Ready(Some(Ok(Frame::data(piece.into()))))
    }

    fn size_hint(&self) -> SizeHint {
        self.total.map_or_else(SizeHint::default, |total| SizeHint::with_exact(total - self.done.min(total)))
    }
}
