//! Keystone's side of a federated sign-in: what somebody else says of a user, for an unscoped token
//! (<https://docs.openstack.org/api-ref/identity/v3-ext/#request-an-unscoped-os-federation-token>).

use url::Url;

use super::Said;
use crate::auth::Keystone;
use crate::auth::session::unsent;
use crate::codec::Secret;
use crate::error::{Answer, Asked, Error, Place, Problem, Result, shown};
use crate::method::Method;
use crate::request::segment;
use crate::transport::{Incoming, Outgoing};

/// An identity provider and a protocol, by the names that Keystone has for them.
#[derive(Debug)]
pub(super) struct Federation {
    identity_provider: String,
    protocol: String,
}

impl Federation {
    pub(super) fn of(said: &Said<'_>) -> Result<Self> {
        let name = |setting, hint| {
            let name = said.text(setting, hint)?;
            segment(&name).ok_or_else(|| said.wrong(setting, "a name"))?;
            Ok::<_, Error>(name)
        };
        Ok(Self {
            identity_provider: name("identity_provider", "expected Keystone's name for the identity provider")?,
            protocol: name("protocol", "expected Keystone's name for the protocol, such as `openid` or `saml2`")?,
        })
    }

    pub(super) fn identity(&self) -> String {
        format!("{:?} by {:?}", self.identity_provider, self.protocol)
    }

    /// An address of it, below `/v3` and `prefix`.
    pub(super) fn url(&self, keystone: &Keystone<'_>, prefix: &str, last: &str) -> Result<Url> {
        let Self { identity_provider, protocol } = self;
        let (provider, protocol) = (segment(identity_provider), segment(protocol));
        let (provider, protocol) = provider.zip(protocol).ok_or_else(|| Problem::Config("no name".into()))?;
        keystone.url(&format!("{prefix}/OS-FEDERATION/identity_providers/{provider}/protocols/{protocol}/{last}"))
    }

    /// An unscoped token, for what the identity provider has issued.
    pub(super) async fn token(&self, keystone: &Keystone<'_>, bearer: &Secret) -> Result<Secret> {
        let url = self.url(keystone, "", "auth")?;
        let request = Outgoing::new(Method::Post, url.clone()).header("accept", "application/json");
        let request = request.and_then(|request| request.secret_header("authorization", &bearing(bearer)));
        let incoming = keystone.persist(request.map_err(|failure| unsent(&url, failure))?).await?;
        tracing::debug!(url = shown(&url), status = incoming.status(), "answered a federated sign-in");
        if !incoming.is_success() {
            let hint = match incoming.status() {
                404 => "does Keystone have this `identity_provider` and this `protocol`?",
                _ => {
                    "the identity provider has signed you in, and Keystone does not take its word: does its mapping know \
                     you, and does it ask for the other `access_token_type`?"
                }
            };
            let request_id = incoming.request_id().map(str::to_owned);
            let answer =
                Answer { status: incoming.status(), message: incoming.message(&[bearer.expose()]), request_id };
            return Err(Problem::SignIn {
                url: shown(&url),
                answer,
                hint: hint.into(),
                receipt: None,
                is_no_token: false,
            }
            .into());
        }
        let no_token = || {
            no_answer(
                Method::Post,
                &url,
                Some(&incoming),
                "the answer has no `X-Subject-Token` header; is this a Keystone?",
            )
        };
        incoming.header("x-subject-token").map(Secret::from).ok_or_else(no_token)
    }
}

/// RFC 6750, section 2.1.
pub(super) fn bearing(token: &Secret) -> Secret {
    format!("Bearer {}", token.expose()).into()
}

/// A success that is no answer.
pub(super) fn no_answer(method: Method, url: &Url, incoming: Option<&Incoming>, problem: impl Into<String>) -> Error {
    let asked = Asked::new(method, shown(url), Place::default());
    let request_id = incoming.and_then(Incoming::request_id).map(str::to_owned);
    Problem::NoAnswer { asked, problem: problem.into(), request_id }.into()
}
