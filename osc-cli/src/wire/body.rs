//! The body of an answer, looked at while somebody else reads it.

use std::pin::Pin;
use std::task::{Context, Poll};

use osc_runtime::transport::http_body::{Body, Frame, SizeHint};
use osc_runtime::transport::{Bytes, Failure, Payload};

use super::hide::Told;
use super::{Asked, Wire};

/// How much is kept of a body to be shown, in bytes. Downloads have no end.
const MOST: usize = 1 << 24;

/// A body that is told of once it has been read, or given up.
pub(super) struct Followed {
    inner: Payload,
    asked: Asked,
    told: Told,
    wire: Wire,
    seen: Vec<u8>,
    length: u64,
}

impl Followed {
    pub(super) fn new(inner: Payload, asked: Asked, told: Told, wire: Wire) -> Self {
        Self { inner, asked, told, wire, seen: Vec::new(), length: 0 }
    }

    fn see(&mut self, piece: &Bytes) {
        self.length += piece.len() as u64;
        if self.wire.0.is_shown && self.told.is_text() && self.seen.len() + piece.len() <= MOST {
            self.seen.extend_from_slice(piece);
        }
    }
}

impl Body for Followed {
    type Data = Bytes;
    type Error = Failure;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Failure>>> {
        let frame = Pin::new(&mut self.inner).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(piece) = frame.data_ref()
        {
            self.see(piece);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

impl Drop for Followed {
    fn drop(&mut self) {
        self.wire.time(self.asked.label(), self.asked.started.elapsed());
        if self.length > 0 {
            let seen = Some(self.seen.as_slice()).filter(|seen| seen.len() as u64 == self.length);
            self.wire.show(&format!("RESP BODY: {}", self.told.body(seen, self.length, &self.wire.0.secrets)));
        }
    }
}
