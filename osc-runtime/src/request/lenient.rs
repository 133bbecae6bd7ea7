//! A list of which some items may be unreadable.

use super::pages::Pages;
use super::{List, Pending, Response};
use crate::codec::Attribute;
use crate::error::{Error, Result};

/// A request for the items of a collection, each read by itself: from [`List::lenient`].
#[derive(Clone, Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct Lenient<T>(pub(super) List<T>);

/// The items that could be read, and why the others could not.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Readable<T> {
    /// What could be read, in the order of the list.
    pub items: Vec<T>,
    /// Why each of the others could not: [`ErrorKind::Decode`](crate::ErrorKind), with its index in the list.
    pub failures: Vec<Error>,
}

impl<T: Attribute + Send + 'static> IntoFuture for Lenient<T> {
    type Output = Result<Readable<T>>;
    type IntoFuture = Pending<Readable<T>>;

    fn into_future(self) -> Pending<Readable<T>> {
        Box::pin(async move {
            let mut pages = self.0.pages();
            let mut all = Readable { items: Vec::new(), failures: Vec::new() };
            while let Some(page) = pages.fetch() {
                read(&mut pages, &page.await?, &mut all)?;
            }
            Ok(all)
        })
    }
}

fn read<T: Attribute>(pages: &mut Pages, response: &Response, all: &mut Readable<T>) -> Result<()> {
    let schema = pages.draft().schema;
    let unread = response.read_page_leniently(schema)?;
    let mut items: Vec<T> = Vec::new();
    for index in 0..unread.len() {
        let mut one: Vec<T> = Vec::new();
        match unread.read(index, &mut one) {
            Ok(()) => items.append(&mut one),
            Err(error) => all.failures.push(response.unreadable_list(schema, error)),
        }
    }
    pages.complete(&mut items);
    if pages.turn(response, unread.next.clone(), unread.len(), items.last().map(T::peek))? {
        all.items.append(&mut items);
    }
    Ok(())
}
