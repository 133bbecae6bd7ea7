//! A body on its way, in either direction.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::Failure;
use super::gzip::{Unpacker, too_large};

/// A body on its way, in either direction. It is an [`http_body::Body`], and can be made of any.
pub struct Payload(Source);

type Boxed = Pin<Box<dyn http_body::Body<Data = Bytes, Error = Failure> + Send + Sync>>;

enum Source {
    Whole(Option<Bytes>),
    Stream(Boxed),
}

impl Payload {
    /// No body.
    #[must_use]
    pub fn empty() -> Self {
        Self(Source::Whole(None))
    }

    /// A body that comes in pieces.
    pub fn stream<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error = Failure> + Send + Sync + 'static,
    {
        Self(Source::Stream(Box::pin(body)))
    }

    /// The whole of it, where it is there already.
    #[must_use]
    pub fn whole(&self) -> Option<&Bytes> {
        match &self.0 {
            Source::Whole(bytes) => bytes.as_ref(),
            Source::Stream(_) => None,
        }
    }

    /// The next piece; nothing at the end.
    pub(crate) async fn piece(&mut self) -> Result<Option<Bytes>, Failure> {
        loop {
            let frame =
                std::future::poll_fn(|context| http_body::Body::poll_frame(Pin::new(&mut *self), context)).await;
            match frame.transpose()?.map(Frame::into_data) {
                None => return Ok(None),
                Some(Ok(bytes)) => return Ok(Some(bytes)),
                // Trailers say nothing that is read.
                Some(Err(_)) => {}
            }
        }
    }
}

impl From<Bytes> for Payload {
    fn from(bytes: Bytes) -> Self {
        Self(Source::Whole(Some(bytes).filter(|bytes| !bytes.is_empty())))
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Payload {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl http_body::Body for Payload {
    type Data = Bytes;
    type Error = Failure;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Failure>>> {
        match &mut self.0 {
            Source::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Source::Stream(body) => body.as_mut().poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Source::Whole(bytes) => bytes.is_none(),
            Source::Stream(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Source::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Source::Stream(body) => body.size_hint(),
        }
    }
}

impl fmt::Debug for Payload {
    /// The length alone, since what is inside may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match http_body::Body::size_hint(self).exact() {
            Some(length) => write!(f, "Payload({length} bytes)"),
            None => f.write_str("Payload(unknown length)"),
        }
    }
}

/// Reads all of a body of at most `largest` bytes, as it comes.
pub(super) async fn read(mut body: Payload, largest: u64) -> Result<Vec<u8>, Failure> {
    let expected = http_body::Body::size_hint(&body).exact();
    if expected.is_some_and(|expected| expected > largest) {
        return Err(too_large(largest));
    }
    let mut all = Vec::new();
    while let Some(piece) = body.piece().await? {
        if all.is_empty() {
            // What a server says of the length is believed only as far as it costs nothing.
            const MOST: u64 = 1 << 20;
            let rest = expected.unwrap_or_default().saturating_sub(piece.len() as u64).min(MOST);
            all = piece.into();
            all.reserve(usize::try_from(rest).unwrap_or_default());
        } else {
            all.extend_from_slice(&piece);
        }
        if all.len() as u64 > largest {
            return Err(too_large(largest));
        }
    }
    Ok(all)
}

/// Reads and unpacks all of a body that has at most `largest` bytes then.
pub(super) async fn read_packed(mut body: Payload, largest: u64) -> Result<Vec<u8>, Failure> {
    // To a `HEAD`, the headers alone say that it would be packed.
    let Some(first) = body.piece().await? else { return Ok(Vec::new()) };
    let mut unpacker = Unpacker::new(largest);
    unpacker.unpack(&first)?;
    while let Some(piece) = body.piece().await? {
        unpacker.unpack(&piece)?;
    }
    unpacker.finish()
}
