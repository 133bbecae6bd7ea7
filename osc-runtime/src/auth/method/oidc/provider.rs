//! An identity provider, as a client of OAuth 2.0 (RFC 6749) and OpenID Connect sees it: where its endpoints are, how the client
//! says who it is, and what is answered.

use std::collections::BTreeMap;

use serde_json::Value;
use tokio::sync::OnceCell;
use url::Url;
use url::form_urlencoded::byte_serialize;

use super::super::federation::no_answer;
use super::super::keyless::basic;
use super::super::token_endpoint::{Refusal, posted};
use super::super::{Keystone, Said, Secret};
use crate::auth::session::unsent;
use crate::error::{Error, Problem, Result, shown};
use crate::method::Method;
use crate::transport::Outgoing;

#[derive(Debug)]
pub(super) struct Provider {
    pub(super) client_id: String,
    /// None, where the client is a public one.
    pub(super) client_secret: Option<Secret>,
    pub(super) scope: String,
    /// Which of its tokens Keystone is shown.
    shown: &'static str,
    discovery: Option<Url>,
    /// The endpoints that were said, by their settings.
    given: BTreeMap<&'static str, Url>,
    document: OnceCell<Value>,
}

/// An endpoint: where it is said, and its key in the discovery document.
#[derive(Debug)]
pub(super) struct Endpoint {
    setting: &'static str,
    key: &'static str,
}

pub(super) const TOKEN: Endpoint = Endpoint { setting: "access_token_endpoint", key: "token_endpoint" };
pub(super) const AUTHORIZATION: Endpoint =
    Endpoint { setting: "authorization_endpoint", key: "authorization_endpoint" };
pub(super) const DEVICE: Endpoint =
    Endpoint { setting: "device_authorization_endpoint", key: "device_authorization_endpoint" };

/// What may be shown of a form, should it be quoted.
const PUBLIC: &[&str] =
    &["client_id", "code_challenge", "code_challenge_method", "grant_type", "redirect_uri", "scope", "username"];

/// What is good once, or is asked for again anyway: a form with one of these is sent once.
const ONCE: &[&str] = &["code", "device_code", "refresh_token"];

/// What the provider has issued.
pub(super) struct Tokens {
    /// For Keystone.
    pub(super) bearer: Secret,
    /// For the next sign-in.
    pub(super) refresh: Option<Secret>,
}

impl Provider {
    /// What is said of one, which has to be enough for these endpoints.
    pub(super) fn of(said: &Said<'_>, endpoints: &[&Endpoint]) -> Result<Self> {
        let discovery = said.url("discovery_endpoint")?;
        let mut given = BTreeMap::new();
        for endpoint in endpoints {
            match said.url(endpoint.setting)? {
                Some(url) => drop(given.insert(endpoint.setting, url)),
                None if discovery.is_some() => {}
                None => {
                    let expected = format!(
                        "expected the address of the identity provider's discovery document, which ends with \
                         `/.well-known/openid-configuration`, or its `{}`",
                        endpoint.setting
                    );
                    return Err(said.missing("discovery_endpoint", &expected));
                }
            }
        }
        let shown = match said.settings.get("access_token_type") {
            None | Some("access_token") => "access_token",
            Some("id_token") => "id_token",
            Some(_) => return Err(said.wrong("access_token_type", "`access_token` or `id_token`")),
        };
        Ok(Self {
            client_id: said.text("client_id", "expected the id that the identity provider knows this client by")?,
            client_secret: said.settings.secret("client_secret"),
            scope: said.settings.get("openid_scope").unwrap_or("openid profile").to_owned(),
            shown,
            discovery,
            given,
            document: OnceCell::new(),
        })
    }

    /// Where an endpoint is.
    pub(super) async fn endpoint(&self, keystone: &Keystone<'_>, endpoint: &Endpoint) -> Result<Url> {
        if let Some(url) = self.given.get(endpoint.setting) {
            return Ok(url.clone());
        }
        let document = self.document(keystone).await?;
        let url = document.get(endpoint.key).and_then(Value::as_str).and_then(|url| Url::parse(url).ok());
        // Secrets go there: what came over TLS does not lead out of it.
        let is_tls = self.discovery.as_ref().is_some_and(|url| url.scheme() == "https");
        let fits = |url: &Url| url.scheme() == "https" || url.scheme() == "http" && !is_tls;
        Ok(url.filter(fits).ok_or_else(|| {
            let document = self.discovery.as_ref().map(shown).unwrap_or_default();
            let Endpoint { setting, key } = endpoint;
            Problem::Config(format!(
                "{document} has no `{key}` that can be used; set `{setting}`, or sign in another way"
            ))
        })?)
    }

    /// The discovery document, which is asked for once.
    async fn document(&self, keystone: &Keystone<'_>) -> Result<&Value> {
        let Some(url) = &self.discovery else { return Ok(&Value::Null) };
        let ask = async {
            let request = Outgoing::new(Method::Get, url.clone()).header("accept", "application/json");
            let incoming = keystone.persist(request.map_err(|failure| unsent(url, failure))?).await?;
            let document = serde_json::from_slice(incoming.bytes()).ok().filter(Value::is_object);
            document.filter(|_| incoming.is_success()).ok_or_else(|| {
                let text =
                    format!("{}: this is no discovery document; is the `discovery_endpoint` right?", incoming.status());
                no_answer(Method::Get, url, Some(&incoming), text)
            })
        };
        self.document.get_or_try_init(|| ask).await
    }

    /// Whether an answer is this provider's, where it says whose it is (RFC 9207).
    pub(super) fn is_issuer(&self, issuer: &str) -> bool {
        let known = self.document.get().and_then(|document| document.get("issuer")?.as_str());
        known.is_none_or(|known| known == issuer)
    }

    /// Asks for tokens.
    pub(super) async fn grant(
        &self,
        keystone: &Keystone<'_>,
        form: &[(&str, &str)],
    ) -> Result<Result<Tokens, Refusal>> {
        let document = match self.ask(keystone, &TOKEN, form).await? {
            Ok(document) => document,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let token = |name| document.get(name).and_then(Value::as_str).map(Secret::from);
        let Some(bearer) = token(self.shown) else {
            let url = self.endpoint(keystone, &TOKEN).await?;
            let problem = format!("the answer has no `{}`; is the `access_token_type` right?", self.shown);
            return Err(no_answer(Method::Post, &url, None, problem));
        };
        Ok(Ok(Tokens { bearer, refresh: token("refresh_token") }))
    }

    /// Sends a form, with who the client is, and reads the answer.
    pub(super) async fn ask(
        &self,
        keystone: &Keystone<'_>,
        endpoint: &Endpoint,
        form: &[(&str, &str)],
    ) -> Result<Result<Value, Refusal>> {
        let url = self.endpoint(keystone, endpoint).await?;
        let secret = self.client_secret.as_ref();
        let takes_form = secret.is_none() || self.takes_secret_in_form(keystone).await?;
        let in_form = [("client_id", Some(self.client_id.as_str())), ("client_secret", secret.map(Secret::expose))];
        let in_form = in_form.into_iter().filter(|(name, _)| takes_form && form.iter().all(|(known, _)| known != name));
        let in_form = in_form.filter_map(|(name, value)| Some((name, value?)));
        let request = posted(&url, form.iter().copied().chain(in_form));
        let request = match secret.filter(|_| !takes_form) {
            // As RFC 6749 has it in section 2.3.1.
            Some(secret) => {
                let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
                let header = basic(&encoded(&self.client_id), &encoded(secret.expose()).into());
                request.and_then(|request| request.secret_header("authorization", &header))
            }
            None => request,
        };
        let request = request.map_err(|failure| unsent(&url, failure))?;
        let incoming = if form.iter().any(|(name, _)| ONCE.contains(name)) {
            keystone.send(request).await?
        } else {
            keystone.persist(request).await?
        };
        tracing::debug!(url = shown(&url), status = incoming.status(), "answered an identity provider's client");
        let document = serde_json::from_slice::<Value>(incoming.bytes()).ok();
        let is_error = document.as_ref().is_some_and(|document| document.get("error").is_some());
        if let Some(document) = document.filter(|_| incoming.is_success() && !is_error) {
            return Ok(Ok(document));
        }
        let secrets = form.iter().filter(|(name, _)| !PUBLIC.contains(name)).map(|(_, value)| *value);
        let secrets: Vec<_> = secrets.chain(secret.map(Secret::expose)).collect();
        Ok(Err(Refusal::of(&url, &incoming, &secrets)))
    }

    async fn takes_secret_in_form(&self, keystone: &Keystone<'_>) -> Result<bool> {
        let methods = self.document(keystone).await?.get("token_endpoint_auth_methods_supported");
        let methods = methods.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let takes = |method: &str| methods.iter().any(|known| known == method);
        Ok(takes("client_secret_post") && !takes("client_secret_basic"))
    }
}

/// A provider's no, with what to do about it; `hint` is for where that is not in the no itself.
pub(super) fn refused(refusal: Refusal, hint: &'static str) -> Error {
    let hint = match refusal.code.as_str() {
        "access_denied" => "somebody, or a rule of the identity provider, said no; sign in again",
        "invalid_client" | "unauthorized_client" => {
            "the identity provider does not know this `client_id` with this `client_secret`, or does not let it sign in this way"
        }
        "invalid_scope" => "ask for another `openid_scope`",
        "unsupported_grant_type" => "the identity provider has no such sign-in; choose another `auth_type`",
        _ if refusal.status.is_some_and(|status| status >= 500) => "ask whoever runs the identity provider",
        _ => hint,
    };
    refusal.into_error(hint)
}
