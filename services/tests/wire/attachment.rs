//! What is attached to ports and routers.

use osc_runtime::Resource;
use osc_runtime::codec::{from_value, to_value};
use osc_services::network::{ConntrackHelper, NdpProxy, PortBinding, PortForwarding, RouterInterface, Trunk};

use crate::{Value, lost};

#[test]
fn a_trunk_is_read() {
    let trunk = assert_read!(Trunk, "trunk", but: ["tenant_id"]);
    assert_eq!(trunk.sub_ports[0].segmentation_type.as_deref(), Some("vlan"));
    assert_eq!(trunk.sub_ports[0].segmentation_id, Some(7));
}

#[test]
fn a_port_s_binding_is_read() {
    let binding = assert_read!(PortBinding, "port_binding", but: []);
    assert_eq!((binding.host.as_str(), binding.status.as_str()), ("rack1", "INACTIVE"));
}

#[test]
fn a_port_forwarding_is_read() {
    let forwarding = assert_read!(PortForwarding, "port_forwarding", but: []);
    assert_eq!((forwarding.external_port, forwarding.internal_port), (Some(8080), Some(80)));
}

#[test]
fn a_port_forwarding_of_a_range_is_read() {
    let forwarding = assert_read!(PortForwarding, "port_forwarding_of_range", but: []);
    assert_eq!(forwarding.external_port, None);
    assert_eq!(forwarding.external_port_range.as_deref(), Some("9000:9009"));
}

#[test]
fn a_conntrack_helper_is_read() {
    assert_eq!(assert_read!(ConntrackHelper, "conntrack_helper", but: []).port, 21);
}

#[test]
fn an_ndp_proxy_is_read() {
    let proxy = assert_read!(NdpProxy, "ndp_proxy", but: ["tenant_id"]);
    assert_eq!(proxy.ip_address.as_deref(), Some("2001:db8:100:1::224"));
}

#[test]
fn a_router_s_interface_is_read() {
    let wire = document!("router_interface");
    let interface: RouterInterface = from_value(&wire).unwrap();
    assert_eq!(lost(&wire, &to_value(&interface)), [""; 0]);
    assert_eq!(interface.subnet_ids, [interface.subnet_id]);
}
