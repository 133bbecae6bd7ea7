//! Who and what there is: users, projects and domains, found as a sign-in names them.

use osc_runtime::Value;
use serde_json::json;

use super::{DOMAINS, PROJECTS, USERS};
use crate::answer::{Answer, Dialect};
use crate::store::{Item, State};

/// The thing of a collection that has this id.
pub(super) fn by_id<'a>(state: &'a State, collection: &str, id: &str) -> Option<&'a Item> {
    state.collection(collection).iter().find(|item| item.text("id") == Some(id))
}

/// The user that `{"id": …}` or `{"name": …, "domain": {…}}` means, if it may sign in.
pub(super) fn user<'a>(state: &'a State, wanted: &Value) -> Result<Option<&'a Item>, Answer> {
    Ok(named(state, USERS, "user", wanted)?.filter(|user| is_usable(state, user)))
}

/// The project that is meant in the same way, if it may be used.
pub(super) fn project<'a>(state: &'a State, wanted: &Value) -> Result<Option<&'a Item>, Answer> {
    Ok(named(state, PROJECTS, "project", wanted)?.filter(|project| is_usable(state, project)))
}

/// The domain that `{"id": …}` or `{"name": …}` means, if it may be used.
pub(super) fn domain<'a>(state: &'a State, wanted: &Value) -> Option<&'a Item> {
    let text = |name: &str| wanted.get(name).and_then(Value::as_str);
    let found = match (text("name"), text("id")) {
        (Some(name), _) => state.collection(DOMAINS).iter().find(|item| item.text("name") == Some(name)),
        (None, Some(id)) => by_id(state, DOMAINS, id),
        (None, None) => None,
    };
    found.filter(|domain| is_enabled(domain))
}

/// Whether a user or a project, and the domain that it is in, are enabled.
pub(super) fn is_usable(state: &State, item: &Item) -> bool {
    let domain = item.text("domain_id").and_then(|id| by_id(state, DOMAINS, id));
    is_enabled(item) && domain.is_none_or(is_enabled)
}

/// A user or project as a token tells of it: with its domain.
pub(super) fn owned(state: &State, item: &Item) -> Value {
    let id = item.text("domain_id").unwrap_or_default();
    let name = by_id(state, DOMAINS, id).and_then(|domain| domain.text("name"));
    json!({"id": item.text("id"), "name": item.text("name"), "domain": {"id": id, "name": name}})
}

fn named<'a>(state: &'a State, collection: &str, what: &str, wanted: &Value) -> Result<Option<&'a Item>, Answer> {
    let text = |name: &str| wanted.get(name).and_then(Value::as_str);
    let Some(name) = text("name") else {
        let Some(id) = text("id") else {
            return Err(Dialect::Keystone.bad_request(&format!("A {what} is named by its id or its name.")));
        };
        return Ok(by_id(state, collection, id));
    };
    let Some(in_domain) = wanted.get("domain") else { return Err(Dialect::Keystone.not_in("domain", what)) };
    let Some(domain_id) = domain(state, in_domain).and_then(|domain| domain.text("id")) else { return Ok(None) };
    let is_it = |item: &&Item| item.text("name") == Some(name) && item.text("domain_id") == Some(domain_id);
    Ok(state.collection(collection).iter().find(is_it))
}

fn is_enabled(item: &Item) -> bool {
    item.fields.get("enabled") != Some(&Value::Bool(false))
}
