//! A passcode of an authenticator
//! (<https://docs.openstack.org/keystone/latest/user/multi-factor-authentication.html>, RFC 6238).

use std::sync::Arc;

use serde_json::json;

use super::{AuthMethod, Keystone, Made, Proof, Proving, Said, Secret};
use crate::auth::scope::Named;
use crate::error::Result;

#[derive(Debug)]
struct Totp {
    user: Named,
    /// It is asked for when it is needed, since a token from a cache needs none.
    passcode: Result<Secret>,
}

pub(super) fn make(said: &Said<'_>) -> Made {
    let user = Named::user(said)?;
    let passcode = said.secret("passcode", "expected the passcode that the user's authenticator shows");
    Ok(Arc::new(Totp { user, passcode }))
}

impl AuthMethod for Totp {
    fn identity(&self) -> String {
        format!("totp {:?}", self.user)
    }

    // A passcode is another one every half minute: it does not tell sessions apart.

    fn is_good_once(&self) -> bool {
        self.passcode.is_ok()
    }

    fn prove<'a>(&'a self, _: &'a Keystone<'a>) -> Proving<'a> {
        Box::pin(async {
            let mut user = self.user.json();
            user.insert("passcode".into(), self.passcode.clone()?.expose().into());
            Ok(Proof::method("totp", json!({ "user": user })))
        })
    }

    fn hint(&self) -> &'static str {
        "the passcode is wrong, too old, or was used before; take the one that is shown now"
    }
}
