//! Federation: a token of Keystone's for one of an identity provider's, or for who has signed in there with a browser
//! (<https://docs.openstack.org/keystone/latest/admin/federation/federated_identity.html>).

use std::sync::Arc;

use serde_json::json;

use super::method::Proof;
use super::{Keystone, Outcome, USERS, new_id, token};
use crate::answer::{Answer, Dialect};
use crate::cloud::Received;
use crate::provider;
use crate::store::{Item, Scope, State, Token};

/// An identity provider that is trusted, and what Keystone calls it.
#[derive(Debug)]
pub(crate) struct Federation {
    pub(crate) provider: Arc<provider::Inner>,
    pub(crate) idp: String,
    pub(crate) protocol: String,
}

/// `/OS-FEDERATION/identity_providers/{idp}/protocols/{protocol}/auth`: by a token of the provider's, or with a browser.
pub(super) fn auth(keystone: &Keystone, state: &mut State, received: &Received, idp: &str, protocol: &str) -> Outcome {
    let federation = find(keystone, Some(idp), protocol)?;
    let Some(shown) = received.authorization("Bearer") else {
        if received.parameter("origin").is_some() {
            return websso(keystone, state, received, Some(idp), protocol);
        }
        return Err(keystone.unauthorized());
    };
    let Some(subject) = federation.provider.subject(shown) else {
        return Err(keystone.unauthorized().header("www-authenticate", "Bearer error=\"invalid_token\""));
    };
    let (id, token) = issue(keystone, state, federation, &subject);
    Ok(token::answer(keystone, state, received, 201, &id, &token))
}

/// The same for a browser, which signs in at the provider at once, and is given a form that brings the token to whoever
/// sent it.
pub(super) fn websso(
    keystone: &Keystone,
    state: &mut State,
    received: &Received,
    idp: Option<&str>,
    protocol: &str,
) -> Outcome {
    let Some(origin) = received.parameter("origin") else {
        return Err(Dialect::Keystone.bad_request("Request must have an origin query parameter"));
    };
    if !keystone.settings.trusted_dashboards.iter().any(|trusted| origin.starts_with(trusted)) {
        return Err(keystone.unauthorized());
    }
    let federation = find(keystone, idp, protocol)?;
    let (id, _) = issue(keystone, state, federation, provider::USERNAME);
    let page = format!(
        "<!doctype html>\n<title>Signed in</title>\n<form id=\"sso\" name=\"sso\" action=\"{}\" method=\"post\">\n\
         <input type=\"hidden\" name=\"token\" id=\"token\" value=\"{}\">\n<button>Go on</button>\n</form>\n\
         <script>document.forms.sso.submit()</script>\n",
        escaped(&origin),
        escaped(&id),
    );
    Ok(Answer::new(200).header("content-type", "text/html; charset=utf-8").body(page))
}

fn find<'a>(keystone: &'a Keystone, idp: Option<&str>, protocol: &str) -> Result<&'a Federation, Answer> {
    let mut known = keystone.settings.federations.iter();
    let found = known.find(|one| idp.is_none_or(|idp| one.idp == idp) && one.protocol == protocol);
    found.ok_or_else(|| match idp {
        Some(idp) => Dialect::Keystone.not_found("Identity Provider", idp),
        None => keystone.unauthorized(),
    })
}

/// An unscoped token for who is so called at the provider.
fn issue(keystone: &Keystone, state: &mut State, federation: &Federation, subject: &str) -> (String, Token) {
    let user_id = user(state, federation, subject);
    let proof = Proof {
        user_id,
        methods: vec![federation.protocol.clone()],
        federation: Some((federation.idp.clone(), federation.protocol.clone())),
        ..Proof::default()
    };
    token::issue(keystone, state, proof, Scope::Unscoped)
}

/// The id of the user that stands for who comes from a provider; they are made when they first come.
fn user(state: &mut State, federation: &Federation, subject: &str) -> String {
    let protocols = json!([{"protocol_id": federation.protocol, "unique_id": subject}]);
    let federated = json!([{"idp_id": federation.idp, "protocols": protocols}]);
    let mut users = state.collection(USERS).iter();
    let known = users.find(|user| user.fields.get("federated") == Some(&federated)).and_then(|user| user.text("id"));
    if let Some(id) = known {
        return id.to_owned();
    }
    let id = new_id();
    let mut user = Item::default();
    let fields = [
        ("id", json!(id)),
        ("name", json!(subject)),
        ("domain_id", json!("default")),
        ("enabled", json!(true)),
        ("federated", federated),
    ];
    user.fields.extend(fields.map(|(name, value)| (name.to_owned(), value)));
    state.collection_mut(USERS).push(user);
    id
}

/// A text as the value of an attribute of HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
