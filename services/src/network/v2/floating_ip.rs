//! Floating IPs: addresses of external networks for ports inside.

use osc_runtime::{Fields, Resource, Timestamp};

use super::qos::Policy;
use super::{Network, Port, Router, Subnet};
use crate::identity::Project;

/// Address of an external network that a router translates to that of a port inside.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#floating-ips-floatingips>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/floatingips",
    service = "network",
    key = "floatingip",
    tags,
    operations(list, get, create, update, delete),
    filters(
        id,
        floating_ip_address,
        fixed_ip_address,
        port_id,
        floating_network_id,
        project_id,
        description,
        status,
        router_id,
        distributed,
        revision_number
    ),
    cli = "floating ip"
)]
#[non_exhaustive]
pub struct FloatingIp {
    /// UUID of the floating IP.
    #[resource(column = "ID")]
    pub id: String,
    /// The address outside; chosen by the service unless set, which is for administrators.
    #[resource(create_only, column = "Floating IP Address")]
    pub floating_ip_address: Option<String>,
    /// Address of the port that it leads to; needed where the port has several.
    #[resource(column = "Fixed IP Address")]
    pub fixed_ip_address: Option<String>,
    /// Id of the port that it leads to; `None` for none.
    #[resource(references = Port, column = "Port")]
    pub port_id: Option<String>,
    /// Id of the external network that it is of.
    #[resource(required, create_only, references = Network, positional, option = "network", column = "Floating Network")]
    pub floating_network_id: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Project")]
    pub project_id: String,
    /// Id of the router that translates it; found by the port unless set (extension `floatingip-router-writable`).
    #[resource(references = Router, long = "Router")]
    pub router_id: Option<String>,
    /// Whether it leads anywhere: `ACTIVE`, `DOWN` or `ERROR`.
    #[resource(read_only, long, state(ready("ACTIVE"), failed("ERROR")))]
    pub status: String,
    /// Text for people.
    #[resource(long)]
    pub description: String,
    /// Words that lists can be narrowed to.
    #[resource(read_only, long)]
    pub tags: Vec<String>,
    /// Name in DNS, without domain (extension `dns-integration`).
    #[resource(create_only, long = "DNS Name")]
    pub dns_name: String,
    /// Domain of the name in DNS, ending with a dot (extension `dns-integration`).
    #[resource(create_only, long = "DNS Domain")]
    pub dns_domain: String,
    /// Id of the external network's subnet that the address is taken from. Never returned.
    #[resource(create_only, references = Subnet)]
    pub subnet_id: Option<String>,
    /// Id of its `QoS` policy; `None` for none (extension `qos-fip`).
    #[resource(references = Policy)]
    pub qos_policy_id: Option<String>,
    /// Id of the `QoS` policy of its network (extension `qos-fip-network-policy`).
    #[resource(read_only, references = Policy)]
    pub qos_network_policy_id: Option<String>,
    /// Whether it is translated on the host of the server, rather than on that of the router.
    ///
    /// Extension `floating-ip-distributed`.
    pub distributed: Option<bool>,
    /// Port that it leads to (extension `fip-port-details`).
    #[resource(read_only)]
    pub port_details: Option<PortDetails>,
    /// Ports of TCP and UDP that lead to several addresses inside (extension `expose-port-forwarding-in-fip`).
    #[resource(read_only)]
    pub port_forwardings: Vec<FloatingIpPortForwarding>,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}

/// What a [`FloatingIp`] tells of the port that it leads to.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct PortDetails {
    /// Name of the port.
    pub name: String,
    /// Id of the network that it is on.
    pub network_id: String,
    /// MAC address.
    pub mac_address: String,
    /// Whether it is to forward packets.
    pub admin_state_up: bool,
    /// Whether it forwards packets.
    pub status: String,
    /// Id of what is plugged in.
    pub device_id: String,
    /// Kind of what is plugged in.
    pub device_owner: String,
}

/// What a [`FloatingIp`] tells of a [`PortForwarding`](super::PortForwarding) of its.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct FloatingIpPortForwarding {
    /// Id of the forwarding (extension `floating-ip-port-forwarding-detail`).
    pub id: Option<String>,
    /// Protocol: `tcp`, `udp` and others.
    pub protocol: String,
    /// Port outside; `None` for a range of them.
    pub external_port: Option<u16>,
    /// Id of the port that has the address inside.
    pub internal_port_id: String,
    /// Address inside.
    pub internal_ip_address: String,
    /// Port inside; `None` for a range of them.
    pub internal_port: Option<u16>,
}
