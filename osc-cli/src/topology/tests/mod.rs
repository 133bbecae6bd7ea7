//! Small worlds, and what is made of them.

mod cloud;
mod drawing;
mod graph;

use osc_runtime::codec::{Attribute, from_value};
use osc_runtime::{Resource, Value};
use serde_json::json;

use super::build::Lists;
use super::graph::Graph;

/// The graph of a world: lists of resources, by their names on the wire.
fn graph(world: &Value) -> Graph {
    fn list<T: Resource + Attribute>(world: &Value, name: &str) -> Vec<T> {
        world.get(name).map(|list| from_value(list).unwrap()).unwrap_or_default()
    }
    let lists = Lists {
        networks: list(world, "networks"),
        subnets: list(world, "subnets"),
        routers: list(world, "routers"),
        ports: list(world, "ports"),
        floating_ips: list(world, "floatingips"),
        servers: list(world, "servers"),
    };
    lists.graph()
}

fn network(id: &str) -> Value {
    json!({"id": id, "name": id, "status": "ACTIVE", "admin_state_up": true, "project_id": "p1"})
}

fn external(id: &str) -> Value {
    with(network(id), &json!({"router:external": true}))
}

fn router(id: &str, gateway: &Value) -> Value {
    json!({"id": id, "name": id, "status": "ACTIVE", "admin_state_up": true, "external_gateway_info": gateway})
}

/// A gateway on a network.
fn gateway(network: &str, ip: &str) -> Value {
    json!({"network_id": network, "external_fixed_ips": [{"ip_address": ip}]})
}

/// A port of a device on a network, with an address for each of `ips`.
fn port(id: &str, network: &str, (owner, device): (&str, &str), ips: &[&str]) -> Value {
    let ips: Vec<Value> = ips.iter().map(|ip| json!({"subnet_id": "s", "ip_address": ip})).collect();
    json!({
        "id": id, "network_id": network, "device_owner": owner, "device_id": device, "fixed_ips": ips,
        "status": "ACTIVE", "admin_state_up": true,
    })
}

/// An object with further keys.
fn with(mut object: Value, more: &Value) -> Value {
    for (key, value) in more.as_object().unwrap() {
        object[key] = value.clone();
    }
    object
}

const INTERFACE: &str = "network:router_interface";
const SERVER: &str = "compute:nova";

/// Two networks behind a router, a third behind a second one, and one that nothing leads to.
fn shop() -> Value {
    json!({
        "networks": [
            network("web"), network("db"), with(network("archive"), &json!({"admin_state_up": false})),
            external("public"), with(network("island"), &json!({"shared": true, "status": "ERROR"})),
        ],
        "subnets": [
            {"id": "s1", "name": "out", "network_id": "public", "cidr": "203.0.113.0/24", "gateway_ip": "203.0.113.1"},
            {"id": "s2", "name": "", "network_id": "web", "cidr": "10.0.1.0/24", "gateway_ip": "10.0.1.1"},
            {"id": "s3", "name": "", "network_id": "web", "cidr": "fd00:1::/64", "gateway_ip": null},
            {"id": "s4", "name": "", "network_id": "db", "cidr": "10.0.2.0/24", "gateway_ip": "10.0.2.1"},
        ],
        "routers": [router("edge", &gateway("public", "203.0.113.5")), router("inner", &Value::Null), router("spare", &Value::Null)],
        "ports": [
            port("p1", "web", (INTERFACE, "edge"), &["10.0.1.1"]),
            port("p2", "db", (INTERFACE, "edge"), &["10.0.2.1"]),
            port("p3", "db", (INTERFACE, "inner"), &["10.0.2.254"]),
            port("p4", "archive", (INTERFACE, "inner"), &["10.0.3.1"]),
            port("p5", "web", (SERVER, "v1"), &["fd00:1::5", "10.0.1.5"]),
            port("p6", "db", (SERVER, "v1"), &["10.0.2.5"]),
            port("p7", "web", (SERVER, "v2"), &["10.0.1.6"]),
            port("p8", "web", ("network:dhcp", "dhcp1-web"), &["10.0.1.2"]),
            port("p9", "web", ("network:dhcp", "dhcp2-web"), &["10.0.1.3"]),
            with(port("p10", "web", ("Octavia", "lb-1"), &["10.0.1.9"]), &json!({"name": "shop"})),
            with(port("p11", "db", ("", ""), &["10.0.2.9"]), &json!({"name": "vip", "status": "DOWN"})),
        ],
        "floatingips": [
            {"id": "f1", "floating_ip_address": "203.0.113.9", "floating_network_id": "public", "port_id": "p5", "fixed_ip_address": "10.0.1.5"},
            {"id": "f2", "floating_ip_address": "203.0.113.8", "floating_network_id": "public", "port_id": null},
        ],
        "servers": [
            {"id": "v1", "name": "app-10", "status": "ACTIVE"},
            {"id": "v2", "name": "app-2", "status": "SHUTOFF"},
        ],
    })
}
