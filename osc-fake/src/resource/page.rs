//! A page of a list, and the way to those before and behind it.

use osc_runtime::Value;
use serde_json::json;
use url::form_urlencoded::Serializer;

use super::Asked;
use super::value::boolean;
use crate::answer::{Answer, Dialect};
use crate::store::Item;

/// A page of what was found.
pub(super) struct Page<'a> {
    pub(super) items: Vec<&'a Item>,
    /// The marker of the page behind this one.
    pub(super) next: Option<String>,
    /// The marker of the page before this one, where the service is asked for pages backwards.
    previous: Option<String>,
}

/// The page that is asked for.
pub(super) fn page<'a>(asked: &Asked<'_>, found: &[&'a Item]) -> Result<Page<'a>, Answer> {
    let id = |item: &Item| Some(item.text(asked.route.schema.id()?.wire_name())?.to_owned());
    let backwards =
        asked.dialect() == Dialect::Neutron && asked.parameter("page_reverse").and_then(boolean) == Some(true);
    let limit = limit(asked)?;
    let marker = match asked.parameter("marker") {
        None => None,
        Some(marker) => match found.iter().position(|item| id(item).as_deref() == Some(marker)) {
            None => return Err(asked.dialect().not_found(asked.route.schema.name(), marker)),
            at => at,
        },
    };
    let there =
        if backwards { found.get(..marker.unwrap_or(found.len())) } else { found.get(marker.map_or(0, |at| at + 1)..) };
    let there = there.unwrap_or_default();
    let Some(limit) = limit else { return Ok(Page { items: there.to_vec(), next: None, previous: None }) };
    let skipped = if backwards { there.len().saturating_sub(limit) } else { 0 };
    let items: Vec<_> = there.iter().skip(skipped).take(limit).copied().collect();
    // A full page is followed by another one, which may be empty; where we come from there is always one.
    let is_full = items.len() == limit;
    let next = items.last().filter(|_| is_full || backwards).and_then(|item| id(item));
    let previous = items.first().filter(|_| is_full || !backwards).and_then(|item| id(item));
    Ok(Page { items, next, previous })
}

/// How many items a page has at most; 0 is no limit.
fn limit(asked: &Asked<'_>) -> Result<Option<usize>, Answer> {
    let Some(text) = asked.parameter("limit") else { return Ok(None) };
    let dialect = asked.dialect();
    let limit: usize = text.parse().map_err(|_| match dialect {
        Dialect::Keystone => dialect.bad_request(&format!("Invalid input for field/attribute limit. Value: {text}.")),
        Dialect::Neutron => {
            let message = format!("Bad limit request: Limit must be an integer 0 or greater and not '{text}'.");
            dialect.refuse(400, "BadRequest", &message)
        }
    })?;
    Ok(Some(limit).filter(|limit| *limit > 0))
}

impl Page<'_> {
    /// The links of the page, by the name that the list has beside it for them; nothing where there are none.
    pub(super) fn links(&self, asked: &Asked<'_>, list_key: &str) -> Option<(String, Value)> {
        let next = self.next.as_ref().map(|marker| address(asked, &[("marker", marker)]));
        match asked.dialect() {
            Dialect::Keystone => {
                // The one link that is to here keeps the marker.
                let query = Serializer::new(String::new()).extend_pairs(&asked.query).finish();
                Some(("links".into(), json!({"next": next, "self": with_query(asked, &query), "previous": null})))
            }
            Dialect::Neutron => {
                let previous = self.previous.as_ref();
                let previous = previous.map(|marker| address(asked, &[("marker", marker), ("page_reverse", "True")]));
                let links = [("next", next), ("previous", previous)];
                let links: Vec<_> =
                    links.into_iter().filter_map(|(rel, href)| Some(json!({"rel": rel, "href": href?}))).collect();
                (!links.is_empty()).then(|| (format!("{list_key}_links"), links.into()))
            }
        }
    }
}

/// The address of another page of the list.
fn address(asked: &Asked<'_>, place: &[(&str, &str)]) -> String {
    let kept = asked.query.iter().filter(|(name, _)| name != "marker" && name != "page_reverse");
    with_query(asked, &Serializer::new(String::new()).extend_pairs(kept).extend_pairs(place).finish())
}

fn with_query(asked: &Asked<'_>, query: &str) -> String {
    if query.is_empty() { asked.url.clone() } else { format!("{}?{query}", asked.url) }
}
