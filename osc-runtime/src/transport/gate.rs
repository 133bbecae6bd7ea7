//! No more connections than requests at once.
//!
//! A connection whose answer has been read is back in the library's pool a moment later. A request that begins in that moment
//! finds none, and opens another: of many requests at a time, a third more connections than there are requests. So a request
//! that follows another one's end to the same server waits that moment before it connects. Where it gets a connection from the
//! pool meanwhile, the library goes on connecting in the background, which is refused here.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tower_layer::Layer;
use tower_service::Service;
use url::{Position, Url};

/// How long a connection may take to be back in the pool. Most take microseconds.
const MOMENT: Duration = Duration::from_millis(10);

/// The connections that are about to be back in the pool: for each server, since when.
#[derive(Clone, Default)]
pub(super) struct Returning(Arc<Mutex<HashMap<u64, VecDeque<Instant>>>>);

/// A server, by its origin.
#[derive(Clone, Copy)]
pub(super) struct Server(u64);

impl Server {
    pub(super) fn of(url: &Url) -> Self {
        let mut hasher = DefaultHasher::new();
        let origin = &url[..Position::BeforePath];
        origin.hash(&mut hasher);
        Self(hasher.finish())
    }
}

impl Returning {
    /// An answer of this server has been read to its end.
    pub(super) fn add(&self, server: Server) {
        let mut returning = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        returning.entry(server.0).or_default().push_back(Instant::now());
    }

    /// Whether a connection to this server is about to be back, which the caller takes then.
    pub(super) fn take(&self, server: Server) -> bool {
        let mut returning = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(since) = returning.get_mut(&server.0) else { return false };
        let now = Instant::now();
        while since.front().is_some_and(|since| now.duration_since(*since) > MOMENT) {
            since.pop_front();
        }
        since.pop_front().is_some()
    }
}

impl fmt::Debug for Returning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Returning")
    }
}

tokio::task_local! {
    /// Whether the request that is being sent has taken a connection that is about to be back.
    static TAKEN: bool;
}

/// Sends a request that has taken one, or has not.
pub(super) async fn pass<F: Future>(taken: bool, sending: F) -> F::Output {
    TAKEN.scope(taken, sending).await
}

/// What is around the library's way to connect.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gate;

impl<S> Layer<S> for Gate {
    type Service = Gated<S>;

    fn layer(&self, inner: S) -> Gated<S> {
        Gated(Arc::new(Mutex::new(inner)))
    }
}

pub(super) struct Gated<S>(Arc<Mutex<S>>);

impl<S> Clone for Gated<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

type Problem = Box<dyn std::error::Error + Send + Sync>;

impl<S, R> Service<R> for Gated<S>
where
    S: Service<R, Error = Problem, Response: 'static, Future: Send + 'static> + Clone + Send + 'static,
    R: Send + 'static,
{
    type Response = S::Response;
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, Problem>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Problem>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: R) -> Self::Future {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let taken = TAKEN.try_with(|taken| *taken).unwrap_or_default();
        Box::pin(async move {
            if taken {
                let mut moment = Box::pin(tokio::time::sleep(MOMENT));
                // In the background there is no request any more that would want a connection.
                let wanted = std::future::poll_fn(|context| match TAKEN.try_with(|_| ()) {
                    Ok(()) => moment.as_mut().poll(context).map(|()| true),
                    Err(_) => Poll::Ready(false),
                });
                if !wanted.await {
                    return Err("a connection was back in the pool first".into());
                }
            }
            std::future::poll_fn(|context| inner.poll_ready(context)).await?;
            inner.call(request).await
        })
    }
}
