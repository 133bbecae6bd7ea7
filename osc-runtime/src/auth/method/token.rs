//! A token that is exchanged for another
//! (<https://docs.openstack.org/api-ref/identity/v3/#token-authentication-with-scoped-authorization>).

use std::sync::Arc;

use super::{AuthMethod, Keystone, Made, Proof, Proving, Said, Secret};

#[derive(Debug)]
struct Token(Secret);

pub(super) fn make(said: &Said<'_>) -> Made {
    Ok(Arc::new(Token(said.secret("token", "expected a token of Keystone's")?)))
}

impl AuthMethod for Token {
    fn identity(&self) -> String {
        "token".into()
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.0]
    }

    fn prove<'a>(&'a self, _: &'a Keystone<'a>) -> Proving<'a> {
        Box::pin(async { Ok(Proof::token(&self.0)) })
    }

    fn hint(&self) -> &'static str {
        "the token is wrong or has expired; get another one"
    }
}
