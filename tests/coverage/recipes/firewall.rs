//! Firewalls.

use osc_services::network::fwaas::{FirewallGroup, FirewallPolicy, FirewallRule};
use serde_json::json;

use crate::recipe::Recipe;

pub(crate) fn all() -> Vec<Recipe> {
    vec![
        Recipe::of::<FirewallRule>("firewall_rule")
            .extension("fwaas_v2")
            .create(json!({
                "description": "made", "ip_version": 4, "action": "allow", "protocol": "tcp", "enabled": true,
                "source_ip_address": "192.0.2.0/24", "source_port": "1024:65535",
                "destination_ip_address": "10.21.0.7", "destination_port": "80", "shared": false,
            }))
            .update(
                json!({"name": "osc-changed", "description": "changed", "action": "deny", "destination_port": "443"}),
            ),
        Recipe::of::<FirewallPolicy>("firewall_policy")
            .extension("fwaas_v2")
            .create(
                json!({"description": "made", "firewall_rules": ["$firewall_rule"], "audited": true, "shared": false}),
            )
            .update(json!({"name": "osc-changed", "description": "changed", "audited": false}))
            .act("insert_rule", json!({"firewall_rule_id": "$firewall_rule:b", "insert_after": "$firewall_rule"}))
            .answers(json!(["$firewall_rule", "$firewall_rule:b"]))
            .leaves(json!({"firewall_rules": ["$firewall_rule", "$firewall_rule:b"]}))
            .act("remove_rule", json!({"firewall_rule_id": "$firewall_rule:b"}))
            .answers(json!(["$firewall_rule"])),
        Recipe::of::<FirewallGroup>("firewall_group")
            .extension("fwaas_v2")
            .create(json!({
                "description": "made", "ingress_firewall_policy_id": "$firewall_policy", "admin_state_up": true,
                "shared": false, "ports": [],
            }))
            .update(json!({
                "name": "osc-changed", "description": "changed", "ingress_firewall_policy_id": null,
                "egress_firewall_policy_id": "$firewall_policy",
            })),
    ]
}
