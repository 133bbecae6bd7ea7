use osc_runtime::Value;
use osc_runtime::codec::{from_value, to_value};
use osc_services::network::bgp::{AdvertisedRoute, DynamicRoutingAgent, Peer, Speaker};

use crate::lossless::lost;

#[test]
fn a_peer_is_read_and_has_no_password() {
    let peer = assert_read!(Peer, "bgp_peer", but: ["tenant_id"]);
    assert_eq!((peer.remote_as, peer.auth_type.as_str()), (64513, "md5"));
    assert!(peer.password.is_none());
}

#[test]
fn a_speaker_is_read_with_its_peers_and_networks() {
    let speaker = assert_read!(Speaker, "bgp_speaker", but: ["tenant_id"]);
    assert_eq!((speaker.peers.len(), speaker.networks.len()), (1, 1));
    assert!(speaker.advertise_tenant_networks);
}

#[test]
fn an_agent_of_dynamic_routing_is_read_though_its_times_are_not_of_the_usual_form() {
    let document: Value = include_str!("../wire/bgp_dragents.json").parse().unwrap();
    let agents: Vec<DynamicRoutingAgent> = from_value(&document["agents"]).unwrap();
    assert_eq!(agents[0].heartbeat_timestamp.unwrap().to_string(), "2026-11-25T16:31:00Z");
    assert_eq!(agents[0].configurations["bgp_speakers"], 0);
}

#[test]
fn announced_routes_are_read() {
    let document: Value = include_str!("../wire/bgp_advertised_routes.json").parse().unwrap();
    let routes: Vec<AdvertisedRoute> = from_value(&document["advertised_routes"]).unwrap();
    assert_eq!(lost(&document["advertised_routes"][0], &to_value(&routes[0])), [""; 0]);
    assert_eq!(routes[0].next_hop, "203.0.113.41");
}
