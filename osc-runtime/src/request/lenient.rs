//! A list of which some items may be unreadable.

use super::list::read_leniently;
use super::{List, Pending};
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
                let (items, failures) = read_leniently(&mut pages, &page.await?)?;
                all.items.extend(items);
                all.failures.extend(failures);
            }
            Ok(all)
        })
    }
}
