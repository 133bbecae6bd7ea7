//! From page to page of a list, without the resource's type.

use std::collections::HashSet;
use std::sync::Arc;

use url::Url;

use super::draft::Draft;
use super::item::text_of;
use super::{Pending, Response, link, path};
use crate::catalog::is_version;
use crate::codec::{Attribute, ListSlot, Next, Peek};
use crate::connection::{Call, Target};
use crate::error::{Error, Result};
use crate::listing::Projection;
use crate::method::Method;
use crate::schema::{Field, ListShape, Microversion, Operations, Pagination, Schema, Usage};

/// The way through the pages of a list.
pub(super) struct Pages {
    draft: Draft,
    read: Read,
    /// How many items a page is asked to have.
    limit: Option<usize>,
    /// Whether that has been said, and is not just what suits the service.
    is_said: bool,
    next: Option<Page>,
    /// How many there have been.
    count: usize,
    /// Where we have been, for a service that leads in circles.
    seen: HashSet<Url>,
    /// The ids behind which pages have been asked for, likewise.
    markers: HashSet<String>,
}

/// Which fields of each item are read, and so asked for.
#[derive(Clone)]
pub(super) enum Read {
    /// Those that are declared; the service is to send them all the same.
    AllFields,
    /// Those that are declared.
    Declared,
    /// Those of these indices, and the id.
    Some(Arc<[usize]>),
}

#[derive(Clone)]
enum Page {
    First,
    Link(Url),
    Marker(String),
}

impl Pages {
    pub(super) fn new(draft: Draft, size: Option<usize>, read: Read) -> Self {
        let is_limited = draft.query.iter().any(|(name, _)| name == "limit");
        let is_whole = draft.schema.pagination() == Pagination::None;
        let usual =
            if is_limited || is_whole { None } else { draft.connection.listing(draft.schema.service()).page_size };
        Self {
            draft,
            read,
            limit: size.or(usual),
            is_said: size.is_some(),
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
        let (draft, read, limit) = (self.draft.clone(), self.read.clone(), self.limit);
        Some(Box::pin(async move { fetch(&draft, page, limit, &read).await }))
    }

    /// Reads a page into `items`, which is empty before, and finds out where the next one is.
    pub(super) fn read<T: Attribute>(&mut self, response: &Response, items: &mut Vec<T>) -> Result<()> {
        let next = response.read_page(self.draft.schema, items)?;
        self.complete(items);
        if !self.turn(response, next, items.len(), items.last().map(T::peek))? {
            items.clear();
        }
        Ok(())
    }

    /// Puts the parameters of the path into each item.
    pub(super) fn complete(&self, items: &mut dyn ListSlot) {
        let draft = &self.draft;
        if !draft.parameters.is_empty() {
            for index in 0..items.len() {
                if let Some(item) = items.slot(index) {
                    draft.complete(draft.schema.list_path(), item);
                }
            }
        }
    }

    /// Turns to the page behind this one, which has `count` items, of which this is the last, and says `next` of that.
    /// Gives whether it is a page of its own: a service that takes no `marker` sends what it has sent before, again.
    pub(super) fn turn(
        &mut self,
        response: &Response,
        next: Next,
        count: usize,
        last: Option<Peek<'_>>,
    ) -> Result<bool> {
        self.seen.insert(response.url().clone());
        self.count += 1;
        let mut is_new = true;
        let by_marker = self.draft.schema.pagination() == Pagination::Marker || self.limit == Some(count);
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
            Next::Unsaid if count > 0 && by_marker => match last.and_then(|last| self.marker(last)) {
                Some(marker) if self.markers.insert(marker.clone()) => Some(Page::Marker(marker)),
                Some(_) if self.is_said || self.draft.schema.pagination() == Pagination::Marker => {
                    let text = "the same page came twice: the service knows no `marker`";
                    return Err(response.no_answer(text.into()).into());
                }
                // Nobody has asked for pages: it has no more than it has sent.
                Some(_) => {
                    is_new = false;
                    None
                }
                None => None,
            },
            Next::Unsaid | Next::End => None,
        };
        Ok(is_new)
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

async fn fetch(draft: &Draft, page: Page, limit: Option<usize>, read: &Read) -> Result<Response> {
    let schema = draft.schema;
    draft.check()?;
    let versions = draft.operation(Operations::LIST);
    let mut query = draft.query.clone();
    let projection = draft.connection.listing(schema.service()).projection;
    if projection != Projection::None && !matches!(read, Read::AllFields) {
        let version = draft.connection.microversion(schema.service(), &versions).await?;
        project(schema, projection, read, version, &mut query);
    }
    query.extend(limit.map(|limit| ("limit".to_owned(), limit.to_string())));
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
fn project(
    schema: &Schema,
    projection: Projection,
    read: &Read,
    version: Option<Microversion>,
    query: &mut Vec<(String, String)>,
) {
    let is_wanted = |index: usize, field: &Field| match read {
        Read::Some(wanted) => wanted.contains(&index) || field.has(Usage::ID),
        Read::AllFields | Read::Declared => true,
    };
    let fields = schema.fields().iter().enumerate();
    let fields = fields.filter(|(index, field)| is_wanted(*index, field)).map(|(_, field)| field);
    // What has a path for details has all of them there, and Ironic refuses to project these.
    let is_whole = fields.clone().any(|field| field.has(Usage::FLATTEN)) || schema.list_path().ends_with("/detail");
    if is_whole || schema.list_shape() != ListShape::Objects || query.iter().any(|(name, _)| name == "fields") {
        return;
    }
    let is_there = |field: &&Field| field.versions().since().is_none_or(|since| version.is_some_and(|it| it >= since));
    let is_read = |field: &&Field| field.is_read() && !field.has(Usage::PATH) && field.header().is_none();
    let fields = fields.filter(is_read).filter(is_there);
    // An older service knows a field by its other name alone.
    let mut names = fields.flat_map(|field| [Some(field.wire_name()), field.alias()]).flatten().peekable();
    match projection {
        // To ask for none is to ask for all.
        _ if names.peek().is_none() => {}
        Projection::Repeated => query.extend(names.map(|name| ("fields".to_owned(), name.to_owned()))),
        Projection::Comma => {
            let names: Vec<_> = names.collect();
            query.push(("fields".to_owned(), names.join(",")));
        }
        Projection::None => {}
    }
}
