//! Networks, their subnets and segments, and where addresses come from.

use osc_runtime::Value;
use osc_services::network::{
    AddressScope, AutoAllocatedTopology, Network, NetworkIpAvailability, NetworkSegmentRange, Segment, Subnet,
    SubnetPool,
};
use serde_json::json;

use crate::recipe::Recipe;

#[expect(clippy::too_many_lines, reason = "a table, of which each row is a recipe")]
pub(crate) fn all() -> Vec<Recipe> {
    vec![
        Recipe::of::<Network>("network")
            .create(json!({
                "description": "made", "admin_state_up": true, "mtu": 1400, "port_security_enabled": true,
                "provider:network_type": "vlan", "provider:physical_network": "physnet1",
                "provider:segmentation_id": 77, "dns_domain": "cloud.test.", "availability_zone_hints": ["nova"],
            }))
            .also(json!({"provider:segmentation_id": 78}))
            .update(json!({"name": "osc-changed", "description": "changed", "shared": true, "mtu": 1300, "qos_policy_id": "$qos_policy"}))
            .act("dhcp_agents", json!({}))
            .answers(json!([]))
            .further("dhcp_agents", "dhcp_agent_scheduler")
            .variant("plain", free(&json!({"availability_zone_hints": null})))
            .variant("other", free(&json!({})))
            .variant("external", free(&json!({"router:external": true})))
            .variant("external six", free(&json!({"router:external": true})))
            .variant("default", free(&json!({"router:external": true, "is_default": true}))),
        Recipe::of::<Subnet>("subnet")
            .create(json!({
                "network_id": "$network:plain", "ip_version": 4, "cidr": "10.20.0.0/24", "enable_dhcp": true,
                "dns_nameservers": ["192.0.2.53"], "allocation_pools": [{"start": "10.20.0.10", "end": "10.20.0.90"}],
                "host_routes": [{"destination": "198.51.100.0/24", "nexthop": "10.20.0.2"}], "gateway_ip": "10.20.0.3",
                "service_types": [], "description": "made",
            }))
            .also(json!({
                "cidr": "10.20.1.0/24", "allocation_pools": [{"start": "10.20.1.10", "end": "10.20.1.90"}],
                "gateway_ip": "10.20.1.3", "host_routes": null,
            }))
            .update(json!({"name": "osc-changed", "gateway_ip": null, "dns_nameservers": [], "enable_dhcp": false}))
            .query("shared", "false")
            .variant("plain", json!({
                "cidr": "10.21.0.0/24", "allocation_pools": null, "gateway_ip": "10.21.0.1", "host_routes": null,
                "dns_nameservers": null,
            }))
            .variant("far", json!({
                "network_id": "$network:other", "cidr": "10.22.0.0/24", "allocation_pools": null,
                "gateway_ip": "10.22.0.1", "host_routes": null, "dns_nameservers": null,
            }))
            .variant("external", json!({
                "network_id": "$network:external", "cidr": "198.51.100.0/24", "allocation_pools": null,
                "gateway_ip": "198.51.100.1", "host_routes": null, "dns_nameservers": null, "enable_dhcp": false,
            }))
            .variant("default", json!({
                "network_id": "$network:default", "cidr": "203.0.113.0/24", "allocation_pools": null,
                "gateway_ip": "203.0.113.1", "host_routes": null, "dns_nameservers": null, "enable_dhcp": false,
            }))
            .variant("six", six("$network:plain"))
            .variant("external six", six("$network:external six")),
        Recipe::of::<SubnetPool>("subnet_pool")
            .extension("subnet_allocation")
            .create(json!({
                "prefixes": ["10.30.0.0/16"], "default_prefixlen": 26, "min_prefixlen": 8, "max_prefixlen": 30,
                "description": "made", "default_quota": 4096,
            }))
            .update(json!({"name": "osc-changed", "default_prefixlen": 25, "description": "changed"}))
            .act("add_prefixes", json!({"blocks": ["10.31.0.0/16"]}))
            .answers(json!(["10.31.0.0/16"]))
            .further("add_prefixes", "subnetpool-prefix-ops")
            .act("remove_prefixes", json!({"blocks": ["10.31.0.0/16"]}))
            .answers(json!(["10.30.0.0/16"]))
            .further("remove_prefixes", "subnetpool-prefix-ops")
            .act_of("$subnet_pool:scoped", "onboard_network_subnets", json!({"network_id": "$subnet:plain.network_id"}))
            .further("onboard_network_subnets", "subnet_onboard")
            .variant("scoped", json!({"address_scope_id": "$address_scope:four", "prefixes": ["10.40.0.0/16"]}))
            .variant("four", json!({"prefixes": ["10.50.0.0/16"], "is_default": true}))
            .variant("six", json!({
                "address_scope_id": "$address_scope:six", "prefixes": ["2001:db8:20::/48"], "default_prefixlen": 64, "max_prefixlen": 64, "min_prefixlen": 48,
                "default_quota": null,
            }))
            .variant("default six", json!({
                "prefixes": ["2001:db8:50::/48"], "default_prefixlen": 64, "max_prefixlen": 64, "min_prefixlen": 48,
                "is_default": true, "default_quota": null,
            })),
        Recipe::of::<AddressScope>("address_scope")
            .extension("address-scope")
            .create(json!({"ip_version": 4, "shared": false}))
            .update(json!({"name": "osc-changed", "shared": true}))
            .variant("four", json!({}))
            .variant("six", json!({"ip_version": 6})),
        Recipe::of::<Segment>("segment")
            .extension("segment")
            .create(json!({
                "network_id": "$network:plain", "network_type": "vlan", "physical_network": "physnet1",
                "segmentation_id": 55, "description": "made",
            }))
            .update(json!({"name": "osc-changed", "description": "changed"})),
        Recipe::of::<NetworkSegmentRange>("network_segment_range")
            .extension("network-segment-range")
            .create(json!({
                "shared": false, "project_id": "$project", "network_type": "vxlan", "minimum": 5000, "maximum": 5010,
                "description": "made",
            }))
            .also(json!({"minimum": 5100, "maximum": 5110}))
            .update(json!({"name": "osc-changed", "maximum": 5020, "description": "changed"}))
            .embedded("tag filters", "Neutron has tags of them, and does not filter by these"),
        Recipe::of::<NetworkIpAvailability>("network_ip_availability")
            .extension("network-ip-availability")
            .after(&["$subnet:plain"])
            .found(json!({"network_name": "public"}))
            .seed(json!({"network_id": "9c1b", "network_name": "public", "total_ips": 253, "used_ips": 1})),
        Recipe::of::<AutoAllocatedTopology>("auto_allocated_topology")
            .extension("auto-allocated-topology")
            .after(&["$subnet:default", "$subnet_pool:four", "$subnet_pool:default six"])
            .known(json!({"project_id": "$project"}))
            .seed(json!({"project_id": "93236417c37d49b4b027f1811ec5af5e", "id": "4e3f"}))
            .act("check", json!({}))
            .answers(json!({}))
            .stays(),
    ]
}

/// A network of whatever kind the cloud has, with these values.
fn free(values: &Value) -> Value {
    let mut network = json!({
        "provider:network_type": null, "provider:physical_network": null, "provider:segmentation_id": null,
        "port_security_enabled": null, "mtu": null,
    });
    for (name, value) in values.as_object().into_iter().flatten() {
        network[name] = value.clone();
    }
    network
}

/// A subnet of IPv6, from a pool with an address scope.
fn six(network: &str) -> Value {
    json!({
        "network_id": network, "ip_version": 6, "subnetpool_id": "$subnet_pool:six", "cidr": null, "gateway_ip": null,
        "allocation_pools": null, "host_routes": null, "dns_nameservers": null, "ipv6_address_mode": "dhcpv6-stateful",
        "ipv6_ra_mode": "dhcpv6-stateful",
    })
}
