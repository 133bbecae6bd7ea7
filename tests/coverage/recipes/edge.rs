//! Routers, and the addresses that are known outside.

use osc_services::network::{ConntrackHelper, FloatingIp, FloatingIpPool, NdpProxy, PortForwarding, Router};
use serde_json::json;

use crate::recipe::Recipe;

pub(crate) fn all() -> Vec<Recipe> {
    let gateway =
        json!({"network_id": "$subnet:external.network_id", "external_fixed_ips": [{"ip_address": "198.51.100.77"}]});
    vec![
        Recipe::of::<Router>("router")
            .extension("router")
            .create(json!({
                "description": "made", "admin_state_up": false, "distributed": false, "ha": false,
                "external_gateway_info": {"network_id": "$subnet:external.network_id", "enable_snat": true},
                "availability_zone_hints": ["nova"],
            }))
            .update(json!({
                "name": "osc-changed", "description": "changed", "admin_state_up": true, "external_gateway_info": null,
            }))
            .act("add_interface", json!({"subnet_id": "$subnet:plain"}))
            .answers(json!({"id": "$self", "subnet_id": "$subnet:plain"}))
            .act("add_extra_routes", json!({"routes": [{"destination": "192.0.2.0/24", "nexthop": "10.21.0.9"}]}))
            .answers(json!({"routes": [{"destination": "192.0.2.0/24", "nexthop": "10.21.0.9"}]}))
            .further("add_extra_routes", "extraroute-atomic")
            .act("remove_extra_routes", json!({"routes": [{"destination": "192.0.2.0/24", "nexthop": "10.21.0.9"}]}))
            .answers(json!({"routes": []}))
            .further("remove_extra_routes", "extraroute-atomic")
            .act("remove_interface", json!({"subnet_id": "$subnet:plain"}))
            .answers(json!({"id": "$self", "subnet_id": "$subnet:plain"}))
            .act("add_external_gateways", json!({"external_gateways": [gateway]}))
            .answers(json!({"external_gateways": [gateway]}))
            .further("add_external_gateways", "external-gateway-multihoming")
            .act("update_external_gateways", json!({"external_gateways": [gateway]}))
            .answers(json!({"external_gateways": [gateway]}))
            .further("update_external_gateways", "external-gateway-multihoming")
            .act("remove_external_gateways", json!({"external_gateways": [gateway]}))
            .answers(json!({"external_gateways": []}))
            .further("remove_external_gateways", "external-gateway-multihoming")
            .act("l3_agents", json!({}))
            .further("l3_agents", "l3_agent_scheduler")
            .act("vpn_agents", json!({}))
            .further("vpn_agents", "vpn-agent-scheduler")
            .variant("plain", json!({"external_gateway_info": null, "admin_state_up": true}))
            .variant("edge", json!({"admin_state_up": true}))
            .then("add_interface", "remove_interface", json!({"subnet_id": "$subnet:plain"}))
            .variant("proxy", json!({
                "admin_state_up": true, "enable_ndp_proxy": true,
                "external_gateway_info": {"network_id": "$subnet:external six.network_id"},
            }))
            .then("add_interface", "remove_interface", json!({"subnet_id": "$subnet:six"})),
        Recipe::of::<ConntrackHelper>("conntrack_helper")
            .extension("l3-conntrack-helper")
            .parents(&["$router:plain"])
            .create(json!({"helper": "ftp", "protocol": "tcp", "port": 21}))
            .also(json!({"port": 2121}))
            .update(json!({"port": 2122})),
        Recipe::of::<FloatingIp>("floating_ip")
            .extension("router")
            .after(&["$router:edge"])
            .create(json!({
                "floating_network_id": "$subnet:external.network_id", "floating_ip_address": "198.51.100.44",
                "description": "made", "subnet_id": "$subnet:external", "port_id": "$port:plain",
                "dns_name": "shop", "dns_domain": "cloud.test.",
            }))
            .update(json!({"description": "changed", "port_id": null, "qos_policy_id": "$qos_policy"}))
            .variant("free", json!({"floating_ip_address": "198.51.100.45", "port_id": null, "dns_name": null, "dns_domain": null})),
        Recipe::of::<FloatingIpPool>("floating_ip_pool")
            .extension("floatingip-pools")
            .after(&["$subnet:external"])
            .found(json!({"cidr": "172.24.4.0/22"}))
            .seed(json!({"subnet_id": "4f1c", "subnet_name": "public-subnet", "network_id": "9c1b", "network_name": "public", "cidr": "172.24.4.0/22"})),
        Recipe::of::<PortForwarding>("port_forwarding")
            .extension("floating-ip-port-forwarding")
            .after(&["$router:edge"])
            .parents(&["$floating_ip:free"])
            .create(json!({
                "internal_port_id": "$port:plain", "internal_ip_address": "$port:plain.fixed_ips.0.ip_address",
                "internal_port": 80, "external_port": 8080, "protocol": "tcp", "description": "made",
            }))
            .also(json!({"internal_port": 81, "external_port": 8081}))
            .update(json!({"external_port": 8090, "description": "changed"})),
        Recipe::of::<NdpProxy>("ndp_proxy")
            .extension("l3-ndp-proxy")
            .create(json!({"router_id": "$router:proxy", "port_id": "$port:six", "description": "made"}))
            .update(json!({"name": "osc-changed", "description": "changed"})),
    ]
}
