//! An application credential, which has its project with it
//! (<https://docs.openstack.org/api-ref/identity/v3/#authenticating-with-an-application-credential>).

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{AuthMethod, Keystone, Made, Proof, Proving, Said, Secret};
use crate::auth::scope::Named;

#[derive(Debug)]
struct ApplicationCredential {
    which: Which,
    secret: Secret,
}

#[derive(Debug)]
enum Which {
    Id(String),
    Name { name: String, user: Named },
}

pub(super) fn make(said: &Said<'_>) -> Made {
    let secret = said.secret("application_credential_secret", "expected the secret of the application credential")?;
    let which = if let Some(id) = said.settings.get("application_credential_id") {
        Which::Id(id.to_owned())
    } else {
        let hint = "expected the credential's id, or its name together with the user's";
        let name = said.settings.get("application_credential_name");
        let name = name.ok_or_else(|| said.missing("application_credential_id", hint))?.to_owned();
        Which::Name { name, user: Named::user(said)? }
    };
    Ok(Arc::new(ApplicationCredential { which, secret }))
}

impl AuthMethod for ApplicationCredential {
    fn identity(&self) -> String {
        format!("application credential {:?}", self.which)
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.secret]
    }

    fn prove<'a>(&'a self, _: &'a Keystone<'a>) -> Proving<'a> {
        let mut what = Map::new();
        what.insert("secret".into(), self.secret.expose().into());
        match &self.which {
            Which::Id(id) => {
                what.insert("id".into(), id.as_str().into());
            }
            Which::Name { name, user } => {
                what.insert("name".into(), name.as_str().into());
                what.insert("user".into(), user.json().into());
            }
        }
        Box::pin(async move { Ok(Proof::method("application_credential", Value::Object(what)).with_scope()) })
    }

    fn hint(&self) -> &'static str {
        "the application credential or its secret is wrong, or it has expired or was deleted"
    }
}
