//! A user's password (<https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization>).

use std::sync::Arc;

use serde_json::json;

use super::{AuthMethod, Keystone, Made, Proof, Proving, Said, Secret};
use crate::auth::scope::Named;

#[derive(Debug)]
struct Password {
    user: Named,
    password: Secret,
}

pub(super) fn make(said: &Said<'_>) -> Made {
    let user = Named::user(said)?;
    let password = said.secret("password", "expected the user's password")?;
    Ok(Arc::new(Password { user, password }))
}

impl AuthMethod for Password {
    fn identity(&self) -> String {
        format!("password {:?}", self.user)
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.password]
    }

    fn prove<'a>(&'a self, _: &'a Keystone<'a>) -> Proving<'a> {
        let mut user = self.user.json();
        user.insert("password".into(), self.password.expose().into());
        Box::pin(async move { Ok(Proof::method("password", json!({ "user": user }))) })
    }

    fn hint(&self) -> &'static str {
        "the user name, password, domain or project is wrong, Keystone does not tell which"
    }
}
