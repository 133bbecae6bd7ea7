//! Roles. There are no assignments: everybody has all of them everywhere, but for who comes by a trust or an application
//! credential, which have those that they were made with.

use osc_runtime::Value;
use serde_json::{Map, json};

use super::ROLES;
use crate::answer::{Answer, Dialect};
use crate::store::{Item, State};

/// Those that a cloud begins with; each implies the ones behind it.
pub(super) const NAMES: [&str; 4] = ["admin", "manager", "member", "reader"];

/// All roles, by their ids.
pub(super) fn all(state: &State) -> Vec<String> {
    state.collection(ROLES).iter().filter_map(|role| role.text("id")).map(str::to_owned).collect()
}

/// The ids of the roles that `[{"id": …}, {"name": …}]` means, and of those that they imply.
pub(super) fn wanted(state: &State, wanted: &[Value]) -> Result<Vec<String>, Answer> {
    let mut names = Vec::new();
    for role in wanted {
        let text = |name: &str| role.get(name).and_then(Value::as_str);
        let is_it =
            |item: &&Item| text("id").map_or(item.text("name") == text("name"), |id| item.text("id") == Some(id));
        let found = state.collection(ROLES).iter().find(is_it).and_then(|item| item.text("name"));
        let Some(name) = found else {
            return Err(Dialect::Keystone.not_found("role", text("id").or(text("name")).unwrap_or_default()));
        };
        names.push(name);
        names.extend(NAMES.iter().skip_while(|known| **known != name));
    }
    let roles = state.collection(ROLES).iter();
    let meant = roles.filter(|role| role.text("name").is_some_and(|name| names.contains(&name)));
    Ok(meant.filter_map(|role| role.text("id")).map(str::to_owned).collect())
}

/// Roles as a token tells of them.
pub(super) fn short(state: &State, ids: &[String]) -> Value {
    found(state, ids).map(|role| json!({"id": role.text("id"), "name": role.text("name")})).collect()
}

/// Roles as an application credential or a trust tells of them.
pub(super) fn full(state: &State, ids: &[String]) -> Value {
    found(state, ids).map(|role| Value::Object(Map::clone(&role.fields))).collect()
}

fn found<'a>(state: &'a State, ids: &'a [String]) -> impl Iterator<Item = &'a Item> {
    let is_it = |role: &&Item| role.text("id").is_some_and(|id| ids.iter().any(|known| known == id));
    state.collection(ROLES).iter().filter(is_it)
}
