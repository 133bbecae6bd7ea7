//! The token endpoint: an access token for what a client has been granted (RFC 6749).

use std::time::Instant;

use serde_json::json;

use super::client::{self, Client, refuse};
use super::inner::Given;
use super::{IdentityProvider, authorization, device};
use crate::answer::Answer;
use crate::cloud::Received;

/// The grants that there are.
pub(super) const TYPES: [&str; 5] =
    ["password", "client_credentials", "authorization_code", "refresh_token", device::GRANT];

/// Who is let do what, through which client.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    pub(super) subject: String,
    pub(super) client: Client,
    pub(super) scope: String,
}

/// A grant, for as long as its access token is good.
#[derive(Debug)]
pub(super) struct Access {
    grant: Grant,
    until: Instant,
}

impl Access {
    /// The grant, if it is still good.
    pub(super) fn good(&self) -> Option<&Grant> {
        (self.until > Instant::now()).then_some(&self.grant)
    }
}

impl Grant {
    /// What the user lets a client do.
    pub(super) fn of_user(client: Client, scope: Option<String>) -> Self {
        Self { subject: IdentityProvider::USERNAME.to_owned(), client, scope: scope.unwrap_or_default() }
    }
}

/// `POST /token`.
pub(super) fn token(given: &mut Given, received: &Received) -> Answer {
    granted(given, received).map_or_else(|refusal| refusal, |grant| issue(given, grant, received))
}

fn granted(given: &mut Given, received: &Received) -> Result<Grant, Answer> {
    let client = client::of(received)?;
    let form = |name: &str| received.form(name);
    let Some(kind) = form("grant_type") else { return Err(refuse("invalid_request", "There is no grant_type.")) };
    match kind.as_str() {
        "password" => {
            let (username, password) = (form("username"), form("password"));
            let known = (Some(IdentityProvider::USERNAME), Some(IdentityProvider::PASSWORD));
            if (username.as_deref(), password.as_deref()) != known {
                return Err(refuse("invalid_grant", "The user name or the password is wrong."));
            }
            Ok(Grant::of_user(client, form("scope")))
        }
        "client_credentials" => {
            let client = client.keeps_secret()?;
            Ok(Grant { subject: client.id().to_owned(), client, scope: form("scope").unwrap_or_default() })
        }
        "authorization_code" => authorization::redeem(given, client, received),
        device::GRANT => device::poll(given, client, received),
        "refresh_token" => {
            let grant = given.refresh.remove(&form("refresh_token").unwrap_or_default());
            let grant = grant.filter(|grant| grant.client == client);
            grant.ok_or_else(|| refuse("invalid_grant", "There is no such refresh token, or it has been used."))
        }
        _ => Err(refuse("unsupported_grant_type", "There is no such grant.")),
    }
}

fn issue(given: &mut Given, grant: Grant, received: &Received) -> Answer {
    let lifetime = given.token_lifetime;
    let access_token = code();
    // Who has a secret to ask with needs nothing else (RFC 6749 section 4.4.3).
    let refresh_token = (received.form("grant_type").as_deref() != Some("client_credentials")).then(code);
    let mut document = json!({
        "access_token": access_token, "token_type": "Bearer", "expires_in": lifetime.as_secs(), "scope": grant.scope,
    });
    if let (Some(refresh_token), Some(document)) = (refresh_token, document.as_object_mut()) {
        document.insert("refresh_token".into(), refresh_token.clone().into());
        given.refresh.insert(refresh_token, grant.clone());
    }
    given.access.insert(access_token, Access { grant, until: Instant::now() + lifetime });
    Answer::json(200, &document).header("cache-control", "no-store")
}

/// A text that nobody guesses.
pub(super) fn code() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}
