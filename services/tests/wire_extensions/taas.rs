use osc_services::network::taas::{TapFlow, TapMirror, TapService};

#[test]
fn a_tap_is_read_with_what_flows_to_it() {
    let service = assert_read!(TapService, "tap_service", but: ["tenant_id"]);
    let flow = assert_read!(TapFlow, "tap_flow", but: ["tenant_id"]);
    assert_eq!(flow.tap_service_id, service.id);
    assert_eq!(flow.vlan_filter.as_deref(), Some("1-5,9"));
}

#[test]
fn a_mirror_is_read_with_a_tunnel_for_each_direction() {
    let directions = assert_read!(TapMirror, "tap_mirror", but: ["tenant_id"]).directions;
    assert_eq!((directions.inwards, directions.outwards, directions.both), (Some(101), Some(102), None));
}
