//! Application credentials: what a user gives a program instead of the password
//! (<https://docs.openstack.org/api-ref/identity/v3/#application-credentials>).

use osc_runtime::Value;
use serde_json::{Map, json};

use super::api::{self, Call};
use super::{Keystone, Outcome, USERS, directory, forbidden, new_id, role, role_ids, token};
use crate::answer::{Answer, Dialect};
use crate::store::{Item, Scope, State, Token};

const NAME: &str = "application_credential";
/// What it is called where it is not found.
const TITLE: &str = "Application Credential";

/// `/users/{user_id}/application_credentials`, and below.
pub(super) fn serve(call: &Call<'_>, state: &mut State, user_id: &str, id: Option<&str>) -> Outcome {
    let collection = collection(user_id);
    match (call.method(), id) {
        ("POST", None) => create(call, state, user_id),
        ("GET", None) => {
            let name = call.received.parameter("name");
            let items = state.collection(&collection).iter();
            let items = items.filter(|item| name.as_deref().is_none_or(|name| item.text("name") == Some(name)));
            let items: Vec<_> = items.map(|item| shown(call.keystone, state, item)).collect();
            Ok(api::list(call, "application_credentials", &items))
        }
        ("GET" | "HEAD", Some(id)) => {
            let item = directory::by_id(state, &collection, id).ok_or_else(|| not_found(id))?;
            Ok(Answer::json(200, &json!({ NAME: shown(call.keystone, state, item) })))
        }
        ("DELETE", Some(id)) => {
            restricted(call.keystone, state, &call.token)?;
            api::remove(state, &collection, id).map(|()| Answer::new(204)).ok_or_else(|| not_found(id))
        }
        _ => Err(Dialect::Keystone.wrong_method(call.method(), "application_credentials")),
    }
}

fn create(call: &Call<'_>, state: &mut State, user_id: &str) -> Outcome {
    restricted(call.keystone, state, &call.token)?;
    let given = api::body(call.received, NAME)?;
    let name = api::required(&given, NAME, "name")?;
    let collection = collection(user_id);
    if by_name(state, user_id, name).is_some() {
        let message = format!("Conflict occurred attempting to store {NAME} - Duplicate entry found with name {name}.");
        return Err(Dialect::Keystone.refuse(409, "Conflict", &message));
    }
    let expires_at = api::end(call.keystone, &given)?;
    let own = token::role_ids(call.keystone, state, &call.token);
    let roles = match given.get("roles").and_then(Value::as_array) {
        Some(wanted) => role::wanted(state, wanted)?,
        None => own,
    };
    let secret = match given.get("secret").and_then(Value::as_str) {
        Some(secret) => secret.to_owned(),
        None => token::secret_id(),
    };
    let mut item = Item::default();
    let mut put = |name: &str, value: Value| drop(item.fields.insert(name.to_owned(), value));
    put("id", new_id().into());
    put("name", name.into());
    put("description", given.get("description").cloned().unwrap_or_default());
    put("user_id", user_id.into());
    put("project_id", call.token.project_id().into());
    put("system", Value::Null);
    // Keystone writes this end, unlike all others, without a zone.
    put("expires_at", expires_at.map(|end| end.trim_end_matches('Z').to_owned()).into());
    put("unrestricted", given.get("unrestricted").cloned().unwrap_or_default());
    put("roles", json!(roles));
    item.secrets.insert("secret".into(), secret.clone().into());
    let mut document = shown(call.keystone, state, &item);
    document.insert("secret".into(), secret.into());
    state.collection_mut(&collection).push(item);
    Ok(Answer::json(201, &json!({ NAME: document })))
}

/// Refuses what an application credential may not do that is not declared unrestricted.
fn restricted(keystone: &Keystone, state: &State, token: &Token) -> Result<(), Answer> {
    let Some(id) = &token.application_credential_id else { return Ok(()) };
    let is_free = usable(keystone, state, id).is_some_and(|one| one.fields.get("unrestricted") == Some(&true.into()));
    if is_free { Ok(()) } else { Err(forbidden("managing application credentials with a restricted one")) }
}

/// One by its id, whoever's it is.
pub(super) fn by_id<'a>(state: &'a State, id: &str) -> Option<&'a Item> {
    let users = state.collection(USERS).iter().filter_map(|user| user.text("id"));
    users.flat_map(|user| state.collection(&collection(user))).find(|item| item.text("id") == Some(id))
}

/// A user's one by its name.
pub(super) fn by_name<'a>(state: &'a State, user_id: &str, name: &str) -> Option<&'a Item> {
    state.collection(&collection(user_id)).iter().find(|item| item.text("name") == Some(name))
}

/// One by its id, unless it is past its end.
pub(super) fn usable<'a>(keystone: &Keystone, state: &'a State, id: &str) -> Option<&'a Item> {
    by_id(state, id).filter(|item| !api::has_ended(keystone, item))
}

/// Its user, if they may sign in.
pub(super) fn user<'a>(state: &'a State, item: &Item) -> Option<&'a Item> {
    directory::by_id(state, USERS, item.text("user_id")?).filter(|user| directory::is_usable(state, user))
}

/// The scope that it brings: the project that it was made in.
pub(super) fn scope(keystone: &Keystone, state: &State, id: &str) -> Scope {
    let project = usable(keystone, state, id).and_then(|item| item.text("project_id"));
    project.map_or(Scope::Unscoped, |id| Scope::Project(id.to_owned()))
}

/// What a token tells of it.
pub(super) fn short(item: &Item) -> Value {
    let is_free = item.fields.get("unrestricted") == Some(&Value::Bool(true));
    json!({"id": item.text("id"), "name": item.text("name"), "restricted": !is_free})
}

fn shown(keystone: &Keystone, state: &State, item: &Item) -> Map<String, Value> {
    let mut document = item.fields.clone();
    document.insert("roles".into(), role::full(state, &role_ids(item)));
    let url = format!("{}/application_credentials/{}", keystone.url(), item.text("id").unwrap_or_default());
    document.insert("links".into(), json!({ "self": url }));
    document
}

fn collection(user_id: &str) -> String {
    format!("{USERS}/{user_id}/application_credentials")
}

fn not_found(id: &str) -> Answer {
    Dialect::Keystone.not_found(TITLE, id)
}
