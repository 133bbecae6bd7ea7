//! Trusts: what one user lets another do in a project
//! (<https://docs.openstack.org/api-ref/identity/v3-ext/#os-trust-api>).

use osc_runtime::Value;
use serde_json::{Map, json};

use super::api::{self, Call};
use super::{Keystone, Outcome, TRUSTS, USERS, directory, forbidden, new_id, role, role_ids};
use crate::answer::{Answer, Dialect};
use crate::store::{Item, State};

/// `/OS-TRUST/trusts`, and below.
pub(super) fn serve(call: &Call<'_>, state: &mut State, id: Option<&str>) -> Outcome {
    if call.token.application_credential_id.is_some() {
        return Err(forbidden("managing trusts with an application credential"));
    }
    let not_found = |id: &str| Dialect::Keystone.not_found("trust", id);
    match (call.method(), id) {
        ("POST", None) => create(call, state),
        ("GET", None) => {
            let is_wanted = |item: &&Item| {
                ["trustor_user_id", "trustee_user_id"].into_iter().all(|name| {
                    let wanted = call.received.parameter(name);
                    wanted.as_deref().is_none_or(|wanted| item.text(name) == Some(wanted))
                })
            };
            let shown = state.collection(TRUSTS).iter().filter(is_wanted).map(|item| {
                let mut document = shown(call.keystone, state, item);
                document.retain(|name, _| name != "roles" && name != "roles_links");
                document
            });
            let shown: Vec<_> = shown.collect();
            Ok(api::list(call, "trusts", &shown))
        }
        ("GET" | "HEAD", Some(id)) => {
            let item = usable(call.keystone, state, id).ok_or_else(|| not_found(id))?;
            Ok(Answer::json(200, &json!({"trust": shown(call.keystone, state, item)})))
        }
        ("DELETE", Some(id)) => api::remove(state, TRUSTS, id).map(|()| Answer::new(204)).ok_or_else(|| not_found(id)),
        _ => Err(Dialect::Keystone.wrong_method(call.method(), "trusts")),
    }
}

fn create(call: &Call<'_>, state: &mut State) -> Outcome {
    let given = api::body(call.received, "trust")?;
    let trustor = api::required(&given, "trust", "trustor_user_id")?;
    let trustee = api::required(&given, "trust", "trustee_user_id")?;
    let Some(impersonation) = given.get("impersonation").and_then(Value::as_bool) else {
        return Err(Dialect::Keystone.bad_request("'impersonation' is a required property"));
    };
    let project_id = given.get("project_id").cloned().unwrap_or_default();
    let wanted = given.get("roles").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if !project_id.is_null() && wanted.is_empty() {
        return Err(forbidden("a trust in a project, and without a role"));
    }
    if trustor != call.token.user_id {
        return Err(forbidden("identity:create_trust"));
    }
    if directory::by_id(state, USERS, trustee).is_none() {
        return Err(Dialect::Keystone.not_found("user", trustee));
    }
    let roles = role::wanted(state, wanted)?;
    let expires_at = api::end(call.keystone, &given)?;
    let mut item = Item::default();
    let mut put = |name: &str, value: Value| drop(item.fields.insert(name.to_owned(), value));
    put("id", new_id().into());
    put("trustor_user_id", trustor.into());
    put("trustee_user_id", trustee.into());
    put("project_id", project_id);
    put("impersonation", impersonation.into());
    put("expires_at", expires_at.into());
    put("remaining_uses", given.get("remaining_uses").cloned().unwrap_or_default());
    put("deleted_at", Value::Null);
    put("redelegated_trust_id", Value::Null);
    put("redelegation_count", 0.into());
    put("roles", json!(roles));
    let document = shown(call.keystone, state, &item);
    state.collection_mut(TRUSTS).push(item);
    Ok(Answer::json(201, &json!({"trust": document})))
}

/// A trust that is not past its end, and whose trustor may still sign in.
pub(super) fn standing<'a>(keystone: &Keystone, state: &'a State, id: &str) -> Option<&'a Item> {
    let trust = directory::by_id(state, TRUSTS, id).filter(|item| !api::has_ended(keystone, item))?;
    let trustor = directory::by_id(state, USERS, trust.text("trustor_user_id")?)?;
    directory::is_usable(state, trustor).then_some(trust)
}

/// A trust that another token can be had for.
pub(super) fn usable<'a>(keystone: &Keystone, state: &'a State, id: &str) -> Option<&'a Item> {
    standing(keystone, state, id).filter(|trust| uses(trust) != Some(0))
}

/// Uses a trust once, if it is for this user.
pub(super) fn take(state: &mut State, id: &str, user_id: &str) -> Result<(), Answer> {
    let Some(trust) = state.collection_mut(TRUSTS).iter_mut().find(|item| item.text("id") == Some(id)) else {
        return Ok(());
    };
    if trust.text("trustee_user_id") != Some(user_id) {
        return Err(Dialect::Keystone.refuse(
            403,
            "Forbidden",
            "You are not authorized to perform the requested action.",
        ));
    }
    if let Some(left) = uses(trust) {
        trust.fields.insert("remaining_uses".into(), left.saturating_sub(1).into());
    }
    Ok(())
}

/// What a token tells of it.
pub(super) fn short(item: &Item) -> Value {
    json!({
        "id": item.text("id"),
        "trustor_user": {"id": item.text("trustor_user_id")},
        "trustee_user": {"id": item.text("trustee_user_id")},
        "impersonation": item.fields.get("impersonation"),
    })
}

/// The trustor, where the trustee appears as them.
pub(super) fn impersonated(item: &Item) -> Option<&str> {
    let impersonates = item.fields.get("impersonation") == Some(&Value::Bool(true));
    item.text("trustor_user_id").filter(|_| impersonates)
}

fn uses(trust: &Item) -> Option<u64> {
    trust.fields.get("remaining_uses").and_then(Value::as_u64)
}

fn shown(keystone: &Keystone, state: &State, item: &Item) -> Map<String, Value> {
    let mut document = item.fields.clone();
    document.insert("roles".into(), role::full(state, &role_ids(item)));
    let url = format!("{}/OS-TRUST/trusts/{}", keystone.url(), item.text("id").unwrap_or_default());
    let roles = json!({"self": format!("{url}/roles"), "next": null, "previous": null});
    document.insert("roles_links".into(), roles);
    document.insert("links".into(), json!({ "self": url }));
    document
}
