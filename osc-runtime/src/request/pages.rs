//! From page to page of a list, without the resource's type.

use std::collections::HashSet;

use url::Url;

use super::draft::Draft;
use super::item::text_of;
use super::{Pending, Response, link, path};
use crate::catalog::is_version;
use crate::codec::{ListPeek, ListSlot, Next, Peek};
use crate::connection::{Call, Target};
use crate::error::{Error, Result};
use crate::method::Method;
use crate::profile::Projection;
use crate::schema::{Field, ListShape, Microversion, Operations, Pagination, Schema, Usage};

/// The way through the pages of a list.
pub(super) struct Pages {
    draft: Draft,
    /// The size of a page that was asked for.
    size: Option<usize>,
    /// Whether each item is to have all of its fields, even those that are not read.
    all_fields: bool,
    next: Option<Page>,
    /// How many there have been.
    count: usize,
    /// Where we have been, for a service that leads in circles.
    seen: HashSet<Url>,
    /// The ids behind which pages have been asked for, likewise.
    markers: HashSet<String>,
}

#[derive(Clone)]
enum Page {
    First,
    Link(Url),
    Marker(String),
}

impl Pages {
    pub(super) fn new(draft: Draft, size: Option<usize>, all_fields: bool) -> Self {
        Self {
            draft,
            size,
            all_fields,
            next: Some(Page::First),
            count: 0,
            seen: HashSet::new(),
            markers: HashSet::new(),
        }
    }

    pub(super) fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The request for the next page, if there is one; [`read`](Self::read) is to be called with its answer.
    pub(super) fn fetch(&mut self) -> Option<Pending<Response>> {
        let page = self.next.take()?;
        let draft = self.draft.clone();
        let (size, all_fields) = (self.size, self.all_fields);
        Some(Box::pin(async move { fetch(&draft, page, size, all_fields).await }))
    }

    /// Reads a page into `items`, which is empty before, and finds out where the next one is.
    pub(super) fn read(&mut self, response: &Response, items: &mut (impl ListSlot + ListPeek)) -> Result<()> {
        let next = response.read_page(self.draft.schema, items)?;
        let count = ListPeek::len(items);
        self.turn(response, next, count, items)
    }

    /// Turns to the page behind this one, which has `count` items and says `next` of that.
    pub(super) fn turn(&mut self, response: &Response, next: Next, count: usize, items: &dyn ListPeek) -> Result<()> {
        self.seen.insert(response.url().clone());
        self.count += 1;
        let by_marker = self.draft.schema.pagination() == Pagination::Marker || self.size == Some(count);
        let next = match next {
            Next::Unsaid => response.header("link").and_then(link::next).map_or(Next::Unsaid, Next::Link),
            said => said,
        };
        let most = self.draft.connection.limits().most_pages;
        if self.count >= most && matches!(next, Next::Link(_)) {
            let text = format!("the list has more than {most} pages, the limit of this connection (`most_pages`)");
            return Err(response.no_answer(text).into());
        }
        self.next = match next {
            // One that is linked to from an empty page is empty as well: Zaqar always has a next one.
            Next::Link(_) if count == 0 => None,
            Next::Link(link) => Some(Page::Link(self.follow(response, &link)?)),
            // A page that is full may have another behind it.
            Next::Unsaid if count > 0 && by_marker => {
                let marker = items.len().checked_sub(1).and_then(|last| self.marker(items.item(last)));
                marker.map(|marker| self.page_behind(response, marker)).transpose()?
            }
            Next::Unsaid | Next::End => None,
        };
        Ok(())
    }

    fn follow(&self, response: &Response, link: &str) -> Result<Url> {
        let bad = |problem: String| Error::from(response.no_answer(problem));
        let url = next_page(response.url(), link)
            .map_err(|error| bad(format!("the next page is said to be where no address leads: {error}")))?;
        if self.seen.contains(&url) { Err(bad("the pages lead in a circle".into())) } else { Ok(url) }
    }

    /// The id of the last item, behind which the next page begins.
    fn marker(&self, last: Peek<'_>) -> Option<String> {
        text_of(self.draft.schema.id()?, last)
    }

    /// The page behind an item, unless it has been there already.
    fn page_behind(&mut self, response: &Response, marker: String) -> Result<Page> {
        if !self.markers.insert(marker.clone()) {
            return Err(response.no_answer("the same page came twice: the service knows no `marker`".into()).into());
        }
        Ok(Page::Marker(marker))
    }
}

/// The address of the page that a link leads to from `here`.
pub(crate) fn next_page(here: &Url, link: &str) -> Result<Url, url::ParseError> {
    here.join(&below_endpoint(here, link))
}

/// A link that begins with the version, as Glance's do (`/v2/images?marker=…`), with what the endpoint has before it.
fn below_endpoint(here: &Url, link: &str) -> String {
    let first = link.strip_prefix('/').and_then(|rest| rest.split('/').next());
    let mut before: Vec<_> = here.path().split('/').collect();
    match (first, before.iter().position(|segment| is_version(segment))) {
        (Some(first), Some(version)) if is_version(first) => {
            before.truncate(version);
            format!("{}{link}", before.join("/"))
        }
        _ => link.to_owned(),
    }
}

async fn fetch(draft: &Draft, page: Page, size: Option<usize>, all_fields: bool) -> Result<Response> {
    let schema = draft.schema;
    let versions = draft.operation(Operations::LIST);
    let mut query = draft.query.clone();
    if !all_fields {
        let version = draft.connection.microversion(schema.service(), &versions).await?;
        project(schema, draft.connection.projection(schema.service()), version, &mut query);
    }
    query.extend(size.map(|size| ("limit".to_owned(), size.to_string())));
    let target = match page {
        Page::Link(url) => {
            query.clear();
            Target::Link(url)
        }
        Page::First => Target::Path(path::list(schema, &draft.parameters)?),
        Page::Marker(marker) => {
            query.push(("marker".to_owned(), marker));
            Target::Path(path::list(schema, &draft.parameters)?)
        }
    };
    let call = Call {
        method: Method::Get,
        service: schema.service(),
        resource: schema.name(),
        operation: "list",
        target,
        query: &query,
        headers: &[],
        body: None,
        secrets: Vec::new(),
        versions: &versions,
        idempotent: true,
        busy: None,
    };
    draft.connection.send(call).await
}

/// Asks for just the fields that are read.
fn project(schema: &Schema, projection: Projection, version: Option<Microversion>, query: &mut Vec<(String, String)>) {
    // What has a path for details has all of them there, and Ironic refuses to project these.
    let is_whole = schema.field_with(Usage::FLATTEN).is_some() || schema.list_path().ends_with("/detail");
    if is_whole || schema.list_shape() != ListShape::Objects || query.iter().any(|(name, _)| name == "fields") {
        return;
    }
    let is_there = |field: &&Field| field.versions().since().is_none_or(|since| version.is_some_and(|it| it >= since));
    let is_read = |field: &&Field| field.is_read() && !field.has(Usage::PATH) && field.header().is_none();
    let fields = schema.fields().iter().filter(is_read).filter(is_there);
    // An older service knows a field by its other name alone.
    let names = fields.flat_map(|field| [Some(field.wire_name()), field.alias()]).flatten();
    match projection {
        Projection::Repeated => query.extend(names.map(|name| ("fields".to_owned(), name.to_owned()))),
        Projection::Comma => {
            let names: Vec<_> = names.collect();
            query.push(("fields".to_owned(), names.join(",")));
        }
        Projection::None => {}
    }
}
