//! The same requests for a program that waits for each (feature `blocking`).
//!
//! [`Call::call`] waits for whatever could be awaited, on whichever thread: outside of any runtime, inside of one, or on one of its
//! threads for blocking work. The requests run on a thread of this module, which is started with the first one.
//!
//! ```no_run
//! use osc_runtime::blocking::{Call as _, iter};
//! use osc_runtime::{Connection, Resource};
//!
//! /// A pool of the LBaaS v1 extension.
//! #[derive(Debug, Clone, Default, Resource)]
//! #[resource(base_path = "/lb/pools", service = "network")]
//! pub struct Pool {
//!     pub id: String,
//!     pub name: String,
//! }
//!
//! fn main() -> osc_runtime::Result<()> {
//!     let conn = Connection::from_cloud("mycloud").call()?;
//!     let pool = Pool::find(&conn, "web").call()?;
//!     for pool in iter(Pool::list(&conn).stream()) {
//!         println!("{}", pool?.name);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! A call made on a thread of a runtime keeps that thread from its other tasks. In a runtime of one thread nothing else goes on
//! meanwhile: a call must not wait for what such a task has to do first.

use std::collections::VecDeque;
use std::fmt;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError, mpsc};
use std::task::Poll;

use futures_core::Stream;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::block_in_place;

use crate::error::{Problem, Result};

/// Waiting for what could be awaited.
pub trait Call<T>: IntoFuture<Output = Result<T>> {
    /// Sends the request, and waits for what comes of it.
    ///
    /// # Errors
    ///
    /// As for awaiting it.
    fn call(self) -> Result<T>;
}

impl<T, R> Call<T> for R
where
    T: Send + 'static,
    R: IntoFuture<Output = Result<T>>,
    R::IntoFuture: Send + 'static,
{
    fn call(self) -> Result<T> {
        run(self.into_future())?
    }
}

/// The items of a stream, each waited for.
#[must_use]
pub fn iter<S>(stream: S) -> Iter<S>
where
    S: Stream + Send + Unpin + 'static,
    S::Item: Send + 'static,
{
    Iter { stream: Some(stream), ready: VecDeque::new() }
}

/// The items of a stream, from [`iter`].
pub struct Iter<S: Stream> {
    stream: Option<S>,
    /// Items that were there with the one before, so that not each is waited for.
    ready: VecDeque<S::Item>,
}

/// How many items are taken from a stream at once.
const AT_ONCE: usize = 256;

impl<T, S> Iterator for Iter<S>
where
    T: Send + 'static,
    S: Stream<Item = Result<T>> + Send + Unpin + 'static,
{
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        if let Some(item) = self.ready.pop_front() {
            return Some(item);
        }
        let mut stream = self.stream.take()?;
        let taken = run(async move {
            let mut ready = VecDeque::new();
            let ended = std::future::poll_fn(|context| {
                while ready.len() < AT_ONCE {
                    match Pin::new(&mut stream).poll_next(context) {
                        Poll::Ready(Some(item)) => ready.push_back(item),
                        Poll::Ready(None) => return Poll::Ready(true),
                        Poll::Pending if ready.is_empty() => return Poll::Pending,
                        Poll::Pending => break,
                    }
                }
                Poll::Ready(false)
            });
            let ended = ended.await;
            (ready, (!ended).then_some(stream))
        });
        match taken {
            Ok((ready, stream)) => (self.ready, self.stream) = (ready, stream),
            Err(error) => return Some(Err(error)),
        }
        self.ready.pop_front()
    }
}

impl<S: Stream> fmt::Debug for Iter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iter").field("ready", &self.ready.len()).finish_non_exhaustive()
    }
}

tokio::task_local! {
    /// Is there for what a call waits for.
    static CALL: ();
}

/// Whether this is done for a call. What it waits for must not depend on a thread that waits for it: it has connections of its
/// own, whose tasks run here.
pub(crate) fn is_call() -> bool {
    CALL.try_with(|()| ()).is_ok()
}

/// Runs a future here, and waits for it.
fn run<F>(future: F) -> Result<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    let runtime = handle()?;
    let (done, waiting) = mpsc::sync_channel(1);
    let task = runtime.spawn(CALL.scope((), future));
    runtime.spawn(async move {
        // Nobody waits any more where the thread is gone.
        let _ = done.send(task.await);
    });
    // A call within a call: the thread that waits is one of ours, and another takes over what it was to do.
    let received = if is_call() { block_in_place(|| waiting.recv()) } else { waiting.recv() };
    match received {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(ended)) => match ended.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => Err(ended_early()),
        },
        Err(_) => Err(ended_early()),
    }
}

fn ended_early() -> crate::Error {
    Problem::Invalid("the process is about to end, and sends no further requests".into()).into()
}

/// The runtime that all calls run on. It is never ended.
fn handle() -> Result<Handle> {
    static RUNTIME: Mutex<Option<Runtime>> = Mutex::new(None);

    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(runtime) = &*runtime {
        return Ok(runtime.handle().clone());
    }
    let built = Builder::new_multi_thread().worker_threads(1).thread_name("osc-blocking").enable_all().build();
    let built =
        built.map_err(|error| Problem::Invalid(format!("no thread can be started to send requests: {error}")))?;
    let handle = built.handle().clone();
    *runtime = Some(built);
    Ok(handle)
}
