//! A passcode of an authenticator
//! (<https://docs.openstack.org/keystone/latest/user/multi-factor-authentication.html>, RFC 6238).

use std::sync::Arc;

use serde_json::json;

use super::{AuthMethod, Keystone, Made, Proof, Proving, Said, Secret};
use crate::auth::scope::Named;

#[derive(Debug)]
struct Totp {
    user: Named,
    passcode: Secret,
}

pub(super) fn make(said: &Said<'_>) -> Made {
    let user = Named::user(said)?;
    let passcode = said.secret("passcode", "expected the passcode that the user's authenticator shows")?;
    Ok(Arc::new(Totp { user, passcode }))
}

impl AuthMethod for Totp {
    fn identity(&self) -> String {
        format!("totp {:?}", self.user)
    }

    // A passcode is another one every half minute: it does not tell sessions apart.

    fn prove<'a>(&'a self, _: &'a Keystone<'a>) -> Proving<'a> {
        let mut user = self.user.json();
        user.insert("passcode".into(), self.passcode.expose().into());
        Box::pin(async move { Ok(Proof::method("totp", json!({ "user": user }))) })
    }

    fn hint(&self) -> &'static str {
        "the passcode is wrong, too old, or was used before; take the one that is shown now"
    }
}
