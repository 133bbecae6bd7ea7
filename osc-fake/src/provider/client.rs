//! The provider's clients, and how they say which they are.

use serde_json::json;

use super::IdentityProvider;
use crate::answer::Answer;
use crate::cloud::Received;

/// A program that asks for tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Client {
    /// It has a secret.
    Confidential,
    /// It has none, and could not keep it.
    Public,
}

impl Client {
    pub(super) fn id(self) -> &'static str {
        match self {
            Client::Confidential => IdentityProvider::CLIENT_ID,
            Client::Public => IdentityProvider::PUBLIC_CLIENT_ID,
        }
    }

    /// The client that is called so.
    pub(super) fn named(id: &str) -> Option<Self> {
        [Client::Confidential, Client::Public].into_iter().find(|client| client.id() == id)
    }

    /// Itself, where it is one that has a secret.
    pub(super) fn keeps_secret(self) -> Result<Self, Answer> {
        match self {
            Client::Confidential => Ok(self),
            Client::Public => Err(refuse("unauthorized_client", "This client has no secret.")),
        }
    }
}

/// The client of a request: by HTTP Basic or in the form, as RFC 6749 section 2.3.1 has it.
pub(super) fn of(received: &Received) -> Result<Client, Answer> {
    let in_form = || Some((received.form("client_id")?, received.form("client_secret").unwrap_or_default()));
    let client = received.basic().or_else(in_form).and_then(|(id, secret)| {
        let expected = |client| match client {
            Client::Confidential => IdentityProvider::CLIENT_SECRET,
            Client::Public => "",
        };
        Client::named(&id).filter(|client| expected(*client) == secret)
    });
    client.ok_or_else(|| {
        let refusal = json!({"error": "invalid_client", "error_description": "There is no such client."});
        Answer::json(401, &refusal).header("www-authenticate", "Basic realm=\"tokens\"")
    })
}

/// A refusal of RFC 6749 section 5.2.
pub(super) fn refuse(error: &str, description: &str) -> Answer {
    Answer::json(400, &json!({"error": error, "error_description": description})).header("cache-control", "no-store")
}
