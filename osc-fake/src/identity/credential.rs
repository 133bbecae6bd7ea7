//! Credentials of other kinds than passwords: the secrets of passcodes, and keys
//! (<https://docs.openstack.org/api-ref/identity/v3/#credentials>).

use osc_runtime::Value;
use serde_json::{Map, json};

use super::api::{self, Call};
use super::{CREDENTIALS, Keystone, Outcome, directory, new_id};
use crate::answer::{Answer, Dialect};
use crate::store::{Item, State};

/// `/credentials`, and below.
pub(super) fn serve(call: &Call<'_>, state: &mut State, id: Option<&str>) -> Outcome {
    let not_found = |id: &str| Dialect::Keystone.not_found("credential", id);
    match (call.method(), id) {
        ("POST", None) => create(call, state),
        ("GET", None) => {
            let is_wanted = |item: &&Item| {
                ["user_id", "type"].into_iter().all(|name| {
                    let wanted = call.received.parameter(name);
                    wanted.as_deref().is_none_or(|wanted| item.text(name) == Some(wanted))
                })
            };
            let items = state.collection(CREDENTIALS).iter().filter(is_wanted);
            let shown: Vec<_> = items.map(|item| shown(call.keystone, item)).collect();
            Ok(api::list(call, "credentials", &shown))
        }
        ("GET" | "HEAD", Some(id)) => {
            let item = directory::by_id(state, CREDENTIALS, id).ok_or_else(|| not_found(id))?;
            Ok(Answer::json(200, &json!({"credential": shown(call.keystone, item)})))
        }
        ("DELETE", Some(id)) => {
            api::remove(state, CREDENTIALS, id).map(|()| Answer::new(204)).ok_or_else(|| not_found(id))
        }
        _ => Err(Dialect::Keystone.wrong_method(call.method(), "credentials")),
    }
}

fn create(call: &Call<'_>, state: &mut State) -> Outcome {
    let given = api::body(call.received, "credential")?;
    let kind = api::required(&given, "credential", "type")?;
    let blob = api::required(&given, "credential", "blob")?;
    let user_id = given.get("user_id").and_then(Value::as_str).unwrap_or(&call.token.user_id);
    let mut item = Item::default();
    let mut put = |name: &str, value: Value| drop(item.fields.insert(name.to_owned(), value));
    put("id", new_id().into());
    put("user_id", user_id.into());
    put("project_id", given.get("project_id").cloned().unwrap_or_default());
    put("type", kind.into());
    item.secrets.insert("blob".into(), blob.into());
    let document = shown(call.keystone, &item);
    state.collection_mut(CREDENTIALS).push(item);
    Ok(Answer::json(201, &json!({"credential": document})))
}

/// A credential with its secret, which Keystone does show.
fn shown(keystone: &Keystone, item: &Item) -> Map<String, Value> {
    let mut document = item.fields.clone();
    document.insert("blob".into(), item.secrets.get("blob").cloned().unwrap_or_default());
    let url = format!("{}/credentials/{}", keystone.url(), item.text("id").unwrap_or_default());
    document.insert("links".into(), json!({ "self": url }));
    document
}
