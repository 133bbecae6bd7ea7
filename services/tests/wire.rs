//! What services send is read without loss: every key that a struct declares comes back from it as it was.
//!
//! The fixtures are answers of Keystone and Neutron, release 2026.2; those of Nova are of the form that its reference describes. Those of LBaaS v1, which that release lacks,
//! are of the form that its reference describes; `networks.json` and `pools.json` are of a cloud of that time.

#![cfg(all(feature = "compute", feature = "identity", feature = "network"))]

use osc_runtime::codec::{from_value, to_value};
use osc_runtime::{Resource, Value};
use osc_services::compute::Server;
use osc_services::identity::{Domain, Project, User};
use osc_services::network::lb::{HealthMonitor, Member, Pool, PoolHealthMonitor, Vip};
use osc_services::network::{FloatingIp, Network, Port, Router, SecurityGroup, SecurityGroupRule, Subnet};

/// The fixture of this name.
macro_rules! document {
    ($fixture:literal) => {{
        let document: Value =
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wire/", $fixture, ".json")).parse().unwrap();
        document
    }};
}

/// Asserts that the fixture's one resource is read and written back, but for these keys.
macro_rules! assert_read {
    ($resource:ty, $fixture:literal, but: [$($key:literal),*]) => {{
        let document = document!($fixture);
        let wire = &document[<$resource as Resource>::SCHEMA.key().unwrap()];
        let resource: $resource = from_value(wire).unwrap();
        let lost: Vec<String> = lost(wire, &to_value(&resource));
        assert_eq!(lost, [$($key),*] as [&str; _]);
        resource
    }};
}

/// The keys of `wire` that `read` has not, or has with another value.
fn lost(wire: &Value, read: &Value) -> Vec<String> {
    match (wire, read) {
        (Value::Object(wire), Value::Object(read)) => {
            let below = |(key, value): (&String, &Value)| match read.get(key) {
                Some(read) => lost(value, read).into_iter().map(|rest| format!("{key}.{rest}")).collect(),
                None => vec![key.clone()],
            };
            wire.iter().flat_map(below).collect()
        }
        (Value::Array(wire), Value::Array(read)) if wire.len() == read.len() => {
            wire.iter().zip(read).flat_map(|(wire, read)| lost(wire, read)).collect()
        }
        _ if wire == read => Vec::new(),
        _ => vec![format!("{wire} became {read}")],
    }
}

#[path = "wire/addressing.rs"]
mod addressing;
#[path = "wire/administration.rs"]
mod administration;
#[path = "wire/attachment.rs"]
mod attachment;

#[test]
fn the_example_s_networks_come_back_as_they_were() {
    let document = document!("networks");
    let networks: Vec<Network> = from_value(&document["networks"]).unwrap();
    assert_eq!(networks.len(), 2);
    assert_eq!(networks[1].name, "public");
    assert!(networks[1].is_external);
    for (wire, network) in document["networks"].as_array().unwrap().iter().zip(&networks) {
        assert_eq!(lost(wire, &network.to_value()), [""; 0]);
    }
}

#[test]
fn the_example_s_pools_come_back_as_they_were() {
    let document = document!("pools");
    let pools: Vec<Pool> = from_value(&document["pools"]).unwrap();
    assert_eq!(pools.len(), 3);
    assert_eq!(pools[1].vip_id, None);
    for (wire, pool) in document["pools"].as_array().unwrap().iter().zip(&pools) {
        assert_eq!(lost(wire, &pool.to_value()), [""; 0]);
    }
}

#[test]
fn a_network_is_read() {
    let network = assert_read!(Network, "network", but: []);
    assert_eq!(network.mtu, Some(1500));
    assert_eq!(network.provider_physical_network.as_deref(), Some("public"));
}

#[test]
fn a_network_of_several_segments_is_read() {
    let network = assert_read!(Network, "network_of_segments", but: []);
    assert_eq!(network.segments.len(), 2);
    assert_eq!(network.segments[0].segmentation_id, Some(77));
    assert_eq!(network.provider_network_type, None);
}

#[test]
fn a_subnet_is_read() {
    let subnet = assert_read!(Subnet, "subnet", but: ["tenant_id"]);
    assert_eq!(subnet.allocation_pools[0].start, "192.0.2.2");
    assert_eq!(subnet.host_routes[0].nexthop, "192.0.2.1");
}

#[test]
fn a_port_is_read() {
    let port = assert_read!(Port, "port", but: ["tenant_id"]);
    assert_eq!(port.fixed_ips[0].ip_address.as_deref(), Some("192.0.2.103"));
    assert_eq!(port.binding_vif_details["port_filter"], true);
    assert_eq!(port.trunk_details.unwrap().sub_ports[0].segmentation_id, Some(7));
}

#[test]
fn a_router_is_read() {
    let router = assert_read!(Router, "router", but: ["tenant_id"]);
    assert_eq!(router.external_gateway_info.unwrap().enable_snat, Some(true));
    assert_eq!(router.conntrack_helpers[0].port, 21);
}

#[test]
fn a_security_group_is_read_with_its_rules() {
    let group = assert_read!(SecurityGroup, "security_group", but: [
        "security_group_rules.standard_attr_id", "security_group_rules.tenant_id", "tenant_id"
    ]);
    assert_eq!(group.security_group_rules[0].direction, "egress");
}

#[test]
fn a_security_group_rule_is_read() {
    let rule = assert_read!(SecurityGroupRule, "security_group_rule", but: ["tenant_id"]);
    assert_eq!((rule.port_range_min, rule.port_range_max), (Some(22), Some(22)));
}

#[test]
fn a_floating_ip_is_read_with_its_port() {
    let floating_ip = assert_read!(FloatingIp, "floating_ip", but: ["tenant_id"]);
    assert_eq!(floating_ip.port_details.unwrap().status, "DOWN");
}

#[test]
fn a_floating_ip_of_several_ports_is_read() {
    let floating_ip = assert_read!(FloatingIp, "floating_ip_of_several", but: ["tenant_id"]);
    assert_eq!(floating_ip.port_id, None);
    assert_eq!(floating_ip.port_forwardings[0].internal_port, Some(8080));
    assert_eq!(floating_ip.port_forwardings[1].internal_port, None);
}

#[test]
fn a_vip_is_read() {
    let vip = assert_read!(Vip, "vip", but: []);
    assert_eq!(vip.session_persistence.unwrap().kind, "APP_COOKIE");
}

#[test]
fn a_member_is_read() {
    let member = assert_read!(Member, "member", but: []);
    assert_eq!((member.protocol_port, member.weight), (8080, 1));
}

#[test]
fn a_health_monitor_is_read() {
    let monitor = assert_read!(HealthMonitor, "health_monitor", but: []);
    assert_eq!(monitor.kind, "HTTP");
    assert_eq!(monitor.pools[0].status, "ACTIVE");
}

#[test]
fn the_empty_answer_to_an_attachment_is_read() {
    assert_eq!(assert_read!(PoolHealthMonitor, "pool_health_monitor", but: []), PoolHealthMonitor::default());
}

#[test]
fn a_project_is_read() {
    let project = assert_read!(Project, "project", but: ["links"]);
    assert_eq!(project.parent_id, project.domain_id);
}

#[test]
fn a_user_is_read_and_has_no_password() {
    let user = assert_read!(User, "user", but: ["links"]);
    assert!(user.password.is_none());
    assert_eq!(user.options["ignore_password_expiry"], true);
}

#[test]
fn a_domain_is_read() {
    let domain = assert_read!(Domain, "domain", but: ["links"]);
    assert!(!domain.enabled);
}

#[test]
fn a_server_is_read() {
    // Nova writes this one without a zone, and means UTC.
    let server = assert_read!(Server, "server", but: [
        "OS-SRV-USG:launched_at.\"2026-10-02T08:14:31.000000\" became \"2026-10-02T08:14:31Z\"", "links"
    ]);
    assert_eq!(server.addresses["web"][1].kind, "floating");
    assert_eq!(server.flavor.original_name.as_deref(), Some("m1.small"));
    assert_eq!(server.volumes_attached[0].delete_on_termination, Some(false));
    assert_eq!(server.locked_reason.as_deref(), Some("kept for the audit"));
}

#[test]
fn a_server_of_a_volume_that_has_failed_is_read() {
    let server = assert_read!(Server, "server_failed", but: ["links"]);
    assert_eq!(server.image, Some("".into()));
    assert_eq!(server.flavor.id.as_deref(), Some("2"));
    assert_eq!(server.fault.unwrap().message, "No valid host was found.");
}
