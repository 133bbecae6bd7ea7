//! A code by way of the browser: the person signs in at the identity provider, which sends the browser back with it to a port of
//! this machine (RFC 8252).
//!
//! The code is of no use to whoever else might see it: only who has made the verifier (RFC 7636) gets tokens for it. A `state` tells
//! that the answer is to this question, and not to one that somebody else has asked.

use std::net::IpAddr;
use std::time::Duration;

use url::{Position, Url};

use super::super::Said;
use super::super::callback::Rules;
use super::super::listener::{Listener, loopback};
use super::super::token_endpoint::Refusal;
use super::pkce;
use super::provider::{AUTHORIZATION, Provider, refused};
use crate::auth::{Keystone, Visit};
use crate::codec::Secret;
use crate::error::Result;

/// Where the browser comes back to unless something else is said: any port will do (RFC 8252, section 7.3).
const REDIRECT_URI: &str = "http://127.0.0.1/";

#[derive(Debug)]
pub(super) struct Browser {
    /// As the identity provider knows it.
    text: String,
    uri: Url,
    addresses: Vec<IpAddr>,
    login_timeout: Duration,
}

/// A code, and what it takes to use it.
pub(super) struct Authorized {
    pub(super) code: Secret,
    pub(super) redirect_uri: String,
    pub(super) verifier: Secret,
}

impl Browser {
    pub(super) fn of(said: &Said<'_>) -> Result<Self> {
        let text = said.settings.get("redirect_uri").unwrap_or(REDIRECT_URI).to_owned();
        let uri = Url::parse(&text).ok().filter(|uri| uri.scheme() == "http" && uri.username().is_empty());
        let addresses = uri.as_ref().and_then(Url::host_str).map(loopback).unwrap_or_default();
        let Some(uri) = uri.filter(|_| !addresses.is_empty()) else {
            let expected =
                "an address of this machine, such as `http://127.0.0.1:8400/`, or an authorization `code` with it";
            return Err(said.wrong("redirect_uri", expected));
        };
        if said.settings.get("code_challenge_method").is_some_and(|method| method != "S256") {
            return Err(said.wrong("code_challenge_method", "`S256`, which is used in any case"));
        }
        Ok(Self { text, uri, addresses, login_timeout: said.login_timeout()? })
    }

    /// Sends the person there, and waits for the code.
    pub(super) async fn code(&self, provider: &Provider, keystone: &Keystone<'_>) -> Result<Authorized> {
        let person = keystone.person()?;
        let mut url = provider.endpoint(keystone, &AUTHORIZATION).await?;
        let listener = Listener::bind(&self.addresses, self.uri.port().unwrap_or_default(), "redirect_uri").await?;
        let (redirect_uri, host) = self.redirect(listener.port());
        let (state, verifier) = (pkce::random()?, pkce::random()?);
        let asked = url.clone();
        url.query_pairs_mut().extend_pairs([
            ("response_type", "code"),
            ("client_id", &provider.client_id),
            ("redirect_uri", &redirect_uri),
            ("scope", &provider.scope),
            ("state", state.expose()),
            ("code_challenge", &pkce::challenge(&verifier)),
            ("code_challenge_method", "S256"),
        ]);
        person.tell(&Visit::new(url.as_str(), self.login_timeout));
        let rules = Rules { method: "GET", host, path: self.uri.path().to_owned(), origin: None };
        let answer = listener.wait(rules, self.login_timeout, |answer| {
            if answer.field("state").as_deref() != Some(state.expose()) {
                return Err("its `state` is another sign-in's");
            }
            if answer.field("iss").is_some_and(|issuer| !provider.is_issuer(&issuer)) {
                return Err("it is another identity provider's");
            }
            match (answer.field("code"), answer.field("error")) {
                (Some(code), None) => Ok(Ok(Secret::from(code))),
                (_, Some(code)) => {
                    Ok(Err(Refusal::brought(asked.clone(), code, answer.field("error_description").as_deref())))
                }
                (None, None) => Err("it had no code"),
            }
        });
        let code = answer.await?.map_err(|refusal| refused(refusal, HINT))?;
        Ok(Authorized { code, redirect_uri, verifier })
    }

    /// The address with the port that is listened on, and its host and port.
    fn redirect(&self, port: u16) -> (String, String) {
        let mut uri = self.uri.clone();
        let text = if uri.port().is_some() {
            self.text.clone()
        } else {
            // An address with a host takes any port.
            let _ = uri.set_port(Some(port));
            uri.to_string()
        };
        let host = uri[Position::BeforeHost..Position::AfterPort].to_owned();
        (text, host)
    }
}

const HINT: &str = "does the identity provider allow this client to sign in with a browser, and this `redirect_uri`?";
