//! A builder as `clouds.yaml` would have it, to see what came out.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::cloud::FOREVER;
use crate::codec::Secret;
use crate::connection::ConnectionBuilder;
use crate::error::Address;
use crate::profile::{Interface, Profile, Retries, Service};
use crate::transport::Timeouts;

impl ConnectionBuilder {
    /// What has been said, as `clouds.yaml` would have it below the name of a cloud. Secrets are shown as `<secret>`,
    /// addresses without a user and password in them.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut cloud = Map::new();
        let mut say = |key: &str, value: Value| drop(cloud.insert(key.to_owned(), value));
        if let Some(auth_type) = &self.auth_type {
            say("auth_type", auth_type.as_str().into());
        }
        let auth: Map<_, _> =
            self.auth.iter().map(|(name, value, secret)| (name.to_owned(), shown(name, value, secret))).collect();
        say("auth", auth.into());
        let tls = &self.network.tls;
        say("verify", tls.verify.into());
        for (key, path) in [("cacert", &tls.cacert), ("cert", &tls.cert), ("key", &tls.key)] {
            if let Some(path) = path {
                say(key, path.display().to_string().into());
            }
        }
        if self.network.timeouts != Timeouts::default() {
            say("api_timeout", seconds(self.network.timeouts.read));
        }
        if self.network.ipv4_only {
            say("force_ipv4", true.into());
        }
        if self.cache.is_some() {
            say("cache", json!({"auth": true}));
        }
        cloud.append(&mut profile(&self.profile));
        cloud.into()
    }
}

fn shown(name: &str, value: &Secret, secret: bool) -> Value {
    match name {
        _ if secret => format!("{value:?}").into(),
        "auth_url" | "endpoint" => address(&Address(value.expose().to_owned())),
        _ => value.expose().into(),
    }
}

fn address(address: &Address) -> Value {
    format!("{address:?}").into()
}

fn seconds(duration: Duration) -> Value {
    match duration {
        FOREVER => 0.into(),
        whole if whole.subsec_nanos() == 0 => whole.as_secs().into(),
        part => part.as_secs_f64().into(),
    }
}

fn profile(profile: &Profile) -> Map<String, Value> {
    let mut said = Map::new();
    let (mut rates, mut concurrencies) = (Map::new(), Map::new());
    said.extend(profile.region.iter().map(|region| ("region_name".to_owned(), region.as_str().into())));
    said.extend(interfaces(&profile.interfaces).map(|value| ("interface".to_owned(), value)));
    said.extend(retries(&profile.retries).map(|(key, value)| (key.to_owned(), value)));
    for service in profile.services() {
        let prefix = service.service_type.replace('-', "_");
        said.extend(of_service(service).map(|(key, value)| (format!("{prefix}_{key}"), value)));
        let name = &service.service_type;
        rates.extend(service.rate_limit.map(|limit| (name.clone(), limit.into())));
        concurrencies.extend(service.concurrency.map(|limit| (name.clone(), limit.into())));
    }
    let networks: Vec<_> = profile
        .known_networks()
        .iter()
        .map(|network| {
            json!({
                "name": network.name,
                "routes_externally": network.routes_externally,
                "routes_ipv4_externally": network.routes_ipv4_externally,
                "routes_ipv6_externally": network.routes_ipv6_externally,
                "nat_source": network.nat_source,
                "nat_destination": network.nat_destination,
                "default_interface": network.default_interface,
            })
        })
        .collect();
    let lists = [
        ("rate_limit", (!rates.is_empty()).then(|| rates.into())),
        ("concurrency", (!concurrencies.is_empty()).then(|| concurrencies.into())),
        ("networks", (!networks.is_empty()).then(|| networks.into())),
    ];
    said.extend(lists.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    said
}

fn interfaces(interfaces: &[Interface]) -> Option<Value> {
    match interfaces {
        [] => None,
        [one] => Some(one.to_string().into()),
        several => Some(several.iter().map(ToString::to_string).collect::<Vec<_>>().into()),
    }
}

fn retries(retries: &Retries) -> impl Iterator<Item = (&'static str, Value)> {
    let Retries { connect, connect_delay, status, status_delay, status_codes } = retries;
    let said = [
        ("connect_retries", connect.map(Value::from)),
        ("connect_retry_delay", connect_delay.map(seconds)),
        ("status_code_retries", status.map(Value::from)),
        ("status_code_retry_delay", status_delay.map(seconds)),
        ("retriable_status_codes", status_codes.clone().map(Value::from)),
    ];
    said.into_iter().filter_map(|(key, value)| Some((key, value?)))
}

fn of_service(service: &Service) -> impl Iterator<Item = (&'static str, Value)> {
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let said = [
        ("endpoint_override", service.endpoint_override.as_ref().map(address)),
        ("region_name", text(&service.region)),
        ("interface", interfaces(&service.interfaces)),
        ("service_type", text(&service.catalog_type)),
        ("service_name", text(&service.service_name)),
        ("api_version", text(&service.api_version)),
        ("default_microversion", service.default_microversion.map(|version| version.to_string().into())),
    ];
    said.into_iter().filter_map(|(key, value)| Some((key, value?))).chain(retries(&service.retries))
}
