//! A download as a stream of its pieces.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::{Chunk, Download};
use crate::error::Result;

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
