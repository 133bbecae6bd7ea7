//! Security groups, and who may use what.

use osc_services::network::{
    AddressGroup, DefaultSecurityGroupRule, RbacPolicy, SecurityGroup, SecurityGroupRule,
    SecurityGroupsDefaultStatefulness,
};
use serde_json::json;

use crate::recipe::Recipe;

pub(crate) fn all() -> Vec<Recipe> {
    vec![
        Recipe::of::<SecurityGroup>("security_group")
            .extension("security-group")
            .create(json!({"description": "made", "stateful": true}))
            .update(json!({"name": "osc-changed", "description": "changed", "stateful": false})),
        Recipe::of::<SecurityGroupRule>("security_group_rule")
            .extension("security-group")
            .create(json!({
                "direction": "ingress", "security_group_id": "$security_group", "ethertype": "IPv4", "protocol": "tcp",
                "port_range_min": 80, "port_range_max": 90, "remote_ip_prefix": "192.0.2.0/24", "description": "made",
            }))
            .also(json!({"port_range_min": 443, "port_range_max": 443})),
        Recipe::of::<DefaultSecurityGroupRule>("default_security_group_rule")
            .extension("security-groups-default-rules")
            .create(json!({
                "direction": "ingress", "ethertype": "IPv6", "protocol": "udp", "port_range_min": 53, "port_range_max": 53,
                "remote_ip_prefix": "2001:db8::/32", "used_in_default_sg": false, "used_in_non_default_sg": true,
                "description": "made",
            })),
        Recipe::of::<SecurityGroupsDefaultStatefulness>("default_statefulness")
            .extension("security-groups-default-statefulness")
            .create(json!({"stateful": false}))
            // tests/cloud/up puts it back.
            .found(json!({}))
            .embedded("create", "Neutron 29.0 fails to create them")
            .update(json!({"stateful": true})),
        Recipe::of::<AddressGroup>("address_group")
            .extension("address-group")
            .unguarded()
            .create(json!({"description": "made", "addresses": ["192.0.2.0/24", "2001:db8::/32"]}))
            .update(json!({"name": "osc-changed", "description": "changed"}))
            .act("add_addresses", json!({"addresses": ["198.51.100.0/24"]}))
            .answers(json!({"addresses": ["198.51.100.0/24", "192.0.2.0/24"]}))
            .act("remove_addresses", json!({"addresses": ["192.0.2.0/24"]}))
            .answers(json!({"addresses": ["198.51.100.0/24", "2001:db8::/32"]})),
        Recipe::of::<RbacPolicy>("rbac_policy")
            .extension("rbac-policies")
            .create(json!({
                "object_type": "network", "object_id": "$network:plain", "action": "access_as_shared",
                "target_tenant": "$project",
            }))
            .sorted_by("object_id")
            .update(json!({"target_tenant": "0f1e2d3c4b5a69788796a5b4c3d2e1f0"})),
    ]
}
