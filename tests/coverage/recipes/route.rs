//! Routes that are told by BGP, and VPNs that are made of them.

use osc_services::network::bgp::{DynamicRoutingAgent, Peer, Speaker};
use osc_services::network::bgpvpn::{Bgpvpn, NetworkAssociation, PortAssociation, RouterAssociation};
use serde_json::json;

use crate::recipe::Recipe;

pub(crate) fn all() -> Vec<Recipe> {
    vec![
        Recipe::of::<Peer>("bgp_peer")
            .embedded("sort", "Neutron sorts them by nothing")
            .extension("bgp")
            .create(json!({"peer_ip": "192.0.2.1", "remote_as": 64513, "auth_type": "md5", "password": "hidden"}))
            .update(json!({"name": "osc-changed", "password": "other"})),
        Recipe::of::<Speaker>("bgp_speaker")
            .embedded("sort", "Neutron sorts them by nothing")
            .extension("bgp")
            .create(json!({
                "local_as": 64512, "ip_version": 4, "advertise_floating_ip_host_routes": true,
                "advertise_tenant_networks": true,
            }))
            .update(json!({"name": "osc-changed", "advertise_tenant_networks": false}))
            .act("add_peer", json!({"bgp_peer_id": "$bgp_peer"}))
            .leaves(json!({"peers": ["$bgp_peer"]}))
            .act("remove_peer", json!({"bgp_peer_id": "$bgp_peer"}))
            .leaves(json!({"peers": []}))
            .act("add_network", json!({"network_id": "$subnet:external.network_id"}))
            .leaves(json!({"networks": ["$subnet:external.network_id"]}))
            .act("advertised_routes", json!({}))
            .act("remove_network", json!({"network_id": "$subnet:external.network_id"}))
            .leaves(json!({"networks": []}))
            .act("agents", json!({}))
            .further("agents", "bgp_dragent_scheduler"),
        Recipe::of::<DynamicRoutingAgent>("bgp_agent")
            .extension("bgp_dragent_scheduler")
            .found(json!({"agent_type": "BGP dynamic routing agent"}))
            .seed(json!({"id": "5f", "agent_type": "BGP dynamic routing agent", "host": "network1"}))
            // A new one is given to the agent that there is.
            .act("remove_speaker", json!({"bgp_speaker_id": "$bgp_speaker"}))
            .act("add_speaker", json!({"bgp_speaker_id": "$bgp_speaker"}))
            .act("speakers", json!({}))
            .answers(json!([{"id": "$bgp_speaker"}])),
        Recipe::of::<Bgpvpn>("bgpvpn")
            .embedded("sort", "Neutron sorts them by nothing")
            .extension("bgpvpn")
            .create(json!({
                "type": "l3", "route_targets": ["64512:1"], "import_targets": ["64512:2"], "export_targets": ["64512:3"],
                "route_distinguishers": ["64512:4"], "vni": 1000, "local_pref": 100,
            }))
            .update(json!({"name": "osc-changed", "route_targets": ["64512:5"], "local_pref": 200})),
        Recipe::of::<NetworkAssociation>("bgpvpn_network")
            .embedded("sort", "Neutron sorts them by nothing")
            .extension("bgpvpn")
            .parents(&["$bgpvpn"])
            .create(json!({"network_id": "$network:plain"})),
        Recipe::of::<RouterAssociation>("bgpvpn_router")
            .embedded("sort", "Neutron sorts them by nothing")
            .extension("bgpvpn")
            .parents(&["$bgpvpn"])
            .create(json!({"router_id": "$router:plain", "advertise_extra_routes": true}))
            .update(json!({"advertise_extra_routes": false}))
            .further("update", "bgpvpn-routes-control"),
        Recipe::of::<PortAssociation>("bgpvpn_port")
            .embedded("sort", "Neutron sorts them by nothing")
            .extension("bgpvpn-routes-control")
            .parents(&["$bgpvpn"])
            .create(json!({
                "port_id": "$port:plain", "advertise_fixed_ips": true,
                "routes": [{"type": "prefix", "prefix": "198.51.100.0/24", "local_pref": 50}],
            }))
            .update(json!({"advertise_fixed_ips": false, "routes": []})),
    ]
}
