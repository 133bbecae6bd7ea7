//! What a token is asked for: a project, a domain, the system, a trust, or nothing of these.

use osc_runtime::Value;
use serde_json::json;

use super::{Keystone, PROJECTS, directory, trust};
use crate::answer::{Answer, Dialect};
use crate::store::{Item, Scope, State};

const KINDS: [&str; 5] = ["system", "project", "domain", "OS-TRUST:trust", "unscoped"];

/// The scope that a sign-in asks for; nothing where it leaves that to the user's default.
pub(super) fn wanted(keystone: &Keystone, state: &State, scope: Option<&Value>) -> Result<Option<Scope>, Answer> {
    let Some(scope) = scope.filter(|scope| !scope.is_null()) else { return Ok(None) };
    let refused = || keystone.unauthorized();
    let id = |item: &Item| item.text("id").unwrap_or_default().to_owned();
    // `"scope": "unscoped"` is what is documented, `"scope": {"unscoped": {}}` what older clients send.
    let kinds: Vec<_> = match scope {
        Value::String(text) => KINDS.into_iter().filter(|kind| *kind == "unscoped" && text == kind).collect(),
        scope => KINDS.into_iter().filter(|kind| scope.get(kind).is_some()).collect(),
    };
    let [kind] = *kinds else {
        return Err(Dialect::Keystone.not_in("system, project, domain, OS-TRUST:trust or unscoped", "scope"));
    };
    let content = scope.get(kind).unwrap_or(&Value::Null);
    Ok(Some(match kind {
        "project" => Scope::Project(directory::project(state, content)?.map(id).ok_or_else(refused)?),
        "domain" => Scope::Domain(directory::domain(state, content).map(id).ok_or_else(refused)?),
        "system" => Scope::System,
        "unscoped" => Scope::Unscoped,
        _ => {
            let Some(id) = content.get("id").and_then(Value::as_str) else {
                return Err(Dialect::Keystone.not_in("trust_id", "trust"));
            };
            let trust = trust::usable(keystone, state, id).ok_or_else(refused)?;
            let project_id = trust.text("project_id").map(str::to_owned);
            Scope::Trust { id: id.to_owned(), project_id }
        }
    }))
}

/// The scope of a sign-in that names none: the user's default project, where it is there.
pub(super) fn default(state: &State, user: &Item) -> Scope {
    let project = user.text("default_project_id").and_then(|id| directory::by_id(state, PROJECTS, id));
    let id = project.filter(|project| directory::is_usable(state, project)).and_then(|project| project.text("id"));
    id.map_or(Scope::Unscoped, |id| Scope::Project(id.to_owned()))
}

/// A scope as Keystone lists it for who may ask for it.
pub(super) fn possible(keystone: &Keystone, state: &State, collection: &str, kind: &str) -> Answer {
    let items: Vec<_> = state.collection(collection).iter().map(|item| item.fields.clone()).collect();
    let url = format!("{}/auth/{kind}", keystone.url());
    Answer::json(200, &json!({ kind: items, "links": {"self": url, "next": null, "previous": null} }))
}
