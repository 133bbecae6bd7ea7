//! An answer on its way, that may not arrive as it was.

use std::collections::VecDeque;
use std::error::Error as _;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::Response;
use hyper::body::{Bytes, Frame, SizeHint};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use super::{Damage, Fault};

/// How long nothing comes before the next piece; long enough for what was sent to leave.
const PAUSE: Duration = Duration::from_millis(2);
/// In how many pieces a slow body comes.
const PIECES: usize = 8;

/// Why a connection ends before the answer does.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    /// Nothing is answered.
    #[error("the connection is to be reset")]
    Reset,
    /// The answer ends before its end.
    #[error("the answer is to be cut off")]
    CutOff,
}

/// The body of an answer.
pub(crate) struct Body {
    pieces: VecDeque<Bytes>,
    /// Whether a fault is on the way: its length is then what the headers say.
    is_damaged: bool,
    is_cut_off: bool,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Body {
    /// A body that arrives.
    pub(crate) fn whole(body: Vec<u8>) -> Self {
        let pieces = Some(body).filter(|body| !body.is_empty()).into_iter().map(Bytes::from);
        Self { pieces: pieces.collect(), is_damaged: false, is_cut_off: false, pause: None }
    }

    fn damaged(pieces: impl IntoIterator<Item = Bytes>, is_cut_off: bool) -> Self {
        Self { pieces: pieces.into_iter().collect(), is_damaged: true, is_cut_off, pause: None }
    }
}

impl Damage {
    /// Does to an answer what is to be done to it.
    pub(crate) async fn deal(self, response: Response<Vec<u8>>) -> Result<Response<Body>, Broken> {
        let (mut parts, body) = response.into_parts();
        let body = Bytes::from(body);
        let length = body.len();
        // The length that is told, and the body that comes.
        let (told, body) = match self.fault {
            Fault::ResetBefore | Fault::ResetAfter => return Err(Broken::Reset),
            Fault::Truncated => (length, Body::damaged([body.slice(..self.dice.below("cut", length))], true)),
            Fault::LengthTooLarge => (length + 1 + self.dice.below("more", length), Body::damaged([body], true)),
            Fault::LengthTooSmall => {
                let told = length.min(1 + self.dice.below("told", length.saturating_sub(1)));
                (told, Body::damaged([body.slice(..told)], false))
            }
            Fault::Slow => {
                sleep(PAUSE).await;
                if body.is_empty() {
                    return Ok(Response::from_parts(parts, Body::whole(Vec::new())));
                }
                let size = length.div_ceil(PIECES).max(1);
                let pieces = (0..length).step_by(size).map(|from| body.slice(from..length.min(from + size)));
                (length, Body::damaged(pieces.collect::<Vec<_>>(), false))
            }
            _ => return Ok(Response::from_parts(parts, Body::whole(body.into()))),
        };
        parts.headers.insert("content-length", told.into());
        Ok(Response::from_parts(parts, body))
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        match self.pieces.pop_front() {
            Some(piece) => {
                self.pause = self.is_damaged.then(|| Box::pin(sleep(PAUSE)));
                Poll::Ready(Some(Ok(Frame::data(piece))))
            }
            None => Poll::Ready(self.is_cut_off.then_some(Err(Broken::CutOff))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty() && !self.is_cut_off
    }

    fn size_hint(&self) -> SizeHint {
        if self.is_damaged {
            return SizeHint::default();
        }
        SizeHint::with_exact(self.pieces.iter().map(|piece| piece.len() as u64).sum())
    }
}

/// Resets a connection that has ended because it is to be reset.
pub(crate) fn reset(ended: &hyper::Error, stream: TcpStream) {
    if ended.source().and_then(|cause| cause.downcast_ref()).is_some_and(|cause| matches!(cause, Broken::Reset)) {
        // Where that cannot be had, it is closed, which is almost as bad.
        let _ = stream.set_zero_linger();
    }
    drop(stream);
}
