//! Ways in without a token of Keystone's: a password in every request, a token from the configuration, or none at all.

use osc_runtime::Secret;
use serde_json::json;

use super::{USER, directory};
use crate::cloud::Received;
use crate::store::{Scope, State, Token};

/// What is let in besides good tokens.
#[derive(Debug, Default)]
pub(crate) struct Access {
    /// A name and a password, as HTTP's own (RFC 7617).
    pub(crate) basic: Option<(String, Secret)>,
    /// The one token that is good for everything, and forever.
    pub(crate) admin_token: Option<Secret>,
    /// Whether anybody is let in.
    pub(crate) open: bool,
}

impl Access {
    /// Whether a request is let in by one of these.
    pub(super) fn admits(&self, received: &Received) -> bool {
        let basic = || {
            let (name, password) = self.basic.as_ref()?;
            let (claimed, secret) = received.basic()?;
            Some(*name == claimed && password.expose() == secret)
        };
        let admin = || Some(self.admin_token.as_ref()?.expose() == received.token.as_deref()?);
        self.open || basic().unwrap_or(false) || admin().unwrap_or(false)
    }
}

/// What is let in counts as the one user, in the user's project.
pub(super) fn implied(state: &State) -> Option<Token> {
    let named = json!({"name": USER, "domain": {"id": "default"}});
    let user = directory::user(state, &named).ok()??;
    let project = directory::project(state, &named).ok()?.and_then(|project| project.text("id"));
    Some(Token {
        user_id: user.text("id")?.to_owned(),
        scope: project.map_or(Scope::Unscoped, |id| Scope::Project(id.to_owned())),
        ..Token::default()
    })
}
