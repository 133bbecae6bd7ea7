//! What is connected to what, from lists that may not fit together.

use osc_runtime::Value;
use serde_json::json;

use super::super::graph::{Device, Graph, Kind, Network, State};
use super::{INTERFACE, SERVER, external, gateway, graph, network, port, router, shop, with};

fn names(graph: &Graph) -> Vec<&str> {
    graph.networks.iter().map(Network::label).collect()
}

/// What a device is on, with its addresses there: `web 10.0.1.5`.
fn links(graph: &Graph, device: &Device) -> Vec<String> {
    let links = device.links.iter().map(|link| format!("{} {}", graph.networks[link.network].label(), link.shown("=")));
    links.collect()
}

fn device<'a>(graph: &'a Graph, id: &str) -> &'a Device {
    graph.devices.iter().find(|device| device.id == id).unwrap()
}

#[test]
fn external_networks_come_first_and_then_what_is_reached_from_them() {
    assert_eq!(names(&graph(&shop())), ["public", "db", "web", "archive", "island"]);
}

#[test]
fn a_router_is_on_the_networks_of_its_gateway_and_its_interfaces() {
    let graph = graph(&shop());
    assert_eq!(links(&graph, device(&graph, "edge")), ["public 203.0.113.5", "db 10.0.2.1", "web 10.0.1.1"]);
    assert!(device(&graph, "edge").links[0].is_gateway);
}

#[test]
fn several_routers_are_on_a_network() {
    let graph = graph(&shop());
    let routers = graph.on(1).filter(|(device, _)| device.is_router()).map(|(device, _)| device.label());
    assert_eq!(routers.collect::<Vec<_>>(), ["edge", "inner"]);
}

#[test]
fn a_server_has_its_name_and_state_from_the_compute_service_and_its_addresses_from_its_ports() {
    let graph = graph(&shop());
    let server = device(&graph, "v1");
    assert_eq!((server.label(), server.state()), ("app-10", State::Up));
    assert_eq!(links(&graph, server), ["db 10.0.2.5", "web 10.0.1.5 = 203.0.113.9, fd00:1::5"]);
}

#[test]
fn a_server_that_only_its_ports_tell_of_is_known_by_its_id_and_their_state() {
    let down = with(port("p", "web", (SERVER, "v7"), &[]), &json!({"status": "DOWN"}));
    let graph = graph(&json!({"networks": [network("web")], "ports": [down]}));
    let server = device(&graph, "v7");
    assert_eq!((&server.kind, server.label(), server.state()), (&Kind::Server, "v7", State::Down));
    assert_eq!(links(&graph, server), ["web "]);
}

#[test]
fn what_is_on_no_network_is_there_too() {
    let servers = json!([{"id": "v1", "name": "alone", "status": "ACTIVE"}]);
    let graph = graph(&json!({"routers": [router("r", &Value::Null)], "servers": servers}));
    assert_eq!(graph.orphans().map(Device::label).collect::<Vec<_>>(), ["r", "alone"]);
    assert!(graph.networks.is_empty());
}

#[test]
fn what_is_referred_to_and_not_listed_is_known_by_its_id() {
    let graph = graph(&json!({
        "subnets": [{"id": "s", "network_id": "n1", "cidr": "10.0.0.0/24"}],
        "routers": [router("r", &gateway("n2", "192.0.2.1"))],
        "ports": [port("p", "n3", (INTERFACE, "elsewhere"), &["10.0.0.1"])],
        "floatingips": [{"id": "f", "floating_ip_address": "192.0.2.9", "floating_network_id": "n4"}],
    }));
    assert_eq!(names(&graph), ["n1", "n2", "n3", "n4"]);
    assert_eq!(graph.networks[3].free_addresses, ["192.0.2.9"]);
    assert_eq!(links(&graph, device(&graph, "elsewhere")), ["n3 10.0.0.1"]);
}

#[test]
fn a_router_of_several_hosts_is_on_its_networks_once_and_not_on_the_one_that_its_hosts_meet_on() {
    let graph = graph(&json!({
        "networks": [network("web"), network("HA network")],
        "routers": [router("r", &Value::Null)],
        "ports": [
            port("p1", "web", ("network:ha_router_replicated_interface", "r"), &["10.0.0.1"]),
            port("p2", "web", ("network:router_centralized_snat", "r"), &["10.0.0.7"]),
            port("p3", "HA network", ("network:router_ha_interface", "r"), &["169.254.192.1"]),
            port("p4", "HA network", ("network:router_ha_interface", "r"), &["169.254.192.2"]),
        ],
    }));
    assert_eq!(links(&graph, device(&graph, "r")), ["web 10.0.0.1, 10.0.0.7"]);
    let (hosts, link) = graph.on(0).next().unwrap();
    assert_eq!((&hosts.kind, graph.networks[0].label()), (&Kind::RouterHa, "HA network"));
    assert_eq!((link.ports.len(), link.addresses.len()), (2, 2));
}

#[test]
fn a_gateway_is_told_once_though_its_port_is_listed_too() {
    let graph = graph(&json!({
        "networks": [external("public")],
        "routers": [router("r", &gateway("public", "192.0.2.1"))],
        "ports": [port("p", "public", ("network:router_gateway", "r"), &["192.0.2.1"])],
    }));
    assert_eq!(links(&graph, device(&graph, "r")), ["public 192.0.2.1"]);
}

#[test]
fn a_floating_ip_leads_to_the_address_that_it_names_or_to_the_first() {
    let floating = |id: &str, fixed: &Value| {
        let outside = format!("192.0.2.{id}");
        json!({"id": id, "floating_ip_address": outside, "floating_network_id": "n", "port_id": "p", "fixed_ip_address": fixed})
    };
    let graph = graph(&json!({
        "ports": [
            port("p", "web", (SERVER, "v"), &["10.0.0.5", "10.0.0.6"]),
            port("own", "n", ("network:floatingip", "1"), &["192.0.2.1"]),
        ],
        "floatingips": [floating("1", &"10.0.0.6".into()), floating("2", &Value::Null)],
    }));
    assert_eq!(links(&graph, device(&graph, "v")), ["web 10.0.0.5 = 192.0.2.2, 10.0.0.6 = 192.0.2.1"]);
    // Its own port on the external network is no device.
    assert_eq!(graph.devices.len(), 1);
}

#[test]
fn a_floating_ip_whose_ports_lead_to_several_is_not_free() {
    let forwarding =
        json!([{"internal_port_id": "p", "internal_ip_address": "10.0.0.5", "protocol": "tcp", "external_port": 8080}]);
    let graph = graph(&json!({
        "networks": [external("public")],
        "ports": [port("p", "web", (SERVER, "v"), &["10.0.0.5"])],
        "floatingips": [{
            "id": "f", "floating_ip_address": "192.0.2.9", "floating_network_id": "public", "port_forwardings": forwarding,
        }],
    }));
    assert!(graph.networks[0].free_addresses.is_empty());
    assert_eq!(links(&graph, device(&graph, "v")), ["web 10.0.0.5 = 192.0.2.9:8080"]);
}

#[test]
fn ports_are_grouped_by_what_they_belong_to() {
    let owners = [
        ("", ""),
        ("network:distributed", "ovnmeta-n"),
        ("network:dhcp", "dhcp-n"),
        ("trunk:subport", "t"),
        ("neutron:LOADBALANCERV2", "lb"),
        ("ovn-lb-vip:distributed", "ovn-lb"),
        ("compute:az1", "v"),
        (INTERFACE, "r"),
        ("", "thing"),
    ];
    let ports: Vec<Value> = owners.iter().map(|owner| port(&format!("p{}", owner.1), "n", *owner, &[])).collect();
    let graph = graph(&json!({"networks": [network("n")], "ports": ports}));
    let kinds: Vec<&str> = graph.on(0).map(|(device, _)| device.kind.word()).collect();
    let expected = [
        "router",
        "server",
        "load balancer",
        "load balancer",
        "device",
        "trunk:subport",
        "DHCP",
        "metadata",
        "unattached",
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn names_are_in_the_order_in_which_people_count() {
    let server = |name: &str| json!({"id": format!("id of {name}"), "name": name, "status": "ACTIVE"});
    let graph = graph(&json!({"servers": [server("web-10"), server("web-9"), server("Web-1"), server("web-010")]}));
    let names: Vec<&str> = graph.devices.iter().map(Device::label).collect();
    assert_eq!(names, ["Web-1", "web-9", "web-010", "web-10"]);
}

#[test]
fn a_part_is_what_is_on_a_network_and_the_networks_on_the_other_side() {
    let whole = graph(&shop());
    let archive = whole.named("archive")[0];
    let part = whole.around(archive);
    assert_eq!(names(&part), ["db", "archive"]);
    assert_eq!(part.devices.iter().map(Device::label).collect::<Vec<_>>(), ["inner"]);
    assert_eq!(links(&part, device(&part, "inner")), ["db 10.0.2.254", "archive 10.0.3.1"]);
}

#[test]
fn a_network_is_named_by_its_id_before_any_name() {
    let named_as_the_other = with(network("x"), &json!({"id": "n1"}));
    let graph = graph(
        &json!({"networks": [named_as_the_other, with(network("x"), &json!({"name": "other"})), with(network("x"), &json!({"id": "n2"}))]}),
    );
    assert_eq!(graph.named("x").len(), 1);
    assert_eq!(graph.networks[graph.named("x")[0]].name, "other");
    assert!(graph.named("y").is_empty());
}

#[test]
fn a_project_has_its_networks_and_those_that_it_uses_or_may_use() {
    let foreign = |id: &str, more: Value| with(with(network(id), &json!({"project_id": "p2"})), &more);
    let graph = graph(&json!({
        "networks": [
            network("own"), foreign("shared", json!({"shared": true})), foreign("out", json!({"router:external": true})),
            foreign("used", json!({})), foreign("theirs", json!({})),
        ],
        "ports": [port("p", "used", (SERVER, "v"), &["10.0.0.5"])],
    }));
    let graph = graph.of_project("p1");
    assert_eq!(names(&graph), ["out", "own", "shared", "used"]);
    assert_eq!(links(&graph, device(&graph, "v")), ["used 10.0.0.5"]);
}

#[test]
fn what_is_switched_off_is_disabled_whatever_its_state() {
    let graph = graph(&shop());
    assert_eq!(graph.networks[3].status.remark(), Some("disabled"));
}
