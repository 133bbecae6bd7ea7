//! Signing in at an identity provider that speaks OpenID Connect, for whose token Keystone gives one of its own
//! (<https://docs.openstack.org/keystone/latest/admin/federation/configure_federation.html>).
//!
//! They differ in what the provider gives its token for, a [`Grant`]; what comes before and after is the same. Where it gives a
//! refresh token too, that is used for the next sign-in, so that nobody is asked again: for a code that is good once, for a person
//! in front of a browser.

mod browser;
mod device;
mod pkce;
mod provider;

use std::fmt::Write as _;
use std::sync::Arc;

use tokio::sync::Mutex;

use super::federation::Federation;
use super::{AuthMethod, Keystone, Made, Proof, Proving, Said, Secret};
use crate::error::{ErrorKind, Result};
use browser::Browser;
use device::Device;
use provider::{AUTHORIZATION, DEVICE, Provider, TOKEN, Tokens, refused};

#[derive(Debug)]
struct Oidc {
    federation: Federation,
    provider: Provider,
    grant: Grant,
    /// Held by the one who signs in, while others that share it wait for what it brings.
    refresh: Mutex<Option<Secret>>,
}

/// What the identity provider gives a token for.
#[derive(Debug)]
enum Grant {
    Password { username: String, password: Secret, passcode: Option<(String, Result<Secret>)> },
    ClientCredentials,
    Code { code: Secret, redirect_uri: Option<String> },
    Browser(Browser),
    Device(Device),
}

/// The user's password at the identity provider.
pub(super) fn password(said: &Said<'_>) -> Made {
    let username = said.text("username", "expected the user's name at the identity provider")?;
    let password = said.secret("password", "expected the user's password at the identity provider")?;
    let passcode = said.settings.get("idp_otp_key").map(|name| {
        // It is asked for when it is needed, since a token from a cache needs none.
        (name.to_owned(), said.secret("passcode", "expected the one-time password for the identity provider"))
    });
    make(said, Provider::of(said, &[&TOKEN])?, Grant::Password { username, password, passcode })
}

/// The client's own secret.
pub(super) fn client_credentials(said: &Said<'_>) -> Made {
    said.secret("client_secret", "expected the secret that the identity provider has given this client")?;
    make(said, Provider::of(said, &[&TOKEN])?, Grant::ClientCredentials)
}

/// A code that somebody has, or that a browser is sent for.
pub(super) fn code(said: &Said<'_>) -> Made {
    if let Some(code) = said.settings.secret("code") {
        let redirect_uri = said.settings.get("redirect_uri").map(str::to_owned);
        return make(said, Provider::of(said, &[&TOKEN])?, Grant::Code { code, redirect_uri });
    }
    let provider = Provider::of(said, &[&TOKEN, &AUTHORIZATION])?;
    make(said, provider, Grant::Browser(Browser::of(said)?))
}

/// A code that a person enters elsewhere.
pub(super) fn device(said: &Said<'_>) -> Made {
    make(said, Provider::of(said, &[&TOKEN, &DEVICE])?, Grant::Device(Device::of(said)?))
}

fn make(said: &Said<'_>, provider: Provider, grant: Grant) -> Made {
    Ok(Arc::new(Oidc { federation: Federation::of(said)?, provider, grant, refresh: Mutex::default() }))
}

impl Oidc {
    async fn token(&self, keystone: &Keystone<'_>) -> Result<Secret> {
        let mut refresh = self.refresh.lock().await;
        let renewed = match &*refresh {
            Some(token) => self.renewed(token, keystone).await?,
            None => None,
        };
        let tokens = if let Some(tokens) = renewed {
            tokens
        } else {
            *refresh = None;
            self.grant.tokens(&self.provider, keystone).await?
        };
        // The old one stays good where there is no new one (RFC 6749, section 6).
        *refresh = tokens.refresh.or_else(|| refresh.take());
        let token = self.federation.token(keystone, &tokens.bearer).await;
        if token.as_ref().is_err_and(|error| matches!(error.status(), Some(400..500))) {
            *refresh = None;
        }
        token
    }

    /// Tokens for a refresh token, unless that is no longer good.
    async fn renewed(&self, token: &Secret, keystone: &Keystone<'_>) -> Result<Option<Tokens>> {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token.expose())];
        match self.provider.grant(keystone, &form).await {
            Ok(Ok(tokens)) => Ok(Some(tokens)),
            // A provider that is down does not mean it, and nobody is asked again for that.
            Ok(Err(refusal)) if refusal.status.is_some_and(|status| status >= 500) => Err(refused(refusal, "")),
            Err(error) if error.kind() == ErrorKind::Connection => Err(error),
            Ok(Err(_)) | Err(_) => Ok(None),
        }
    }
}

impl Grant {
    async fn tokens(&self, provider: &Provider, keystone: &Keystone<'_>) -> Result<Tokens> {
        let scope = ("scope", provider.scope.as_str());
        let (tokens, hint) = match self {
            Self::Password { username, password, passcode } => {
                let mut form =
                    vec![("grant_type", "password"), ("username", username), ("password", password.expose())];
                form.push(scope);
                if let Some((name, passcode)) = passcode {
                    form.push((name, passcode.as_ref().map_err(Clone::clone)?.expose()));
                }
                let hint = "the user name, the password or the one-time password is wrong there";
                (provider.grant(keystone, &form).await?, hint)
            }
            Self::ClientCredentials => {
                let form = [("grant_type", "client_credentials"), scope];
                (
                    provider.grant(keystone, &form).await?,
                    "does the identity provider let this client sign in as itself?",
                )
            }
            Self::Code { code, redirect_uri } => {
                let mut form = vec![("grant_type", "authorization_code"), ("code", code.expose())];
                form.extend(redirect_uri.iter().map(|uri| ("redirect_uri", uri.as_str())));
                let hint = "a `code` is good once, for some minutes, and with the `redirect_uri` that it was asked for; get \
                            another one, or leave it out, for the browser to get one";
                (provider.grant(keystone, &form).await?, hint)
            }
            Self::Browser(browser) => {
                let authorized = browser.code(provider, keystone).await?;
                let form = [
                    ("grant_type", "authorization_code"),
                    ("code", authorized.code.expose()),
                    ("redirect_uri", &authorized.redirect_uri),
                    ("code_verifier", authorized.verifier.expose()),
                ];
                (provider.grant(keystone, &form).await?, "sign in once more")
            }
            Self::Device(device) => return device.tokens(provider, keystone).await,
        };
        tokens.map_err(|refusal| refused(refusal, hint))
    }
}

impl AuthMethod for Oidc {
    fn identity(&self) -> String {
        let Provider { client_id, scope, .. } = &self.provider;
        let mut identity = format!("oidc {} for {client_id:?} with {scope:?}", self.federation.identity());
        // Writing to a string does not fail.
        let _ = match &self.grant {
            Grant::Password { username, .. } => write!(identity, ": password of {username:?}"),
            Grant::ClientCredentials => write!(identity, ": client credentials"),
            Grant::Code { .. } => write!(identity, ": code"),
            Grant::Browser(_) => write!(identity, ": browser"),
            Grant::Device(_) => write!(identity, ": device"),
        };
        identity
    }

    fn secrets(&self) -> Vec<&Secret> {
        let own = match &self.grant {
            Grant::Password { password, .. } => Some(password),
            Grant::Code { code, .. } => Some(code),
            Grant::ClientCredentials | Grant::Browser(_) | Grant::Device(_) => None,
        };
        self.provider.client_secret.iter().chain(own).collect()
    }

    fn prove<'a>(&'a self, keystone: &'a Keystone<'a>) -> Proving<'a> {
        Box::pin(async move { Ok(Proof::token(&self.token(keystone).await?)) })
    }

    fn waits_for_person(&self) -> bool {
        matches!(self.grant, Grant::Browser(_) | Grant::Device(_))
    }

    fn hint(&self) -> &'static str {
        HINT
    }
}

/// What to do where Keystone knows the user, and does not let them in.
const HINT: &str = "the identity provider has signed you in; does Keystone know you in this project, domain or system?";

/// An access token that somebody has.
#[derive(Debug)]
struct AccessToken {
    federation: Federation,
    token: Secret,
}

pub(super) fn access_token(said: &Said<'_>) -> Made {
    let token = said.secret("access_token", "expected an access token of the identity provider")?;
    Ok(Arc::new(AccessToken { federation: Federation::of(said)?, token }))
}

impl AuthMethod for AccessToken {
    fn identity(&self) -> String {
        format!("oidc {}: access token", self.federation.identity())
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.token]
    }

    fn prove<'a>(&'a self, keystone: &'a Keystone<'a>) -> Proving<'a> {
        Box::pin(async move { Ok(Proof::token(&self.federation.token(keystone, &self.token).await?)) })
    }

    fn hint(&self) -> &'static str {
        HINT
    }
}
