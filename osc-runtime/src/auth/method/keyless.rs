//! Services that stand alone, without a Keystone: no proof at all, a password with every request (Ironic and its
//! inspector as bifrost installs them), or the token that Keystone's own beginnings know.

use std::sync::Arc;

use super::{AuthMethod, Keystone, Made, Proof, Proving, Said, Secret};

/// What each request carries.
#[derive(Debug)]
struct Keyless {
    kind: &'static str,
    header: Option<(&'static str, Secret)>,
}

#[expect(clippy::unnecessary_wraps, reason = "as the other methods are made")]
pub(super) fn none(_: &Said<'_>) -> Made {
    Ok(Arc::new(Keyless { kind: "none", header: None }))
}

pub(super) fn admin_token(said: &Said<'_>) -> Made {
    let token = said.secret("token", "expected the token that the service was configured with")?;
    Ok(Arc::new(Keyless { kind: "admin_token", header: Some(("x-auth-token", token)) }))
}

pub(super) fn http_basic(said: &Said<'_>) -> Made {
    let user = said.text("username", "expected the user's name")?;
    let password = said.secret("password", "expected the user's password")?;
    Ok(Arc::new(Keyless { kind: "http_basic", header: Some(("authorization", basic(&user, &password))) }))
}

/// RFC 7617.
pub(super) fn basic(user: &str, password: &Secret) -> Secret {
    use base64::Engine as _;

    let pair = format!("{user}:{}", password.expose());
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair)).into()
}

impl AuthMethod for Keyless {
    fn identity(&self) -> String {
        self.kind.into()
    }

    fn secrets(&self) -> Vec<&Secret> {
        self.header.iter().map(|(_, secret)| secret).collect()
    }

    fn prove<'a>(&'a self, _: &'a Keystone<'a>) -> Proving<'a> {
        let headers = self.header.iter().map(|(name, value)| (*name, value.clone()));
        let proof = Proof::headers(headers);
        Box::pin(async { Ok(proof) })
    }
}
