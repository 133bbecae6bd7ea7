//! All items, page by page.

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::draft::{Draft, request};
use super::pages::{Pages, Read};
use super::sort::{self, Direction};
use super::{Lenient, Pending, Response, Rows};
use crate::codec::{Attribute, Input};
use crate::error::Result;
use crate::identify::Identifies;
use crate::schema::Schema;
use crate::{Connection, Resource};

request! {
    /// A request for the items of a collection: awaited, all of them; as a [stream](Self::stream), one by one.
    List { size: Option<usize>, all_fields: bool, }
}

impl<T: Resource> List<T> {
    /// The same for a resource, which knows its schema.
    #[inline]
    pub fn of(connection: &Connection, parameters: impl Into<Vec<String>>) -> Self {
        Self::new(connection, T::SCHEMA, parameters)
    }
}

impl<T: Attribute> List<T> {
    /// A request for the items of the collection that `schema` declares, with the parameters of its path.
    #[inline]
    pub fn new(connection: &Connection, schema: &'static Schema, parameters: impl Into<Vec<String>>) -> Self {
        Self {
            draft: Draft::new(connection, schema, parameters.into()),
            size: None,
            all_fields: false,
            item: PhantomData,
        }
    }

    /// Filters on the field at `index` of the schema; an empty value filters nothing.
    #[inline]
    pub fn filter<A>(mut self, index: usize, value: impl Input<A>) -> Self {
        self.draft.filter(index, value.into_attribute().peek());
        self
    }

    /// Filters on the field at `index` of the schema, which holds the id of a resource; no id filters nothing.
    #[inline]
    pub fn filter_id<R>(mut self, index: usize, value: impl Identifies<R>) -> Self {
        self.draft.filter(index, value.into_id().peek());
        self
    }

    /// Adds a parameter to the query, as it is.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.draft.query.push((name.into(), value.into()));
        self
    }

    /// Asks for pages of this many items. All pages are read all the same.
    pub fn page_size(mut self, items: usize) -> Self {
        self.size = Some(items.max(1));
        self
    }

    /// Sets the parameter of the query at `index` of the schema's; an empty value says nothing.
    #[inline]
    pub fn query_at<A>(mut self, index: usize, value: impl Input<A>) -> Self {
        self.draft.query_at(index, value.into_attribute().peek());
        self
    }

    /// Asks for the items in the order of the field that is called so, in Rust or on the wire. Where this is said of several
    /// fields, each orders those that are equal in the ones before it.
    ///
    /// A field that there is not, and a service that sorts no lists, are errors when the list is awaited.
    pub fn sort_by(mut self, field: &str) -> Self {
        sort::by(&mut self.draft, field, Direction::Ascending);
        self
    }

    /// The same with the largest first.
    pub fn sort_by_descending(mut self, field: &str) -> Self {
        sort::by(&mut self.draft, field, Direction::Descending);
        self
    }

    /// Asks for all fields of each item, where the service would send just those that are read.
    pub fn all_fields(mut self) -> Self {
        self.all_fields = true;
        self
    }

    /// Reads each item by itself, so that one that cannot be read does not cost the others.
    pub fn lenient(self) -> Lenient<T> {
        Lenient(self)
    }

    /// Reads just the fields at these indices of the schema, each item a row of a [`Table`](super::Table), which costs a
    /// fraction of what the items would. See [`Rows`].
    pub fn rows(self, fields: &[usize]) -> Rows {
        let fields: Arc<[usize]> = fields.into();
        let read = if self.all_fields { Read::AllFields } else { Read::Some(Arc::clone(&fields)) };
        Rows::new(Pages::new(self.draft, self.size, read), fields)
    }

    pub(super) fn pages(self) -> Pages {
        let read = if self.all_fields { Read::AllFields } else { Read::Declared };
        Pages::new(self.draft, self.size, read)
    }

    /// The items, page by page: the next page is asked for while the one before is being consumed.
    pub fn stream(self) -> Items<T> {
        Items { pages: self.pages(), page: VecDeque::new(), fetch_at: 0, fetching: None, done: false }
    }
}

impl<T: Attribute + Send + 'static> IntoFuture for List<T> {
    type Output = Result<Vec<T>>;
    type IntoFuture = Pending<Vec<T>>;

    fn into_future(self) -> Pending<Vec<T>> {
        Box::pin(async move {
            let mut pages = self.pages();
            let mut all = Vec::new();
            while let Some(page) = pages.fetch() {
                let mut items = Vec::new();
                pages.read(&page.await?, &mut items)?;
                if all.is_empty() { all = items } else { all.extend(items) }
            }
            Ok(all)
        })
    }
}

/// The items of a list, as a [`Stream`](futures_core::Stream). After an error it ends.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<T> {
    pages: Pages,
    page: VecDeque<T>,
    /// How many items are left of the page when the next one is asked for.
    fetch_at: usize,
    fetching: Option<Pending<Response>>,
    done: bool,
}

impl<T: Attribute + Send + Unpin + 'static> Stream for Items<T> {
    type Item = Result<T>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        let this = self.get_mut();
        loop {
            if this.done {
                return Poll::Ready(None);
            }
            // Only once half of a page has been taken: who wants the first few items wants no second page.
            if this.fetching.is_none() && this.page.len() <= this.fetch_at {
                this.fetching = this.pages.fetch();
            }
            if !this.page.is_empty()
                && let Some(fetching) = &mut this.fetching
                && let Poll::Ready(response) = fetching.as_mut().poll(context)
            {
                this.fetching = Some(Box::pin(std::future::ready(response)));
            }
            if let Some(item) = this.page.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(fetching) = &mut this.fetching else {
                this.done = true;
                continue;
            };
            let Poll::Ready(response) = fetching.as_mut().poll(context) else { return Poll::Pending };
            this.fetching = None;
            let mut items = Vec::new();
            match response.and_then(|response| this.pages.read(&response, &mut items)) {
                Ok(()) => {
                    this.fetch_at = items.len() / 2;
                    this.page = items.into();
                }
                Err(error) => {
                    this.done = true;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl<T> std::fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Items").field("of", self.pages.draft()).finish_non_exhaustive()
    }
}
