//! A list of which some fields are read, for those who print tables.

use std::fmt;
use std::sync::Arc;

use super::pages::Pages;
use super::table::{Page, Table};
use super::{Pending, Response};
use crate::codec::ListSlot;
use crate::error::Result;

/// A request for some fields of the items of a collection, from [`List::rows`](super::List::rows): awaited, all of them; or
/// [page by page](Self::next_page).
///
/// The service is asked for these fields alone where it can send them alone; whatever else it sends is passed over without
/// being read.
///
/// ```no_run
/// # async fn example(conn: osc_runtime::Connection, schema: &'static osc_runtime::schema::Schema) -> osc_runtime::Result<()> {
/// use osc_runtime::Value;
/// use osc_runtime::request::List;
///
/// let fields: Vec<usize> = (0..2).collect();
/// let mut rows = List::<Value>::new(&conn, schema, []).rows(&fields);
/// while let Some(page) = rows.next_page().await? {
///     for row in page.iter() {
///         println!("{} {}", row[0], row[1]);
///     }
/// }
/// # Ok(()) }
/// ```
#[must_use = "a request is sent when it is awaited"]
pub struct Rows {
    pages: Pages,
    /// The field of each column.
    columns: Arc<[usize]>,
    fetching: Option<Pending<Response>>,
}

impl Rows {
    pub(super) fn new(pages: Pages, columns: Arc<[usize]>) -> Self {
        Self { pages, columns, fetching: None }
    }

    /// The rows of the next page, of which there may be none; nothing where there is no further page.
    ///
    /// Nothing is lost where this is dropped before it is ready: the next call waits for the same page.
    ///
    /// # Errors
    ///
    /// As for awaiting all of them. There is no further page then.
    pub async fn next_page(&mut self) -> Result<Option<Table>> {
        let mut table = Table::new(self.columns.len());
        Ok(self.read(&mut table).await?.then_some(table))
    }

    /// Adds the rows of the next page; whether there was one.
    async fn read(&mut self, table: &mut Table) -> Result<bool> {
        if self.fetching.is_none() {
            self.fetching = self.pages.fetch();
        }
        let Some(fetching) = &mut self.fetching else { return Ok(false) };
        let response = fetching.await;
        self.fetching = None;
        let response = response?;
        let schema = self.pages.draft().schema;
        let mut page = Page::new(table, schema, &self.columns);
        let next = response.read_page(schema, &mut page)?;
        self.pages.complete(&mut page);
        page.repeat();
        if !self.pages.turn(&response, next, page.len(), page.last())? {
            page.clear();
        }
        Ok(true)
    }
}

impl IntoFuture for Rows {
    type Output = Result<Table>;
    type IntoFuture = Pending<Table>;

    fn into_future(mut self) -> Pending<Table> {
        Box::pin(async move {
            let mut table = Table::new(self.columns.len());
            while self.read(&mut table).await? {}
            Ok(table)
        })
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("columns", &self.columns).field("of", self.pages.draft()).finish_non_exhaustive()
    }
}
