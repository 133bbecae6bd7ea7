//! Keystone's single sign-on, by whatever it has agreed with the identity provider, SAML 2.0 most of the time
//! (<https://docs.openstack.org/keystone/latest/admin/federation/configure_federation.html>).
//!
//! The browser goes to Keystone, which sends it to the identity provider and in the end to a port of this machine, with an unscoped
//! token in a form. Keystone sends it only to addresses that it was configured with (`trusted_dashboard`), to the letter, so there
//! is no place for something that tells one sign-in from another: while it is waited for, any page that is open in the browser can
//! submit a form with a token of its own, and the program would go on as whoever that token is of. What can be done is done: the
//! port is open on loopback alone, and only while somebody signs in, it takes one token, and none that a script or a frame sends, or
//! a page that says that it is another's. Where the identity provider speaks OpenID Connect, `v3oidcauthcode` has no such gap.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use super::callback::Rules;
use super::federation::Federation;
use super::listener::{Listener, loopback};
use super::{AuthMethod, Keystone, Made, Proof, Proving, Said, Secret};
use crate::auth::Visit;
use crate::error::Result;

/// Where dashboards take tokens, and so does everybody else.
const PATH: &str = "/auth/websso/";

#[derive(Debug)]
struct WebSso {
    federation: Federation,
    host: String,
    addresses: Vec<IpAddr>,
    port: u16,
    login_timeout: Duration,
    /// What tells the sessions of several accounts apart; the person chooses the account in the browser.
    label: Option<String>,
}

pub(super) fn make(said: &Said<'_>) -> Made {
    let host = said.settings.get("redirect_host").unwrap_or("localhost").to_owned();
    let addresses = loopback(&host);
    if addresses.is_empty() {
        let expected = "`localhost` or an address of this machine alone, since the token is sent there";
        return Err(said.wrong("redirect_host", expected));
    }
    let port = match said.settings.get("redirect_port") {
        None => 9990,
        Some(port) => {
            let port = port.parse().ok().filter(|port| *port != 0);
            port.ok_or_else(|| said.wrong("redirect_port", "a port, from 1 to 65535"))?
        }
    };
    // An address of IPv6 has brackets where a port follows.
    let host = if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host };
    Ok(Arc::new(WebSso {
        federation: Federation::of(said)?,
        host,
        addresses,
        port,
        login_timeout: said.login_timeout()?,
        label: said.settings.get("username").map(str::to_owned),
    }))
}

impl WebSso {
    async fn token(&self, keystone: &Keystone<'_>) -> Result<Secret> {
        let person = keystone.person()?;
        let host = format!("{}:{}", self.host, self.port);
        let mut url = self.federation.url(keystone, "/auth", "websso")?;
        let origin = url.origin();
        url.query_pairs_mut().append_pair("origin", &format!("http://{host}{PATH}"));
        let listener = Listener::bind(&self.addresses, self.port, "redirect_port").await?;
        person.tell(&Visit::new(url.as_str(), self.login_timeout));
        let rules = Rules { method: "POST", host, path: PATH.into(), origin: Some(origin) };
        let token = listener.wait(rules, self.login_timeout, |form| form.field("token").ok_or("it had no token"));
        Ok(token.await?.into())
    }
}

impl AuthMethod for WebSso {
    fn identity(&self) -> String {
        format!("websso {} {:?}", self.federation.identity(), self.label)
    }

    fn prove<'a>(&'a self, keystone: &'a Keystone<'a>) -> Proving<'a> {
        Box::pin(async move { Ok(Proof::token(&self.token(keystone).await?)) })
    }

    fn waits_for_person(&self) -> bool {
        true
    }

    fn hint(&self) -> &'static str {
        "the token that the browser brought is not taken; sign in once more"
    }
}
