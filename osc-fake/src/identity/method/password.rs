//! By password.

use osc_runtime::Value;

use super::{Proof, named};
use crate::answer::{Answer, Dialect};
use crate::identity::Keystone;
use crate::store::State;

pub(super) fn prove(keystone: &Keystone, state: &State, content: &Value) -> Result<Proof, Answer> {
    let Some(claimed) = content.get("user") else { return Err(Dialect::Keystone.not_in("user", "password")) };
    let user = named(state, keystone, claimed)?;
    let password = user.secrets.get("password").filter(|password| password.is_string());
    if password.is_none() || password != claimed.get("password") {
        return Err(keystone.unauthorized());
    }
    Ok(Proof::of(user, "password"))
}
