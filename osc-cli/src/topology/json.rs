//! The graph as data, for programs: networks, and devices with the ids of the networks that they are on.

use osc_runtime::Value;
use serde_json::json;

use super::graph::{Device, Graph, Link, Network};

/// All of it, nothing left out.
pub(super) fn value(graph: &Graph) -> Value {
    json!({
        "networks": graph.networks.iter().map(network).collect::<Vec<_>>(),
        "devices": graph.devices.iter().map(|device| self::device(graph, device)).collect::<Vec<_>>(),
    })
}

fn network(network: &Network) -> Value {
    let subnets = network
        .subnets
        .iter()
        .map(|subnet| json!({"id": subnet.id, "name": subnet.name, "cidr": subnet.cidr, "gateway_ip": subnet.gateway}));
    json!({
        "id": network.id,
        "name": network.name,
        "status": network.status.0,
        "external": network.is_external,
        "shared": network.is_shared,
        "project_id": network.project_id,
        "subnets": subnets.collect::<Vec<_>>(),
        "free_floating_ips": network.free_addresses,
    })
}

fn device(graph: &Graph, device: &Device) -> Value {
    json!({
        "kind": device.kind.word(),
        "id": device.id,
        "name": device.name,
        "status": device.status.0,
        "links": device.links.iter().map(|link| self::link(graph, link)).collect::<Vec<_>>(),
    })
}

fn link(graph: &Graph, link: &Link) -> Value {
    let addresses = link.addresses.iter().map(|address| json!({"ip": address.ip, "floating_ips": address.floating}));
    json!({
        "network_id": graph.networks.get(link.network).map(|network| &network.id),
        "gateway": link.is_gateway,
        "port_ids": link.ports,
        "addresses": addresses.collect::<Vec<_>>(),
    })
}
