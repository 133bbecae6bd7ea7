//! What Keystone's own resources have in common: who calls, what is in the body, how a list is answered.

use osc_runtime::{Timestamp, Value};
use serde_json::{Map, json};

use super::{Keystone, clock};
use crate::answer::{Answer, Dialect};
use crate::cloud::Received;
use crate::store::{Item, State, Token};

/// A request by somebody who has a token.
pub(super) struct Call<'a> {
    pub(super) keystone: &'a Keystone,
    pub(super) received: &'a Received,
    pub(super) token: Token,
}

impl Call<'_> {
    pub(super) fn method(&self) -> &str {
        &self.received.method
    }
}

/// The object that is wrapped as `name` in a body.
pub(super) fn body(received: &Received, name: &str) -> Result<Map<String, Value>, Answer> {
    let Ok(mut body) = serde_json::from_slice::<Value>(&received.body) else {
        return Err(Dialect::Keystone.bad_body());
    };
    match body.get_mut(name).map(Value::take) {
        Some(Value::Object(object)) => Ok(object),
        _ => Err(Dialect::Keystone.not_in_body(name)),
    }
}

/// A text that has to be there.
pub(super) fn required<'a>(given: &'a Map<String, Value>, what: &str, name: &str) -> Result<&'a str, Answer> {
    given.get(name).and_then(Value::as_str).ok_or_else(|| {
        let message = format!("Invalid input for field/attribute {what}. '{name}' is a required property");
        Dialect::Keystone.bad_request(&message)
    })
}

/// The `expires_at` of a new thing, as Keystone writes it; one that is past is refused.
pub(super) fn end(keystone: &Keystone, given: &Map<String, Value>) -> Result<Option<String>, Answer> {
    let Some(text) = given.get("expires_at").filter(|end| !end.is_null()) else { return Ok(None) };
    let end = text.as_str().and_then(|text| text.parse::<Timestamp>().ok());
    let end = end.ok_or_else(|| Dialect::Keystone.bad_request("Invalid input for 'expires_at': no time."))?;
    if end <= keystone.now().into() {
        return Err(Dialect::Keystone.bad_request("The 'expires_at' must not be before now."));
    }
    Ok(Some(clock::micros(end)))
}

/// Whether a thing is past its `expires_at`.
pub(super) fn has_ended(keystone: &Keystone, item: &Item) -> bool {
    let end = item.text("expires_at").and_then(|text| text.parse::<Timestamp>().ok());
    end.is_some_and(|end| end <= keystone.now().into())
}

/// An answer with all of these, in one page.
pub(super) fn list(call: &Call<'_>, key: &str, items: &[Map<String, Value>]) -> Answer {
    let query = call.received.query.as_deref().map(|query| format!("?{query}")).unwrap_or_default();
    let url = format!("{}{}{query}", call.keystone.origin, call.received.path);
    Answer::json(200, &json!({ key: items, "links": {"self": url, "next": null, "previous": null} }))
}

/// Takes a thing out of its collection; nothing where it is not in it.
pub(super) fn remove(state: &mut State, collection: &str, id: &str) -> Option<()> {
    let items = state.collection_mut(collection);
    let at = items.iter().position(|item| item.text("id") == Some(id))?;
    items.remove(at);
    Some(())
}
