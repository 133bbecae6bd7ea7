//! What is said of who signs in, and to what: the names are those that `clouds.yaml` has below `auth`.
//!
//! One table makes the setters of the builder, tells the configuration which keys there are, and which of them are secret.

use std::collections::BTreeMap;
use std::fmt;

use crate::codec::Secret;
use crate::connection::ConnectionBuilder;
use crate::error::Address;

/// One of them.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    pub(crate) secret: bool,
    /// What it replaces: a name said later replaces an id said before, and an id a name.
    instead_of: Option<&'static str>,
}

/// Settings that have been said.
#[derive(Clone, Default)]
pub(crate) struct Settings(BTreeMap<&'static str, Secret>);

impl Settings {
    /// Says one; whether there is one of this name.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<Secret>) -> bool {
        let Some(setting) = setting(name) else { return false };
        if let Some(other) = setting.instead_of {
            self.0.remove(other);
        }
        self.0.insert(setting.name, value.into());
        true
    }

    /// What has been said; nothing where that is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(Secret::expose).filter(|text| !text.is_empty())
    }

    /// The same, to be kept.
    pub(crate) fn secret(&self, name: &str) -> Option<Secret> {
        self.0.get(name).filter(|secret| !secret.is_empty()).cloned()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Adds what another says and this one says nothing of.
    pub(crate) fn lay_under(&mut self, under: Self) {
        for (name, value) in under.0 {
            let rival = setting(name).and_then(|setting| setting.instead_of);
            if !self.has(name) && !rival.is_some_and(|rival| self.has(rival)) {
                self.0.insert(name, value);
            }
        }
    }

    /// All that has been said, with whether it is a secret.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &Secret, bool)> {
        self.0.iter().map(|(name, value)| (*name, value, setting(name).is_none_or(|setting| setting.secret)))
    }
}

/// The setting of this name, or of an older name of it.
pub(crate) fn setting(name: &str) -> Option<&'static Setting> {
    // Projects were called tenants once.
    let name = match name {
        "tenant_id" => "project_id",
        "tenant_name" => "project_name",
        "user_name" => "username",
        "authorization_code" => "code",
        name => name,
    };
    SETTINGS.iter().find(|setting| setting.name == name)
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value, secret) in self.iter() {
            match name {
                _ if secret => map.entry(&name, value),
                // An address may have a password in it.
                "auth_url" => map.entry(&name, &Address(value.expose().to_owned())),
                _ if name.ends_with("endpoint") => map.entry(&name, &Address(value.expose().to_owned())),
                _ => map.entry(&name, &value.expose()),
            };
        }
        map.finish()
    }
}

macro_rules! settings {
    ($($(#[$doc:meta])* $kind:ident $name:ident $(instead of $other:ident)?;)*) => {
        /// All of them.
        pub(crate) static SETTINGS: &[Setting] = &[$(Setting {
            name: stringify!($name),
            secret: settings!(@secret $kind),
            instead_of: settings!(@other $($other)?),
        },)*];

        /// Who signs in, and to what.
        impl ConnectionBuilder {$(
            $(#[$doc])*
            pub fn $name(mut self, $name: impl Into<settings!(@type $kind)>) -> Self {
                self.auth.set(stringify!($name), $name.into());
                self.source.forget(stringify!($name));
                self
            }
        )*}
    };
    (@secret text) => { false };
    (@secret secret) => { true };
    (@type text) => { String };
    (@type secret) => { Secret };
    (@other) => { None };
    (@other $other:ident) => { Some(stringify!($other)) };
}

settings! {
    /// Keystone's address: `https://keystone.example/v3`; without a version, v3 is meant.
    text auth_url;
    /// The user's name, within [`user_domain_name`](Self::user_domain_name).
    text username instead of user_id;
    /// The user's id, instead of name and domain.
    text user_id instead of username;
    /// The user's password.
    secret password;
    /// The name of the user's domain; the domain `default` where neither it nor its id is given.
    text user_domain_name instead of user_domain_id;
    /// The id of the user's domain.
    text user_domain_id instead of user_domain_name;
    /// The name of the project to work in, within [`project_domain_name`](Self::project_domain_name).
    text project_name instead of project_id;
    /// The id of the project to work in, instead of name and domain.
    text project_id instead of project_name;
    /// The name of the project's domain; the domain `default` where neither it nor its id is given.
    text project_domain_name instead of project_domain_id;
    /// The id of the project's domain.
    text project_domain_id instead of project_domain_name;
    /// The name of the domain to work in, instead of a project.
    text domain_name instead of domain_id;
    /// The id of the domain to work in, instead of a project.
    text domain_id instead of domain_name;
    /// The name of the domain of users and projects that have none of their own.
    text default_domain_name instead of default_domain_id;
    /// The id of the domain of users and projects that have none of their own.
    text default_domain_id instead of default_domain_name;
    /// Works in the whole system instead of a project: `all`.
    text system_scope;
    /// Works by a trust: its id.
    text trust_id;
    /// A token to exchange for one of the connection's own, instead of user and password; with the `auth_type`
    /// `admin_token`, the one that each request carries.
    secret token;
    /// A passcode of the user's authenticator (RFC 6238), which is good once.
    secret passcode;
    /// The id of an application credential.
    text application_credential_id instead of application_credential_name;
    /// The name of an application credential of the user.
    text application_credential_name instead of application_credential_id;
    /// The secret of an application credential.
    secret application_credential_secret;
    /// The methods that prove who signs in, with the `auth_type` `v3multifactor`: `v3password,v3totp`.
    text auth_methods;
    /// What Keystone calls the identity provider.
    text identity_provider;
    /// What Keystone calls the protocol that it speaks with the identity provider: `openid`, `saml2`.
    text protocol;
    /// The identity provider's id of this client.
    text client_id;
    /// The secret of this client; none where it is a public one.
    secret client_secret;
    /// The scope that is asked of the identity provider: `openid profile`.
    text openid_scope;
    /// The address of the identity provider's discovery document, which ends with `/.well-known/openid-configuration`.
    text discovery_endpoint;
    /// The identity provider's token endpoint, where that is not discovered.
    text access_token_endpoint;
    /// Which of the identity provider's tokens Keystone is shown: `access_token` or `id_token`.
    text access_token_type;
    /// The identity provider's authorization endpoint, where that is not discovered.
    text authorization_endpoint;
    /// The identity provider's device authorization endpoint, where that is not discovered.
    text device_authorization_endpoint;
    /// An access token of the identity provider.
    secret access_token;
    /// An authorization code of the identity provider; without one, a browser is asked to get it.
    secret code;
    /// The address that the identity provider sends the browser back to, on this machine.
    text redirect_uri;
    /// The method of RFC 7636 that binds a code to who asked for it: `S256`.
    text code_challenge_method;
    /// The name under which the identity provider takes the one-time password in a password grant.
    text idp_otp_key;
    /// The host that Keystone's single sign-on sends the browser back to, on this machine: `localhost`.
    text redirect_host;
    /// The port that it sends the browser back to: 9990.
    text redirect_port;
    /// How many seconds a person has to sign in: 60.
    text login_timeout;
    /// The address that gives tokens for OAuth 2.0 clients.
    text oauth2_endpoint;
    /// The id of an OAuth 2.0 client.
    text oauth2_client_id;
    /// The secret of an OAuth 2.0 client.
    secret oauth2_client_secret;
    /// The address of every service, where no Keystone tells them: with the `auth_type` `none`, `http_basic` or
    /// `admin_token`.
    text endpoint;
}
