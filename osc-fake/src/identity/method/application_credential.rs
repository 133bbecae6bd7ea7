//! By an application credential: its id, or its name and its user; and its secret.

use osc_runtime::Value;

use super::{Proof, named};
use crate::answer::{Answer, Dialect};
use crate::identity::{Keystone, application_credential};
use crate::store::State;

pub(super) fn prove(keystone: &Keystone, state: &State, content: &Value) -> Result<Proof, Answer> {
    let text = |name: &str| content.get(name).and_then(Value::as_str);
    let missing = |what: &str| Dialect::Keystone.not_in(what, "application credential");
    let found = match (text("id"), text("name")) {
        (Some(id), _) => {
            let found = application_credential::by_id(state, id);
            Some(found.ok_or_else(|| Dialect::Keystone.not_found("Application Credential", id))?)
        }
        (None, Some(name)) => {
            let user = named(state, keystone, content.get("user").ok_or_else(|| missing("user"))?)?;
            application_credential::by_name(state, user.text("id").unwrap_or_default(), name)
        }
        (None, None) => return Err(missing("name or ID")),
    };
    let id = found.and_then(|found| found.text("id"));
    let usable = id.and_then(|id| application_credential::usable(keystone, state, id));
    let user = usable.and_then(|one| application_credential::user(state, one));
    let (Some(credential), Some(user)) = (usable, user) else { return Err(keystone.unauthorized()) };
    let secret = credential.secrets.get("secret").filter(|secret| secret.is_string());
    if secret.is_none() || secret != content.get("secret") {
        return Err(keystone.unauthorized());
    }
    Ok(Proof {
        application_credential_id: credential.text("id").map(str::to_owned),
        ..Proof::of(user, "application_credential")
    })
}
