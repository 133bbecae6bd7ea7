//! What administrators have: agents, quotas, flavors, and what a cloud tells of itself.

use osc_services::network::{Agent, AvailabilityZone, Extension, Flavor, Quota, ServiceProfile, ServiceProvider};
use serde_json::json;

use crate::recipe::Recipe;

pub(crate) fn all() -> Vec<Recipe> {
    vec![
        Recipe::of::<Agent>("agent")
            .extension("agent")
            // One that nothing is scheduled onto, which tests/cloud/up puts back.
            .found(json!({"host": "spare"}))
            .seed(json!({"id": "1f", "agent_type": "Metadata agent", "host": "spare", "binary": "neutron-metadata-agent"}))
            .seed(json!({"id": "2f", "agent_type": "DHCP agent", "host": "network1", "binary": "neutron-dhcp-agent"}))
            .seed(json!({"id": "3f", "agent_type": "L3 agent", "host": "network1", "binary": "neutron-l3-agent"}))
            .seed(json!({"id": "4f", "agent_type": "VPN Agent", "host": "network1", "binary": "neutron-ovn-vpn-agent"}))
            .variant("dhcp", json!({"agent_type": "DHCP agent", "host": "network1"}))
            .variant("l3", json!({"agent_type": "L3 agent", "host": "network1"}))
            .variant("vpn", json!({"agent_type": "VPN Agent", "host": "network1"}))
            .update(json!({"description": "changed", "admin_state_up": false}))
            .act_of("$agent:dhcp", "add_dhcp_network", json!({"network_id": "$subnet:plain.network_id"}))
            .act_of("$agent:dhcp", "dhcp_networks", json!({}))
            .answers(json!([{"id": "$subnet:plain.network_id"}]))
            .act_of("$agent:dhcp", "remove_dhcp_network", json!({"network_id": "$subnet:plain.network_id"}))
            .act_of("$agent:l3", "add_l3_router", json!({"router_id": "$router:plain"}))
            .act_of("$agent:l3", "l3_routers", json!({}))
            .answers(json!([{"id": "$router:plain"}]))
            .act_of("$agent:l3", "update_l3_router", json!({"router_id": "$router:plain", "ha_chassis_priority": 7}))
            .further("update_l3_router", "l3-agent-scheduler-ha-chassis-priority")
            .act_of("$agent:l3", "remove_l3_router", json!({"router_id": "$router:plain"}))
            .act_of("$agent:vpn", "add_vpn_router", json!({"router_id": "$router:edge"}))
            .further("add_vpn_router", "vpn-agent-scheduler")
            .act_of("$agent:vpn", "vpn_routers", json!({}))
            .answers(json!([{"id": "$router:edge"}]))
            .further("vpn_routers", "vpn-agent-scheduler")
            .act_of("$agent:vpn", "remove_vpn_router", json!({"router_id": "$router:edge"}))
            .further("remove_vpn_router", "vpn-agent-scheduler"),
        Recipe::of::<AvailabilityZone>("availability_zone")
            .extension("availability_zone")
            .found(json!({"name": "nova", "resource": "router"}))
            .embedded("find", "one of networks and one of routers have one name")
            .seed(json!({"name": "nova", "resource": "router", "state": "available"})),
        Recipe::of::<Extension>("extension")
            .found(json!({"alias": "qos"}))
            .embedded("sort", "Neutron sorts them by nothing")
            .seed(json!({"alias": "qos", "name": "Quality of Service"})),
        Recipe::of::<Quota>("quota")
            .extension("quotas")
            .known(json!({"project_id": "$project"}))
            .seed(json!({"project_id": "93236417c37d49b4b027f1811ec5af5e"}))
            .update(json!({"network": 17, "subnet": 18, "port": 19, "others": {"firewall_rule": 20}}))
            .act("defaults", json!({}))
            .answers(json!({"network": -1}))
            .act("details", json!({}))
            .answers(json!({"network": {"limit": 17}}))
            .further("details", "quota_details")
            .stays(),
        Recipe::of::<Flavor>("flavor")
            .extension("flavors")
            .create(json!({"service_type": "L3_ROUTER_NAT", "enabled": true, "description": "made"}))
            .update(json!({"name": "osc-changed", "description": "changed", "enabled": false}))
            .act("add_service_profile", json!({"service_profile_id": "$service_profile"}))
            .leaves(json!({"service_profiles": ["$service_profile"]}))
            .act("remove_service_profile", json!({"service_profile_id": "$service_profile"}))
            .leaves(json!({"service_profiles": []})),
        Recipe::of::<ServiceProfile>("service_profile")
            .extension("flavors")
            .create(json!({"description": "made", "enabled": true, "metainfo": "{'a': 'b'}"}))
            .update(json!({"description": "changed", "enabled": false, "metainfo": "{}"})),
        Recipe::of::<ServiceProvider>("service_provider")
            .extension("service-type")
            .found(json!({"service_type": "VPN"}))
            .seed(json!({"service_type": "VPN", "name": "openswan", "default": true})),
    ]
}
