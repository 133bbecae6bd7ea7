//! An answer that is read as it comes.

use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::AsyncWriteExt;

use crate::body::Progress;
use crate::error::{Asked, Problem, Result};
use crate::transport::{Failure, Opened};

/// An answer whose body is read as it comes: an image, an object, a secret's payload.
///
/// Take it [piece by piece](Self::chunk), as a [`Stream`](futures_core::Stream), [at once](Self::bytes), or
/// [into a file](Self::save).
pub struct Download {
    opened: Opened,
    asked: Asked,
    done: u64,
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
    pub(crate) fn new(opened: Opened, asked: Asked) -> Self {
        Self { opened, asked, done: 0, progress: None }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.opened.reply.status
    }

    /// A header, where it is there and a text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.opened.header(name)
    }

    /// How many bytes there are, where the service tells.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.header("content-length")?.parse().ok()
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
    /// Where the connection breaks before the end ([`ErrorKind::Connection`](crate::ErrorKind)).
    pub async fn chunk(&mut self) -> Result<Option<Chunk>> {
        match self.opened.reply.body.piece().await {
            Ok(None) => Ok(None),
            Ok(Some(bytes)) => {
                self.done += bytes.len() as u64;
                let progress = Progress::new(self.done, self.length());
                if let Some(observer) = &mut self.progress {
                    observer(progress);
                }
                Ok(Some(Chunk(bytes)))
            }
            Err(failure) => {
                let of = self.length().map(|length| format!(" of {length}")).unwrap_or_default();
                let text = format!("the answer broke off after {}{of} bytes: {failure}", self.done);
                let failure = Failure::new(failure.phase(), text);
                Err(Problem::Unreachable { asked: self.asked.clone(), failure }.into())
            }
        }
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

    /// Writes it to a file, which is there once it is whole: until then it has another name in the same folder. A file
    /// that is there before is replaced then.
    ///
    /// # Errors
    ///
    /// As for [`chunk`](Self::chunk), and where the file cannot be written ([`ErrorKind::Invalid`](crate::ErrorKind)).
    /// Nothing is left then.
    pub async fn save(mut self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let partial = Partial::beside(path);
        let failed = |error: std::io::Error| Problem::Invalid(format!("cannot write {}: {error}", path.display()));
        let mut file = tokio::fs::File::create(&partial.0).await.map_err(failed)?;
        while let Some(chunk) = self.chunk().await? {
            file.write_all(&chunk).await.map_err(failed)?;
        }
        file.sync_all().await.map_err(failed)?;
        tokio::fs::rename(&partial.0, path).await.map_err(failed)?;
        Ok(())
    }
}

/// A file that is not whole yet, and is removed unless it has been renamed.
struct Partial(PathBuf);

impl Partial {
    fn beside(path: &Path) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self(path.with_file_name(format!(".{name}.{}-{number}.part", std::process::id())))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // After the renaming there is none, which is as it should be.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("asked", &self.asked.to_string())
            .field("status", &self.status())
            .field("done", &self.done)
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}

/// The pieces of a [`Download`], as a stream. After an error it ends.
#[must_use = "a stream does nothing until it is polled"]
pub struct Chunks {
    download: Option<Download>,
    coming: Option<Coming>,
}

type Coming = Pin<Box<dyn Future<Output = (Download, Result<Option<Chunk>>)> + Send>>;

impl Download {
    /// The pieces, as a [`Stream`](futures_core::Stream).
    pub fn stream(self) -> Chunks {
        Chunks { download: Some(self), coming: None }
    }
}

impl Stream for Chunks {
    type Item = Result<Chunk>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Chunk>>> {
        if let Some(mut download) = self.download.take() {
            self.coming = Some(Box::pin(async move {
                let chunk = download.chunk().await;
                (download, chunk)
            }));
        }
        let Some(coming) = &mut self.coming else { return Poll::Ready(None) };
        let Poll::Ready((download, chunk)) = coming.as_mut().poll(context) else { return Poll::Pending };
        self.coming = None;
        let chunk = chunk.transpose();
        self.download = matches!(chunk, Some(Ok(_))).then_some(download);
        Poll::Ready(chunk)
    }
}

impl fmt::Debug for Chunks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunks").field("of", &self.download).finish_non_exhaustive()
    }
}
