//! Ports, where they are bound, and what hangs on them.

use osc_services::network::{LocalIp, LocalIpAssociation, Port, PortBinding, Trunk};
use serde_json::json;

use crate::recipe::Recipe;

pub(crate) fn all() -> Vec<Recipe> {
    vec![
        Recipe::of::<Port>("port")
            .create(json!({
                "network_id": "$subnet:plain.network_id", "description": "made", "admin_state_up": true,
                "mac_address": "fa:16:3e:12:34:56", "fixed_ips": [{"subnet_id": "$subnet:plain", "ip_address": "10.21.0.7"}],
                "device_owner": "compute:nova", "device_id": "osc-device", "port_security_enabled": true,
                "allowed_address_pairs": [{"ip_address": "10.21.0.99"}], "security_groups": ["$security_group"],
                "extra_dhcp_opts": [{"opt_name": "bootfile-name", "opt_value": "pxelinux.0", "ip_version": 4}],
                "dns_name": "web", "dns_domain": "cloud.test.", "qos_policy_id": "$qos_policy", "tags": ["new"],
                "binding:host_id": "compute1", "binding:profile": {}, "binding:vnic_type": "normal",
                "propagate_uplink_status": true, "numa_affinity_policy": "required",
            }))
            .also(json!({"mac_address": "fa:16:3e:12:34:57", "fixed_ips": null}))
            .update(json!({
                "name": "osc-changed", "description": "changed", "admin_state_up": false, "allowed_address_pairs": [],
                "qos_policy_id": null, "data_plane_status": "DOWN", "numa_affinity_policy": "socket",
                "binding:host_id": "compute2", "propagate_uplink_status": false,
            }))
            .query("fixed_ip", "ip_address=10.21.0.7")
            .query("security_group", "$security_group")
            .variant("plain", plain("fa:16:3e:00:00:01"))
            .variant("a", plain("fa:16:3e:00:00:02"))
            .variant("b", plain("fa:16:3e:00:00:03"))
            .variant("c", plain("fa:16:3e:00:00:04"))
            .variant("d", plain("fa:16:3e:00:00:05"))
            .variant("six", {
                let mut port = plain("fa:16:3e:00:00:06");
                port["network_id"] = "$subnet:six.network_id".into();
                port["fixed_ips"] = json!([{"subnet_id": "$subnet:six"}]);
                port
            })
            .variant("idle", json!({
                "mac_address": null, "fixed_ips": null, "device_id": null, "device_owner": null, "qos_policy_id": null,
                "binding:host_id": null, "allowed_address_pairs": null, "security_groups": null,
            })),
        Recipe::of::<Trunk>("trunk")
            .extension("trunk")
            .create(json!({
                "port_id": "$port:idle", "description": "made", "admin_state_up": true,
                "sub_ports": [{"port_id": "$port:a", "segmentation_type": "vlan", "segmentation_id": 11}],
            }))
            .update(json!({"name": "osc-changed", "description": "changed", "admin_state_up": false}))
            .act("sub_ports", json!({}))
            .answers(json!([{"port_id": "$port:a", "segmentation_id": 11}]))
            .act("add_sub_ports", json!({
                "sub_ports": [{"port_id": "$port:b", "segmentation_type": "vlan", "segmentation_id": 12}],
            }))
            .answers(json!([{"port_id": "$port:b", "segmentation_type": "vlan", "segmentation_id": 12}]))
            .act("remove_sub_ports", json!({"sub_ports": [{"port_id": "$port:a"}]}))
            .answers(json!([{"port_id": "$port:b"}])),
        Recipe::of::<PortBinding>("port_binding")
            .extension("binding-extended")
            .parents(&["$port:plain"])
            .create(json!({"host": "compute2", "vnic_type": "normal", "profile": {"osc": "made"}}))
            .update(json!({"profile": {"osc": "changed"}}))
            .act("activate", json!({}))
            .answers(json!(null)),
        Recipe::of::<LocalIp>("local_ip")
            .extension("local_ip")
            .create(json!({"local_port_id": "$port:plain", "description": "made", "ip_mode": "translate"}))
            .also(json!({"local_port_id": "$port:a"}))
            .update(json!({"name": "osc-changed", "description": "changed"}))
            .variant("used", json!({"local_port_id": "$port:b"})),
        Recipe::of::<LocalIpAssociation>("local_ip_association")
            .extension("local_ip")
            .parents(&["$local_ip:used"])
            .create(json!({"fixed_port_id": "$port:c", "fixed_ip": "$port:c.fixed_ips.0.ip_address"})),
    ]
}

/// A port of a server, with an address that is given to it.
fn plain(mac_address: &str) -> serde_json::Value {
    let number = mac_address.rsplit(':').next().unwrap_or_default().trim_start_matches('0');
    let fixed_ips = json!([{"subnet_id": "$subnet:plain", "ip_address": format!("10.21.0.20{number}")}]);
    json!({
        "mac_address": mac_address, "fixed_ips": fixed_ips, "qos_policy_id": null, "allowed_address_pairs": null,
        "security_groups": null, "numa_affinity_policy": null, "dns_name": null, "tags": null,
    })
}
