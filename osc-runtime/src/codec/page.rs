//! One page of a list, and where the next one is.
//!
//! Neutron, Nova and Cinder have `networks_links: [{"rel": "next", "href": …}]` beside the list, Keystone and
//! Designate `links: {"next": …}`, Glance `next`. Each is recognized by its shape, so that no declaration needs
//! to tell the dialect.

use serde_json::Value;

use super::decode::{Context, DecodeError, EnvelopeSeed, SlotSeed, run};
use super::slot::Slot;

/// What a page says of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing: the service does not link pages, or this is the last one.
    Unsaid,
    /// There is none.
    End,
    /// It is there: an absolute address, or one relative to the endpoint.
    Link(String),
}

/// Reads a page whose items lie under `list_key` (a bare list where there is none) into `slot`.
pub(crate) fn decode_page(json: &[u8], list_key: Option<&str>, slot: Slot<'_>) -> Result<Next, DecodeError> {
    let context = Context::default();
    let mut next = Next::Unsaid;
    let Some(key) = list_key else {
        run(json, &context, SlotSeed { slot, context: &context })?;
        return Ok(next);
    };
    let mut other = |key: &str, value: Option<Value>| {
        let linking = key == "links" || key == "next" || key.ends_with("_links");
        if let Some(value) = value.filter(|_| linking) {
            next = next_of(&value);
        }
        linking
    };
    run(json, &context, EnvelopeSeed { key, slot: Some(slot), context: &context, other: &mut other })?;
    Ok(next)
}

fn next_of(links: &Value) -> Next {
    let href = match links {
        Value::Array(links) => {
            let next = links.iter().find(|link| link.get("rel").is_some_and(|rel| rel == "next"));
            next.and_then(|link| link.get("href"))
        }
        Value::Object(links) => links.get("next"),
        href => Some(href),
    };
    match href {
        Some(Value::String(href)) => Next::Link(href.clone()),
        _ => Next::End,
    }
}
