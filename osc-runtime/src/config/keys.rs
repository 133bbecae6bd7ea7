//! The keys there are, in one table each: of a cloud, of its `auth`, of a service, of the other sections. What parses
//! them, what warns of an unknown one, and what suggests the nearest reads the same rows.

use super::cloud::Cloud;
use super::node::{Map, Node, Origin};
use crate::auth::SETTINGS;
use crate::catalog::{known as services, official};
use crate::error::Result;
use crate::nearest::{misspelt, nearest};
use crate::profile::{Retries, Service};

/// A key of a cloud, beside `auth`.
pub(super) struct Key {
    pub(super) name: &'static str,
    /// What it was called before.
    pub(super) older: &'static [&'static str],
    pub(super) read: fn(&mut Cloud, &Node) -> Result<()>,
}

const fn key(name: &'static str, read: fn(&mut Cloud, &Node) -> Result<()>) -> Key {
    Key { name, older: &[], read }
}

/// A key that is read before, to make one cloud of its layers, or that has a meaning for openstacksdk alone.
const fn passed_over(name: &'static str) -> Key {
    key(name, |_, _| Ok(()))
}

impl Key {
    const fn once(mut self, older: &'static [&'static str]) -> Self {
        self.older = older;
        self
    }
}

pub(super) static CLOUD: &[Key] = &[
    passed_over("auth"),
    key("auth_type", Cloud::set_auth_type).once(&["auth_plugin"]),
    passed_over("profile").once(&["cloud"]),
    passed_over("regions"),
    key("region_name", |cloud, node| {
        let region = node.text()?;
        cloud.say(|profile| profile.region(region));
        Ok(())
    }),
    key("interface", |cloud, node| {
        let interfaces = node.interfaces()?;
        cloud.say(|profile| profile.interfaces(interfaces));
        Ok(())
    })
    .once(&["endpoint_type"]),
    key("verify", Cloud::set_verify),
    key("insecure", |cloud, node| {
        cloud.insecure |= node.flag()?;
        Ok(())
    }),
    key("cacert", |cloud, node| {
        cloud.cacert = Some(cloud.path(node)?);
        Ok(())
    }),
    key("cert", |cloud, node| {
        cloud.cert = Some(cloud.path(node)?);
        Ok(())
    }),
    key("key", |cloud, node| {
        cloud.key = Some(cloud.path(node)?);
        Ok(())
    }),
    key("api_timeout", |cloud, node| {
        cloud.timeout = Some(node.seconds()?);
        Ok(())
    })
    .once(&["timeout"]),
    key("force_ipv4", |cloud, node| {
        cloud.force_ipv4 = Some(node.flag()?);
        Ok(())
    }),
    key("prefer_ipv6", |cloud, node| {
        if !node.flag()? {
            cloud.force_ipv4 = Some(true);
        }
        Ok(())
    }),
    passed_over("networks"),
    passed_over("external_network"),
    passed_over("internal_network"),
    key("rate_limit", |cloud, node| cloud.for_services(node, |service, node| Ok(service.rate_limit(node.number()?)))),
    key("concurrency", |cloud, node| cloud.for_services(node, |service, node| Ok(service.concurrency(node.count()?)))),
    key("connect_retries", |cloud, node| cloud.retries("connect_retries", node)),
    key("connect_retry_delay", |cloud, node| cloud.retries("connect_retry_delay", node)),
    key("status_code_retries", |cloud, node| cloud.retries("status_code_retries", node)),
    key("status_code_retry_delay", |cloud, node| cloud.retries("status_code_retry_delay", node)),
    key("retriable_status_codes", |cloud, node| cloud.retries("retriable_status_codes", node)),
    passed_over("additional_metric_tags"),
    passed_over("cache"),
    passed_over("disable_vendor_agent"),
    passed_over("floating_ip_source"),
    passed_over("image_api_use_tasks"),
    passed_over("image_format"),
    passed_over("message"),
    passed_over("metrics"),
    passed_over("private"),
    passed_over("requires_floating_ip"),
    passed_over("secgroup_source"),
    passed_over("status"),
    passed_over("timing"),
    passed_over("use_external_network"),
    passed_over("use_internal_network"),
    passed_over("vendor_hook"),
    passed_over("verbose_level"),
];

/// What the key of a service ends with: `network_endpoint_override`.
pub(super) struct ServiceKey {
    pub(super) name: &'static str,
    older: &'static [&'static str],
    pub(super) read: fn(Service, &Node) -> Result<Service>,
}

const fn of_service(name: &'static str, read: fn(Service, &Node) -> Result<Service>) -> ServiceKey {
    ServiceKey { name, older: &[], read }
}

impl ServiceKey {
    const fn once(mut self, older: &'static [&'static str]) -> Self {
        self.older = older;
        self
    }
}

/// The longer ones before those that they end with.
pub(super) static SERVICE: &[ServiceKey] = &[
    of_service("endpoint_override", |service, node| Ok(service.endpoint_override(node.text()?))).once(&["endpoint"]),
    of_service("region_name", |service, node| Ok(service.region(node.text()?))),
    of_service("interface", |service, node| Ok(service.interfaces(node.interfaces()?))).once(&["endpoint_type"]),
    of_service("service_type", |service, node| Ok(service.catalog_type(node.text()?))),
    of_service("service_name", |service, node| Ok(service.service_name(node.text()?))),
    of_service("api_version", super::service::api_version),
    of_service("default_microversion", |service, node| Ok(service.default_microversion(node.parsed()?))),
    of_service("connect_retries", |service, node| Ok(service.retries(retries("connect_retries", node)?))),
    of_service("connect_retry_delay", |service, node| Ok(service.retries(retries("connect_retry_delay", node)?))),
    of_service("status_code_retries", |service, node| Ok(service.retries(retries("status_code_retries", node)?))),
    of_service("status_code_retry_delay", |service, node| {
        Ok(service.retries(retries("status_code_retry_delay", node)?))
    }),
    of_service("retriable_status_codes", |service, node| Ok(service.retries(retries("retriable_status_codes", node)?))),
    of_service("disabled_reason", |service, _| Ok(service)),
];

/// What one of the keys of retries says, which there are of a cloud and of a service.
pub(super) fn retries(name: &str, node: &Node) -> Result<Retries> {
    let retries = Retries::new();
    Ok(match name {
        "connect_retries" => retries.connect(node.count()?),
        "connect_retry_delay" => retries.connect_delay(node.seconds()?),
        "status_code_retries" => retries.status(node.count()?),
        "status_code_retry_delay" => retries.status_delay(node.seconds()?),
        _ => retries.status_codes(node.status_codes()?),
    })
}

/// The service and what is said of it: `network` of `network_endpoint_override`.
pub(super) fn split_service_key(name: &str) -> Option<(&str, &'static ServiceKey)> {
    let is_of = |key: &'static ServiceKey| {
        let mut names = std::iter::once(&key.name).chain(key.older);
        let service = names.find_map(|suffix| name.strip_suffix(suffix)?.strip_suffix('_'))?;
        (!service.is_empty()).then_some((service, key))
    };
    if CLOUD.iter().any(|key| key.name == name) {
        return None;
    }
    SERVICE.iter().find_map(is_of)
}

/// The keys of `auth`; the environment has them as `OS_…`.
pub(super) fn auth_keys() -> impl Iterator<Item = &'static str> + Clone {
    SETTINGS.iter().map(|setting| setting.name)
}

/// What keys of `auth` were called before, or are called by some. Projects were tenants once.
pub(super) const OLDER_AUTH: &[(&str, &str)] = &[
    ("auth_token", "token"),
    ("authorization_code", "code"),
    ("scope", "openid_scope"),
    ("tenant_id", "project_id"),
    ("tenant_name", "project_name"),
    ("url", "endpoint"),
    ("user_name", "username"),
];

/// Keys of `auth` that count more where they are said beside it.
pub(super) const OUTRANKING: &[&str] = &[
    "domain_id",
    "domain_name",
    "passcode",
    "project_domain_id",
    "project_domain_name",
    "project_id",
    "project_name",
    "token",
    "user_domain_id",
    "user_domain_name",
];

/// The ways to sign in as a client of an identity provider.
const OIDC_CLIENTS: &[&str] = &["oidcauthcode", "oidcclientcredentials", "oidcdeviceauthz", "oidcpassword"];

/// What makes a proof of some kinds alone: what a key begins with, and words that the `auth_type`s have in them which
/// read it.
const PROOFS: &[(&str, &[&str])] = &[
    ("access_token_", OIDC_CLIENTS),
    ("access_token", &["oidcaccesstoken"]),
    ("application_credential_", &["application"]),
    ("auth_methods", &["multifactor"]),
    ("authorization_endpoint", &["oidcauthcode"]),
    ("client_", OIDC_CLIENTS),
    ("code_challenge_method", &["oidcauthcode", "oidcdeviceauthz"]),
    ("code", &["oidcauthcode"]),
    ("device_authorization_endpoint", &["oidcdeviceauthz"]),
    ("discovery_endpoint", OIDC_CLIENTS),
    ("endpoint", &["admin_token", "http_basic", "noauth", "none", "token_endpoint"]),
    ("identity_provider", &["adfs", "oidc", "saml", "websso"]),
    ("idp_otp_key", &["oidcpassword"]),
    ("login_timeout", &["oidcauthcode", "websso"]),
    ("oauth2_client_secret", &["oauth2clientcredential"]),
    ("oauth2_", &["oauth2"]),
    ("openid_scope", OIDC_CLIENTS),
    ("passcode", &["multifactor", "oidcpassword", "totp"]),
    ("password", &["adfs", "http_basic", "multifactor", "password"]),
    ("protocol", &["adfs", "oidc", "saml", "websso"]),
    ("redirect_uri", &["oidcauthcode"]),
    ("redirect_", &["websso"]),
    ("token", &["multifactor", "token"]),
];

/// Warns of what a way to sign in does not use. Variables are not meant, which are often left from another cloud.
pub(super) fn warn_of_unused(auth: &Map, auth_type: &str) {
    let is_of_a_file = |node: &Node| !matches!(node.origin, Origin::Variable(_));
    for (key, node) in auth.iter().filter(|(_, node)| !node.is_empty() && is_of_a_file(node)) {
        let Some((_, readers)) = PROOFS.iter().find(|(beginning, _)| key.starts_with(beginning)) else { continue };
        if !readers.iter().any(|reader| auth_type.contains(reader)) {
            tracing::warn!("{} is not used to sign in by `{auth_type}`", node.origin);
        }
    }
}

/// What a file has at its top.
pub(super) const SECTIONS: &[&str] = &["clouds", "public-clouds", "cache", "client", "metrics", "ansible"];
/// What `client` has.
pub(super) const CLIENT: &[&str] = &["force_ipv4", "prefer_ipv6", "prefer-ipv6", "broken-ipv6"];
/// What `cache` has.
pub(super) const CACHE: &[&str] = &["auth", "expiration_time", "max_age", "class", "path", "arguments", "expiration"];
/// What one of `regions` has.
pub(super) const REGION: &[&str] = &["name", "values"];

/// Warns of each key that is none of `known`, with the nearest one.
pub(super) fn warn_of_unknown(map: &Map, known: &[&str]) {
    for (key, node) in map.iter().filter(|(key, _)| !known.contains(key)) {
        warn(node, nearest(key, known.iter().copied()));
    }
}

/// Warns of the keys of a layer of a cloud that nobody reads.
pub(super) fn warn_of_unread(layer: &Map) {
    let known = || CLOUD.iter().map(|key| key.name).chain(auth_keys());
    for (key, node) in layer.iter().filter(|(key, _)| !key.starts_with("has_")) {
        if known().any(|known| known == key) {
            continue;
        }
        match (split_service_key(key), &node.origin) {
            (Some((service, _)), _) => warn_of_service(node, service),
            // Other programs have variables that begin so too.
            (None, Origin::Variable(_)) => {
                if let Some(near) = misspelt(key, known()) {
                    warn(node, Some(&format!("OS_{}", near.to_ascii_uppercase())));
                }
            }
            (None, _) => warn(node, nearest(key, known())),
        }
    }
    if let Some(auth) = layer.get("auth").and_then(Node::map) {
        warn_of_unknown(auth, &auth_keys().collect::<Vec<_>>());
    }
}

/// Warns of a service that is nearly one of OpenStack's.
fn warn_of_service(node: &Node, service: &str) {
    let name = service.replace('_', "-");
    if official(&name).is_none()
        && official(service).is_none()
        && let Some(near) = misspelt(&name, services())
    {
        tracing::warn!("{} is of the service `{name}`; did you mean `{near}`?", node.origin);
    }
}

fn warn(node: &Node, nearest: Option<&str>) {
    let hint = nearest.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    tracing::warn!("{} is no key that is read{hint}", node.origin);
}
