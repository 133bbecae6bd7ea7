//! Waiting until an item is as it should be.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use tokio::time::{Instant, sleep_until};

use super::Pending;
use super::draft::{Draft, request};
use super::get::get;
use super::item::text_of;
use crate::codec::{Attribute, Peek};
use crate::error::{Problem, Result};
use crate::method::Method;
use crate::schema::{Schema, Usage};
use crate::{Connection, Resource};

/// How long a wait lasts where nothing else is said.
const TIMEOUT: Duration = Duration::from_secs(600);
/// The first pause between two looks, and the longest: each is half as long again as the one before.
const INTERVAL: Duration = Duration::from_secs(1);
const LONGEST_INTERVAL: Duration = Duration::from_secs(10);

request! {
    /// A wait until an item is ready, or [in another state](Self::state), or [gone](Self::deleted).
    ///
    /// It fails at once where the item has failed ([`ErrorKind::Failed`](crate::ErrorKind)), with what the service says
    /// of that, and after ten minutes, or [another time](Self::timeout), with
    /// [`ErrorKind::Timeout`](crate::ErrorKind). What it waits for goes on all the same.
    Wait { goal: Goal, timeout: Duration, interval: Duration, }
}

#[derive(Clone, Debug)]
enum Goal {
    Ready,
    State(String),
    Gone,
}

impl<T: Resource> Wait<T> {
    /// The same for a resource, which knows its schema.
    #[inline]
    pub fn of(connection: &Connection, parameters: impl Into<Vec<String>>) -> Self {
        Self::new(connection, T::SCHEMA, parameters)
    }
}

impl<T: Attribute> Wait<T> {
    /// A wait for the item that `parameters` lead to: those of the path that `schema` declares, and the id.
    #[inline]
    pub fn new(connection: &Connection, schema: &'static Schema, parameters: impl Into<Vec<String>>) -> Self {
        let draft = Draft::new(connection, schema, parameters.into());
        Self { draft, goal: Goal::Ready, timeout: TIMEOUT, interval: INTERVAL, item: PhantomData }
    }

    /// Waits for this state instead of those that mean ready: `SHUTOFF`.
    pub fn state(mut self, state: impl Into<String>) -> Self {
        self.goal = Goal::State(state.into());
        self
    }

    /// How long to wait at most.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The first pause between two looks, a second where nothing is said. The pauses grow to ten seconds, or to this
    /// where it is longer.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Waits until there is no such item any more.
    pub fn deleted(mut self) -> WaitDeleted<T> {
        self.goal = Goal::Gone;
        WaitDeleted(self)
    }

    /// The item as it was first seen, and in each further state, until it is in the one that is waited for.
    pub fn states(self) -> States<T> {
        States { watch: Some(Watch::new(self)), looking: None }
    }
}

impl<T: Attribute + Send + 'static> IntoFuture for Wait<T> {
    type Output = Result<T>;
    type IntoFuture = Pending<T>;

    fn into_future(self) -> Pending<T> {
        Box::pin(async move {
            let mut watch = Watch::new(self);
            let mut last = None;
            while let Some(seen) = watch.next().await {
                last = Some(seen?);
            }
            Ok(last.unwrap_or_else(T::empty))
        })
    }
}

/// A wait until there is no such item any more, from [`Wait::deleted`].
#[derive(Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct WaitDeleted<T>(Wait<T>);

impl<T> WaitDeleted<T> {
    /// How long to wait at most.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.timeout = timeout;
        self
    }

    /// The first pause between two looks: see [`Wait::interval`].
    pub fn interval(mut self, interval: Duration) -> Self {
        self.0.interval = interval;
        self
    }
}

impl<T: Attribute> WaitDeleted<T> {
    /// The item as it was first seen, and in each further state, until it is gone.
    pub fn states(self) -> States<T> {
        self.0.states()
    }
}

impl<T: Attribute + Send + 'static> IntoFuture for WaitDeleted<T> {
    type Output = Result<()>;
    type IntoFuture = Pending<()>;

    fn into_future(self) -> Pending<()> {
        Box::pin(async move { self.0.await.map(drop) })
    }
}

/// An item under observation.
struct Watch<T> {
    wait: Wait<T>,
    deadline: Instant,
    pause: Duration,
    /// The state in which it was last seen.
    state: Option<String>,
    looked: bool,
    done: bool,
}

impl<T: Attribute> Watch<T> {
    fn new(wait: Wait<T>) -> Self {
        let now = Instant::now();
        let deadline = now.checked_add(wait.timeout).unwrap_or(now + TIMEOUT);
        Self { deadline, pause: wait.interval, state: None, looked: false, done: false, wait }
    }

    /// The item once it is in another state than before; nothing when there is nothing more to wait for.
    async fn next(&mut self) -> Option<Result<T>> {
        while !self.done {
            match self.look().await {
                Ok(None) => {}
                Ok(Some(item)) => return Some(Ok(item)),
                Err(error) => {
                    self.done = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }

    async fn look(&mut self) -> Result<Option<T>> {
        if self.looked {
            let at = Instant::now() + self.pause;
            sleep_until(at.min(self.deadline)).await;
            self.pause = (self.pause * 3 / 2).min(LONGEST_INTERVAL.max(self.wait.interval));
        }
        let draft = &self.wait.draft;
        let item: T = match get(draft, Method::Get).await {
            Err(error) if error.is_not_found() && matches!(self.wait.goal, Goal::Gone) => {
                self.done = true;
                return Ok(None);
            }
            item => item?,
        };
        let state = text(draft.schema, Usage::STATE, item.peek()).unwrap_or_default();
        let changed = self.state.as_ref() != Some(&state) || !self.looked;
        self.looked = true;
        let is_among = |states: &[&str]| states.contains(&state.as_str());
        self.done = match &self.wait.goal {
            Goal::Ready => is_among(draft.schema.state().ready()),
            Goal::State(goal) => state == *goal,
            Goal::Gone => false,
        };
        if !self.done && is_among(draft.schema.state().failed()) {
            return Err(self.failed(state, &item));
        }
        if !self.done && Instant::now() >= self.deadline {
            return Err(self.late(state));
        }
        self.state = Some(state);
        Ok(changed.then_some(item))
    }

    fn failed(&self, state: String, item: &T) -> crate::Error {
        let draft = &self.wait.draft;
        let fault = text(draft.schema, Usage::FAULT, item.peek()).filter(|fault| !fault.is_empty());
        let place = draft.connection.place(draft.schema.service());
        Problem::Failed { resource: draft.schema.command(), which: self.which(), state, fault, place }.into()
    }

    fn late(&self, state: String) -> crate::Error {
        let draft = &self.wait.draft;
        let goal = match &self.wait.goal {
            Goal::Ready => draft.schema.state().ready().join("` or `"),
            Goal::State(state) => state.clone(),
            Goal::Gone => "gone".into(),
        };
        let place = draft.connection.place(draft.schema.service());
        let seconds = self.wait.timeout.as_secs();
        Problem::Late { resource: draft.schema.command(), which: self.which(), state, goal, seconds, place }.into()
    }

    /// The item's id, or what stands for one in its path.
    fn which(&self) -> String {
        self.wait.draft.parameters.last().cloned().unwrap_or_default()
    }
}

/// The text of the field with this usage: its own, or the `message` of an object.
fn text(schema: &Schema, usage: Usage, item: Peek<'_>) -> Option<String> {
    text_of(schema.field_with(usage)?, item)
}

/// The states of an item, from [`Wait::states`], as a [`Stream`]. After an error it ends.
#[must_use = "a stream does nothing until it is polled"]
pub struct States<T> {
    watch: Option<Watch<T>>,
    looking: Option<Looking<T>>,
}

type Looking<T> = Pin<Box<dyn Future<Output = (Watch<T>, Option<Result<T>>)> + Send>>;

impl<T: Attribute + Send + 'static> Stream for States<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        if let Some(mut watch) = self.watch.take() {
            self.looking = Some(Box::pin(async move {
                let seen = watch.next().await;
                (watch, seen)
            }));
        }
        let Some(looking) = &mut self.looking else { return Poll::Ready(None) };
        let Poll::Ready((watch, seen)) = looking.as_mut().poll(context) else { return Poll::Pending };
        self.looking = None;
        self.watch = seen.is_some().then_some(watch);
        Poll::Ready(seen)
    }
}

impl<T> fmt::Debug for States<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("States").field("of", &self.watch.as_ref().map(|watch| &watch.wait)).finish_non_exhaustive()
    }
}
