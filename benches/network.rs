//! A network of 28 fields, for both sides of a comparison, and as many of them as Neutron writes them.

use osc_runtime::Resource;
use serde::Deserialize;

/// A network.
#[derive(Debug, Clone, Default, PartialEq, Resource, Deserialize)]
#[resource(base_path = "/networks", service = "network")]
#[expect(missing_docs, reason = "fields of an example")]
pub struct Network {
    pub id: String,
    pub name: String,
    pub tenant_id: String,
    pub admin_state_up: bool,
    pub mtu: Option<u32>,
    pub status: String,
    pub subnets: Vec<String>,
    pub shared: bool,
    pub availability_zone_hints: Vec<String>,
    pub availability_zones: Vec<String>,
    pub ipv4_address_scope: Option<String>,
    pub ipv6_address_scope: Option<String>,
    #[serde(rename = "router:external")]
    pub is_external: bool,
    pub is_default: Option<bool>,
    pub vlan_transparent: Option<bool>,
    pub description: String,
    pub port_security_enabled: Option<bool>,
    pub qos_policy_id: Option<String>,
    pub dns_domain: String,
    pub l2_adjacency: Option<bool>,
    pub tags: Vec<String>,
    pub created_at: Option<String>,
    pub updated_at: Option<String>,
    pub revision_number: Option<u64>,
    pub project_id: String,
    #[serde(rename = "provider:network_type")]
    pub provider_network_type: Option<String>,
    #[serde(rename = "provider:physical_network")]
    pub provider_physical_network: Option<String>,
    #[serde(rename = "provider:segmentation_id")]
    pub provider_segmentation_id: Option<u32>,
}

/// A page of networks, as serde's derive reads it.
#[derive(Debug, Deserialize)]
pub struct Networks {
    /// The networks.
    pub networks: Vec<Network>,
    /// Where other pages are.
    #[serde(default)]
    pub networks_links: Vec<Link>,
}

/// A link to another page.
#[derive(Debug, Deserialize)]
pub struct Link {
    /// Which one: `next`, `previous`.
    pub rel: String,
    /// Its address.
    pub href: String,
}

/// The keys of a network, in the order in which Neutron writes them.
const FIELDS: [&str; 28] = [
    "id",
    "name",
    "tenant_id",
    "admin_state_up",
    "mtu",
    "status",
    "subnets",
    "shared",
    "availability_zone_hints",
    "availability_zones",
    "ipv4_address_scope",
    "ipv6_address_scope",
    "router:external",
    "is_default",
    "vlan_transparent",
    "description",
    "port_security_enabled",
    "qos_policy_id",
    "dns_domain",
    "l2_adjacency",
    "tags",
    "created_at",
    "updated_at",
    "revision_number",
    "project_id",
    "provider:network_type",
    "provider:physical_network",
    "provider:segmentation_id",
];

/// The answer to a list of this many networks.
#[must_use]
pub fn answer(count: usize) -> String {
    let networks: Vec<_> = (0..count).map(network).collect();
    format!(r#"{{"networks":[{}]}}"#, networks.join(","))
}

/// The id of a network.
#[must_use]
pub fn id(index: usize) -> String {
    format!("{index:08x}-9b1f-4c52-8d0e-5a6f7b8c9d0e")
}

/// One network, an object.
#[must_use]
pub fn network(index: usize) -> String {
    let project = "4fd44f30292945e481c7b8a0c8908869";
    let network = serde_json::json!({
        "id": id(index),
        "name": format!("network-{index}"),
        "tenant_id": project,
        "admin_state_up": true,
        "mtu": 1450,
        "status": "ACTIVE",
        "subnets": ["54d6f61d-db07-451c-9ab3-b9609b6b6f0b"],
        "shared": false,
        "availability_zone_hints": [],
        "availability_zones": ["nova"],
        "ipv4_address_scope": null,
        "ipv6_address_scope": null,
        "router:external": false,
        "is_default": null,
        "vlan_transparent": null,
        "description": "",
        "port_security_enabled": true,
        "qos_policy_id": null,
        "dns_domain": "",
        "l2_adjacency": true,
        "tags": ["blue", "web"],
        "created_at": "2026-11-23T08:00:00Z",
        "updated_at": "2026-11-23T08:00:01Z",
        "revision_number": 2,
        "project_id": project,
        "provider:network_type": "vxlan",
        "provider:physical_network": null,
        "provider:segmentation_id": 1042,
    });
    // In the order of the declaration, as Neutron writes them, and not in that of the alphabet.
    let entries = FIELDS.iter().map(|key| format!("{key:?}: {}", network.get(key).unwrap_or(&serde_json::Value::Null)));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
}
