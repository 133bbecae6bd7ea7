//! Chains of services that traffic is led through.

use osc_services::network::sfc::{FlowClassifier, PortChain, PortPair, PortPairGroup, ServiceGraph};
use serde_json::json;

use crate::recipe::Recipe;

pub(crate) fn all() -> Vec<Recipe> {
    let correlated = json!({"correlation": "mpls", "weight": 2});
    vec![
        Recipe::of::<FlowClassifier>("flow_classifier")
            .extension("flow_classifier")
            .create(json!({
                "description": "made", "protocol": "tcp", "ethertype": "IPv4", "source_ip_prefix": "192.0.2.0/24",
                "destination_ip_prefix": "198.51.100.0/24", "logical_source_port": "$port:a",
                "source_port_range_min": 1024, "source_port_range_max": 2048, "destination_port_range_min": 80,
                "destination_port_range_max": 81,
            }))
            .update(json!({"name": "osc-changed", "description": "changed"}))
            .variant("other", json!({"protocol": "udp", "logical_source_port": "$port:b"})),
        Recipe::of::<PortPair>("port_pair")
            .extension("sfc")
            .create(json!({
                "ingress": "$port:a", "egress": "$port:b", "service_function_parameters": correlated,
                "description": "made",
            }))
            .update(json!({"name": "osc-changed", "description": "changed"}))
            .variant("other", json!({"ingress": "$port:c", "egress": "$port:d"})),
        Recipe::of::<PortPairGroup>("port_pair_group")
            .extension("sfc")
            .create(json!({
                "port_pairs": ["$port_pair"], "port_pair_group_parameters": {"lb_fields": ["ip_src", "ip_dst"]},
                "description": "made", "tap_enabled": false,
            }))
            .update(json!({"name": "osc-changed", "description": "changed", "port_pairs": []}))
            .variant("other", json!({"port_pairs": ["$port_pair:other"]})),
        Recipe::of::<PortChain>("port_chain")
            .extension("sfc")
            .create(json!({
                "port_pair_groups": ["$port_pair_group"], "flow_classifiers": ["$flow_classifier"],
                "chain_parameters": {"correlation": "mpls", "symmetric": false}, "description": "made",
            }))
            .update(json!({"name": "osc-changed", "description": "changed", "flow_classifiers": []}))
            .variant(
                "other",
                json!({
                    "port_pair_groups": ["$port_pair_group:other"], "flow_classifiers": ["$flow_classifier:other"],
                }),
            ),
        Recipe::of::<ServiceGraph>("service_graph")
            .extension("service_graph")
            .create(json!({"port_chains": {"$port_chain": ["$port_chain:other"]}, "description": "made"}))
            .update(json!({"name": "osc-changed", "description": "changed"})),
    ]
}
