//! What Keystone knows before anybody has told it something: a user, a project, their domain, and the roles.

use osc_runtime::Value;
use serde_json::json;

use super::{DOMAINS, PASSWORD, PROJECT_ID, PROJECTS, ROLES, USER, USERS, new_id, role};
use crate::secret;
use crate::store::{Item, State};

/// Puts the user, the project, their domain and the roles into a new state.
pub(crate) fn found(state: &mut State) {
    let mut add = |collection: &str, fields: Value| {
        let mut item = Item::default();
        for (name, value) in fields.as_object().into_iter().flatten() {
            secret::put(&mut item, collection, None, name, value.clone());
        }
        state.collection_mut(collection).push(item);
    };
    let domain = json!({"id": "default", "name": super::DOMAIN, "description": "The default domain", "enabled": true});
    add(DOMAINS, domain);
    let project = json!({
        "id": PROJECT_ID, "name": USER, "domain_id": "default", "parent_id": "default",
        "description": "", "enabled": true, "is_domain": false, "tags": [],
    });
    add(PROJECTS, project);
    let user = json!({
        "id": new_id(), "name": USER, "domain_id": "default", "enabled": true, "password": PASSWORD, "options": {},
    });
    add(USERS, user);
    for name in role::NAMES {
        let options = json!({"immutable": true});
        add(ROLES, json!({"id": new_id(), "name": name, "domain_id": null, "description": null, "options": options}));
    }
}
