//! Copies of traffic.

use osc_services::network::taas::{TapFlow, TapMirror, TapService};
use serde_json::json;

use crate::recipe::Recipe;

pub(crate) fn all() -> Vec<Recipe> {
    vec![
        Recipe::of::<TapService>("tap_service")
            .extension("taas")
            .create(json!({"port_id": "$port:a", "description": "made"}))
            .also(json!({"port_id": "$port:b"}))
            .update(json!({"name": "osc-changed", "description": "changed"})),
        Recipe::of::<TapFlow>("tap_flow")
            .extension("taas")
            .create(json!({
                "source_port": "$port:b", "tap_service_id": "$tap_service", "direction": "BOTH", "vlan_filter": "1-5,9",
                "description": "made",
            }))
            .also(json!({"direction": "IN"}))
            .update(json!({"name": "osc-changed", "description": "changed"})),
        Recipe::of::<TapMirror>("tap_mirror")
            .extension("tap-mirror")
            .create(json!({
                "port_id": "$port:a", "directions": {"IN": 101, "OUT": 102}, "remote_ip": "203.0.113.9",
                "mirror_type": "gre", "description": "made",
            }))
            .also(json!({"directions": {"IN": 103, "OUT": 104}}))
            .update(json!({"name": "osc-changed", "description": "changed"})),
    ]
}
