//! The ways to prove who signs in, and the table of their names.
//!
//! A way is an [`AuthMethod`]: it makes a [`Proof`], by itself or by asking others, and the session buys a token with it.

mod application_credential;
mod callback;
mod federation;
mod keyless;
mod listener;
mod multi_factor;
mod oauth2;
mod oidc;
mod password;
mod token;
mod token_endpoint;
mod totp;
mod websso;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::{Keystone, Proof, Settings};
use crate::codec::Secret;
use crate::connection::Source;
use crate::error::{Error, Problem, Result};
use crate::nearest::nearest;

/// A way to prove who signs in.
///
/// OpenStack's own are chosen by [`auth_type`](crate::ConnectionBuilder::auth_type); one of a crate's own is given to
/// [`ConnectionBuilder::method`](crate::ConnectionBuilder::method). It is asked again whenever the token ends.
///
/// ```
/// use osc_runtime::auth::{AuthMethod, Keystone, Proof, Proving};
/// use osc_runtime::{Connection, Secret};
///
/// /// A ticket that a Keystone with a plugin for it takes.
/// #[derive(Debug)]
/// struct Ticket(Secret);
///
/// impl AuthMethod for Ticket {
///     fn identity(&self) -> String {
///         "ticket".into()
///     }
///
///     fn secrets(&self) -> Vec<&Secret> {
///         vec![&self.0]
///     }
///
///     fn prove<'a>(&'a self, _: &'a Keystone<'a>) -> Proving<'a> {
///         Box::pin(async { Ok(Proof::method("ticket", serde_json::json!({"id": self.0.expose()}))) })
///     }
/// }
///
/// let builder = Connection::builder().auth_url("https://keystone.example").method(Ticket("secret".into()));
/// # drop(builder);
/// ```
pub trait AuthMethod: fmt::Debug + Send + Sync + 'static {
    /// Who signs in and how, without any secret: what tells one session from another in a cache of tokens.
    fn identity(&self) -> String;

    /// What is secret of it: no error shows it, should Keystone quote it, and a session in a cache is found with the same
    /// secrets alone.
    fn secrets(&self) -> Vec<&Secret> {
        Vec::new()
    }

    /// Whether it shows something that is good once, as a passcode is: it has to be shown to Keystone, then, and a session that
    /// another connection or process has opened does not stand for it.
    fn is_good_once(&self) -> bool {
        false
    }

    /// Makes the proof.
    ///
    /// # Errors
    ///
    /// Where it takes others to make it, and these fail or refuse.
    fn prove<'a>(&'a self, keystone: &'a Keystone<'a>) -> Proving<'a>;

    /// Whether it waits for a person, who takes longer than servers do: what limits the time of requests
    /// ([`ConnectionBuilder::timeout`](crate::ConnectionBuilder::timeout)) does not limit `connect` then. It sets a limit of its own.
    fn waits_for_person(&self) -> bool {
        false
    }

    /// What to do where Keystone takes it for no proof, as the end of a sentence.
    fn hint(&self) -> &'static str {
        "ask whoever runs the cloud"
    }
}

/// A proof that is being made. Dropping it cancels that.
pub type Proving<'a> = Pin<Box<dyn Future<Output = Result<Proof>> + Send + 'a>>;

/// What has been said for a sign-in, as those read it who make a method of it.
pub(crate) struct Said<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) source: &'a Source,
}

impl Said<'_> {
    /// A text without which there is no such sign-in; `hint` is what is expected.
    pub(crate) fn text(&self, name: &'static str, hint: &str) -> Result<String> {
        self.settings.get(name).map(str::to_owned).ok_or_else(|| self.missing(name, hint))
    }

    /// A secret without which there is none.
    pub(crate) fn secret(&self, name: &'static str, hint: &str) -> Result<Secret> {
        self.settings.secret(name).ok_or_else(|| self.missing(name, hint))
    }

    /// An address of http or https.
    pub(crate) fn url(&self, name: &str) -> Result<Option<Url>> {
        let Some(text) = self.settings.get(name) else { return Ok(None) };
        let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let url = url.filter(|url| url.username().is_empty() && url.password().is_none());
        let wrong = || {
            let expected = "expected an address of https, without a user or password in it";
            Problem::Config(format!("{}: {expected}", self.source.setting(name)))
        };
        Ok(Some(url.ok_or_else(wrong)?))
    }

    /// How long a person has.
    pub(crate) fn login_timeout(&self) -> Result<Duration> {
        let Some(text) = self.settings.get("login_timeout") else { return Ok(Duration::from_secs(60)) };
        let duration = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        duration
            .filter(|duration| !duration.is_zero())
            .ok_or_else(|| self.wrong("login_timeout", "a number of seconds"))
    }

    pub(crate) fn missing(&self, name: &'static str, hint: &str) -> Error {
        let text = format!("no {}: {hint}", self.source.setting(name));
        Problem::Missing { setting: name, text }.into()
    }

    /// A setting that is none of those that can be.
    pub(crate) fn wrong(&self, name: &str, expected: &str) -> Error {
        let value = self.settings.get(name).unwrap_or_default();
        Problem::Config(format!("{} is `{value}`: expected {expected}", self.source.setting(name))).into()
    }
}

type Made = Result<Arc<dyn AuthMethod>>;

/// One `auth_type`.
pub(crate) struct AuthType {
    /// Its names; the first is the one that is shown.
    names: &'static [&'static str],
    /// Whether it signs in with Keystone, whose address is needed then.
    pub(crate) keystone: bool,
    make: fn(&Said<'_>) -> Made,
}

const fn auth_type(names: &'static [&'static str], make: fn(&Said<'_>) -> Made) -> AuthType {
    AuthType { names, keystone: true, make }
}

impl AuthType {
    const fn without_keystone(mut self) -> Self {
        self.keystone = false;
        self
    }

    pub(crate) fn make(&self, said: &Said<'_>) -> Made {
        (self.make)(said)
    }
}

/// All of them, under the names that `auth_type` has for keystoneauth.
static AUTH_TYPES: &[AuthType] = &[
    auth_type(&["password", "v3password"], password::make),
    auth_type(&["token", "v3token"], token::make),
    auth_type(&["v3applicationcredential", "application_credential"], application_credential::make),
    auth_type(&["v3totp", "totp"], totp::make),
    auth_type(&["v3multifactor", "multifactor"], multi_factor::make),
    auth_type(&["v3oidcpassword"], oidc::password),
    auth_type(&["v3oidcclientcredentials"], oidc::client_credentials),
    auth_type(&["v3oidcaccesstoken"], oidc::access_token),
    auth_type(&["v3oidcauthcode"], oidc::code),
    auth_type(&["v3oidcdeviceauthz"], oidc::device),
    auth_type(&["v3websso"], websso::make),
    auth_type(&["v3oauth2clientcredential"], oauth2::client_credential),
    auth_type(&["v3oauth2mtlsclientcredential"], oauth2::mtls_client_credential),
    auth_type(&["none", "noauth"], keyless::none).without_keystone(),
    auth_type(&["admin_token", "token_endpoint"], keyless::admin_token).without_keystone(),
    auth_type(&["http_basic"], keyless::http_basic).without_keystone(),
];

/// The `auth_type` that settings say, or that fits them where they say none.
pub(crate) fn choose(named: Option<&str>, said: &Said<'_>) -> Result<&'static AuthType> {
    let name = named.unwrap_or_else(|| fitting(said.settings));
    find(name).ok_or_else(|| {
        let setting = said.source.setting("auth_type");
        let all = || AUTH_TYPES.iter().flat_map(|known| known.names.iter().copied());
        let known = || AUTH_TYPES.iter().filter_map(|known| known.names.first().copied()).collect::<Vec<_>>();
        let hint = nearest(name, all()).map(|near| format!("did you mean `{near}`?"));
        let hint = hint.unwrap_or_else(|| format!("known are `{}`", known().join("`, `")));
        Problem::Config(format!("{setting} is `{name}`, which is no way to sign in; {hint}")).into()
    })
}

fn find(name: &str) -> Option<&'static AuthType> {
    AUTH_TYPES.iter().find(|known| known.names.contains(&name))
}

fn fitting(settings: &Settings) -> &'static str {
    let has = |name| settings.has(name);
    let has_application_credential = || has("application_credential_id") || has("application_credential_name");
    if has("application_credential_secret") || has_application_credential() && !has("password") && !has("token") {
        "v3applicationcredential"
    } else if has("oauth2_client_secret") {
        "v3oauth2clientcredential"
    } else if has("access_token") && has("identity_provider") {
        "v3oidcaccesstoken"
    } else if has("password") && has("passcode") {
        "v3multifactor"
    } else if has("passcode") {
        "v3totp"
    } else if has("token") && !has("password") {
        "token"
    } else {
        "password"
    }
}
