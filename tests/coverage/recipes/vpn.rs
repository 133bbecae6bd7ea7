//! Virtual private networks.

use osc_services::network::vpn::{EndpointGroup, IkePolicy, IpsecPolicy, IpsecSiteConnection, VpnService};
use serde_json::json;

use crate::recipe::Recipe;

pub(crate) fn all() -> Vec<Recipe> {
    vec![
        Recipe::of::<VpnService>("vpn_service")
            .extension("vpnaas")
            .create(json!({"router_id": "$router:edge", "description": "made", "admin_state_up": true}))
            .update(json!({"name": "osc-changed", "description": "changed", "admin_state_up": false})),
        Recipe::of::<IkePolicy>("ike_policy")
            .extension("vpnaas")
            .create(json!({
                "auth_algorithm": "sha256", "encryption_algorithm": "aes-256", "ike_version": "v2", "pfs": "group14",
                "phase1_negotiation_mode": "main", "lifetime": {"units": "seconds", "value": 7200}, "description": "made",
            }))
            .update(json!({"name": "osc-changed", "description": "changed", "lifetime": {"units": "seconds", "value": 3600}})),
        Recipe::of::<IpsecPolicy>("ipsec_policy")
            .extension("vpnaas")
            .create(json!({
                "auth_algorithm": "sha256", "encryption_algorithm": "aes-256", "encapsulation_mode": "tunnel",
                "transform_protocol": "esp", "pfs": "group14", "lifetime": {"units": "seconds", "value": 7200},
                "description": "made",
            }))
            .update(json!({"name": "osc-changed", "description": "changed", "encapsulation_mode": "transport"})),
        Recipe::of::<EndpointGroup>("endpoint_group")
            .extension("vpn-endpoint-groups")
            .embedded("sort", "Neutron sorts them by nothing")
            .create(json!({"type": "cidr", "endpoints": ["198.51.100.0/24"], "description": "made"}))
            .update(json!({"name": "osc-changed", "description": "changed"}))
            .variant("local", json!({"type": "subnet", "endpoints": ["$subnet:plain"]})),
        Recipe::of::<IpsecSiteConnection>("ipsec_site_connection")
            .extension("vpnaas")
            .create(json!({
                "vpnservice_id": "$vpn_service", "ikepolicy_id": "$ike_policy", "ipsecpolicy_id": "$ipsec_policy",
                "peer_address": "203.0.113.77", "peer_id": "203.0.113.77", "psk": "hidden", "mtu": 1400,
                "initiator": "bi-directional", "local_ep_group_id": "$endpoint_group:local",
                "peer_ep_group_id": "$endpoint_group", "dpd": {"action": "hold", "interval": 30, "timeout": 120},
                "description": "made",
            }))
            .update(json!({"name": "osc-changed", "description": "changed", "mtu": 1300, "dpd": {"action": "restart"}})),
    ]
}
