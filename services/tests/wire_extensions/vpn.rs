use osc_services::network::vpn::{EndpointGroup, IkePolicy, IpsecPolicy, IpsecSiteConnection, VpnService};

#[test]
fn what_peers_agree_on_is_read() {
    let ike = assert_read!(IkePolicy, "vpn_ike_policy", but: ["tenant_id"]);
    assert_eq!((ike.ike_version.as_str(), ike.lifetime.value), ("v2", Some(7200)));
    let ipsec = assert_read!(IpsecPolicy, "vpn_ipsec_policy", but: ["tenant_id"]);
    assert_eq!((ipsec.transform_protocol.as_str(), ipsec.encapsulation_mode.as_str()), ("esp", "tunnel"));
}

#[test]
fn both_ends_are_read() {
    let service = assert_read!(VpnService, "vpn_service", but: ["tenant_id"]);
    assert_eq!((service.external_v6_ip, service.flavor_id), (None, None));
    let there = assert_read!(EndpointGroup, "vpn_endpoint_group", but: ["tenant_id"]);
    assert_eq!((there.kind.as_str(), there.endpoints), ("cidr", vec!["198.51.100.0/24".to_owned()]));
}

#[test]
fn a_connection_is_read_and_keeps_its_key_to_itself() {
    let connection = assert_read!(IpsecSiteConnection, "vpn_ipsec_site_connection", but: [
        "psk.\"shared\" became \"<secret>\"", "tenant_id"
    ]);
    assert_eq!(connection.psk.expose(), "shared");
    assert_eq!(connection.dpd.action.as_deref(), Some("hold"));
    assert!(!format!("{connection:?}").contains("shared"));
}
