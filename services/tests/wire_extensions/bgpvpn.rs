use osc_services::network::bgpvpn::{Bgpvpn, NetworkAssociation, PortAssociation, RouterAssociation};

#[test]
fn a_vpn_is_read_with_what_is_associated() {
    let vpn = assert_read!(Bgpvpn, "bgpvpn", but: ["tenant_id"]);
    assert_eq!((vpn.kind.as_str(), vpn.vni, vpn.local_pref), ("l3", Some(100), Some(100)));
    assert_eq!([vpn.networks.len(), vpn.routers.len(), vpn.ports.len()], [1, 1, 1]);
}

#[test]
fn associations_are_read() {
    let network = assert_read!(NetworkAssociation, "bgpvpn_network_association", but: ["tenant_id"]);
    assert!(!network.network_id.is_empty());
    let router = assert_read!(RouterAssociation, "bgpvpn_router_association", but: ["tenant_id"]);
    assert_eq!(router.advertise_extra_routes, Some(false));
}

#[test]
fn a_port_s_association_is_read_with_routes_of_both_kinds() {
    let port = assert_read!(PortAssociation, "bgpvpn_port_association", but: ["tenant_id"]);
    assert_eq!((port.routes[0].prefix.as_deref(), port.routes[0].local_pref), (Some("198.51.100.0/24"), Some(50)));
    assert_eq!((port.routes[1].kind.as_str(), port.routes[1].local_pref), ("bgpvpn", None));
}
