//! The floor: the same requests by reqwest, read by serde's derive, with nothing around them.

use osc_benches::{Network, Networks};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{Failure, Side, server::PAGE};

/// A client, a token, and where the networks are.
#[derive(Clone)]
pub(crate) struct Bare {
    client: reqwest::Client,
    token: String,
    networks: String,
}

#[derive(Deserialize)]
struct Answered {
    token: Token,
}

#[derive(Deserialize)]
struct Token {
    catalog: Vec<Service>,
}

#[derive(Deserialize)]
struct Service {
    #[serde(rename = "type")]
    service_type: String,
    endpoints: Vec<Endpoint>,
}

#[derive(Deserialize)]
struct Endpoint {
    interface: String,
    url: String,
}

#[derive(Deserialize)]
struct One {
    network: Network,
}

impl Bare {
    async fn read<T: DeserializeOwned>(&self, url: &str) -> Result<T, Failure> {
        let request = self.client.get(url).header("x-auth-token", &self.token);
        let body = request.send().await?.error_for_status()?.bytes().await?;
        Ok(serde_json::from_slice(&body)?)
    }
}

impl Side for Bare {
    async fn connect(origin: &str) -> Result<Self, Failure> {
        // Neither certificates nor proxies are looked for, since a program that needs none could do without, too.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().tls_certs_only([]).no_proxy().build()?;
        let body = serde_json::json!({"auth": {
            "identity": {
                "methods": ["password"],
                "password": {"user": {"name": "ada", "password": "secret", "domain": {"id": "default"}}},
            },
            "scope": {"project": {"name": "engine", "domain": {"id": "default"}}},
        }});
        let request = client.post(format!("{origin}/v3/auth/tokens"));
        let response = request.header("content-type", "application/json").body(body.to_string()).send().await?;
        let token = response.headers().get("x-subject-token").ok_or("no token")?.to_str()?.to_owned();
        let answered: Answered = serde_json::from_slice(&response.bytes().await?)?;
        let services = answered.token.catalog.into_iter().filter(|service| service.service_type == "network");
        let mut endpoints = services.flat_map(|service| service.endpoints);
        let network = endpoints.find(|endpoint| endpoint.interface == "public").ok_or("no endpoint")?;
        Ok(Self { client, token, networks: format!("{}/v2.0/networks", network.url) })
    }

    async fn list(&self, paged: bool) -> Result<usize, Failure> {
        let mut all = Vec::new();
        let mut next = Some(if paged { format!("{}?limit={PAGE}", self.networks) } else { self.networks.clone() });
        while let Some(url) = next {
            let page: Networks = self.read(&url).await?;
            if all.is_empty() {
                all = page.networks;
            } else {
                all.extend(page.networks);
            }
            next = page.networks_links.into_iter().find(|link| link.rel == "next").map(|link| link.href);
        }
        Ok(all.len())
    }

    async fn get(&self, id: &str) -> Result<Network, Failure> {
        let one: One = self.read(&format!("{}/{id}", self.networks)).await?;
        Ok(one.network)
    }
}
