//! Ports: where something is plugged into a network.

use std::collections::HashMap;

use osc_runtime::{Fields, Resource, Timestamp, Value};

use super::qos::Policy;
use super::{Network, SecurityGroup, SubPort, Subnet};
use crate::identity::Project;

/// Place on a network where a device is plugged in: a server's interface, a router's, a DHCP server's.
///
/// Lists can be narrowed to an address, `.fixed_ip("ip_address=192.0.2.7")` or `.fixed_ip("subnet_id=c0ffee")`, and to the id of
/// a security group (extension `port-security-groups-filtering`).
/// See <https://docs.openstack.org/api-ref/network/v2/#ports>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/ports",
    service = "network",
    tags,
    bulk,
    operations(list, get, create, update, delete),
    filters(id, name, mac_address, status, network_id, description, project_id, admin_state_up, device_id, device_owner, binding_host_id, ip_allocation, pvlan_type, pvlan_community, revision_number),
    query(fixed_ip: String = "fixed_ips", security_group: String = "security_groups")
)]
#[non_exhaustive]
pub struct Port {
    /// UUID of the port.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// MAC address; chosen by the service unless set.
    ///
    /// `None` in an update has it choose another one.
    #[resource(column = "MAC Address")]
    pub mac_address: Option<String>,
    /// Addresses on the network's subnets; one per IP version unless set.
    #[resource(column = "Fixed IP Addresses")]
    pub fixed_ips: Vec<FixedIp>,
    /// Whether it forwards packets: `ACTIVE`, `DOWN`, `BUILD`, `ERROR` or `N/A`.
    #[resource(read_only, column, state(ready("ACTIVE"), failed("ERROR"), pending("BUILD")))]
    pub status: String,
    /// Ids of the security groups that guard it; the project's default group unless set.
    #[resource(references = SecurityGroup, long = "Security Groups", show = "security_group_ids")]
    pub security_groups: Vec<String>,
    /// Kind of what is plugged in, as `compute:nova` or `network:router_interface`.
    #[resource(long = "Device Owner")]
    pub device_owner: String,
    /// Words that lists can be narrowed to.
    ///
    /// A creation can set them with the extension `tag-ports-during-bulk-creation`; without it they are ignored.
    #[resource(create_only, long)]
    pub tags: Vec<String>,
    /// Trunk that it is the parent of (extension `trunk-details`).
    #[resource(read_only, long = "Trunk subports")]
    pub trunk_details: Option<TrunkDetails>,
    /// Id of the network that it is on.
    #[resource(required, create_only, references = Network)]
    pub network_id: String,
    /// Text for people.
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project)]
    pub project_id: String,
    /// Whether it is to forward packets; true unless set.
    #[resource(switch(enable = true, disable = false), words("UP", "DOWN"))]
    pub admin_state_up: bool,
    /// Id of what is plugged in, of a server or router for instance.
    #[resource(option = "device")]
    pub device_id: String,
    /// Whether it is guarded by security groups and against spoofing; as its network unless set.
    ///
    /// Extension `port-security`.
    #[resource(switch("enable-port-security" = true, "disable-port-security" = false))]
    pub port_security_enabled: Option<bool>,
    /// Further addresses that it may send from (extension `allowed-address-pairs`).
    #[resource(option = "allowed-address")]
    pub allowed_address_pairs: Vec<AddressPair>,
    /// Further options of DHCP; an update leaves those that it does not name (extension `extra_dhcp_opt`).
    #[resource(option = "extra-dhcp-option")]
    pub extra_dhcp_opts: Vec<DhcpOption>,
    /// Name in DNS, without domain (extension `dns-integration`).
    pub dns_name: String,
    /// Domain of the name in DNS, ending with a dot (extension `dns-domain-ports`).
    pub dns_domain: String,
    /// Names that DNS has for its addresses (extension `dns-integration`).
    #[resource(read_only)]
    pub dns_assignment: Vec<DnsAssignment>,
    /// Id of its `QoS` policy; `None` for that of its network (extension `qos`).
    #[resource(references = Policy)]
    pub qos_policy_id: Option<String>,
    /// Id of its network's `QoS` policy (extension `qos-port-network-policy`).
    #[resource(read_only, references = Policy)]
    pub qos_network_policy_id: Option<String>,
    /// Id of the host that it is on; shown to and set by administrators (extension `binding`).
    #[resource(name = "binding:host_id", option = "host", show = "binding_host_id")]
    pub binding_host_id: Option<String>,
    /// What the host needs to know of it; for services to set (extension `binding`).
    #[resource(name = "binding:profile", show = "binding_profile")]
    pub binding_profile: HashMap<String, Value>,
    /// What the host is told of it; shown to administrators (extension `binding`).
    #[resource(name = "binding:vif_details", read_only, show = "binding_vif_details")]
    pub binding_vif_details: HashMap<String, Value>,
    /// Mechanism by which the host plugs it in, as `ovs`; shown to administrators (extension `binding`).
    ///
    /// `unbound` where it has no host, `binding_failed` where that was not possible.
    #[resource(name = "binding:vif_type", read_only, show = "binding_vif_type")]
    pub binding_vif_type: Option<String>,
    /// Kind of interface that a server gets: `normal`, `direct`, `macvtap`, `baremetal` and others.
    ///
    /// `normal` unless set (extension `binding`).
    #[resource(name = "binding:vnic_type", option = "vnic-type", show = "binding_vnic_type")]
    pub binding_vnic_type: Option<String>,
    /// Whether the host trusts it, where it is a virtual function; for administrators (extension `port-trusted-vif`).
    #[resource(switch(trusted = true, "not-trusted" = false))]
    pub trusted: Option<bool>,
    /// Hardware that packets are offloaded to: `switchdev` (extension `port-hardware-offload-type`).
    #[resource(create_only)]
    pub hardware_offload_type: Option<String>,
    /// Name of its profile of accelerators (extension `port-device-profile`).
    #[resource(create_only)]
    pub device_profile: Option<String>,
    /// Placement on the NUMA nodes of its server: `required`, `preferred`, `legacy` or `socket`.
    ///
    /// For administrators (extension `port-numa-affinity-policy`).
    #[resource(option = "numa-policy", switch("numa-policy-required" = "required", "numa-policy-preferred" = "preferred", "numa-policy-socket" = "socket", "numa-policy-legacy" = "legacy"))]
    pub numa_affinity_policy: Option<String>,
    /// Hints for the drivers, by driver; for administrators (extension `port-hints`).
    #[resource(option = "hint")]
    pub hints: Option<HashMap<String, Value>>,
    /// State of the plane below, `ACTIVE` or `DOWN`, as another service reports it (extension `data-plane-status`).
    #[resource(update_only)]
    pub data_plane_status: Option<String>,
    /// Whether the state of the uplink is passed on; true unless set (extension `uplink-status-propagation`).
    #[resource(switch("enable-uplink-status-propagation" = true, "disable-uplink-status-propagation" = false))]
    pub propagate_uplink_status: Option<bool>,
    /// Role on a private VLAN: `isolated`, `promiscuous` or `community` (extension `pvlan`).
    pub pvlan_type: Option<String>,
    /// Name of its community on a private VLAN (extension `pvlan`).
    pub pvlan_community: Option<String>,
    /// What it needs of its host, as Placement counts it; shown to administrators (extension `port-resource-request`).
    #[resource(read_only)]
    pub resource_request: Option<HashMap<String, Value>>,
    /// When it is given addresses: `immediate`, `deferred` or `none` (extension `ip_allocation`).
    #[resource(read_only)]
    pub ip_allocation: Option<String>,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}

/// Address of a [`Port`], or of a router's gateway. To ask for one, either field will do.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct FixedIp {
    /// Id of the subnet that the address is of.
    #[resource(references = Subnet)]
    pub subnet_id: Option<String>,
    /// The address.
    pub ip_address: Option<String>,
}

/// Further address that a [`Port`] may send from.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct AddressPair {
    /// IP address, or a block of them.
    pub ip_address: String,
    /// MAC address; that of the port unless set.
    pub mac_address: Option<String>,
}

/// Option of DHCP that a [`Port`] is sent.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct DhcpOption {
    /// Name, as `bootfile-name`.
    #[resource(option = "name")]
    pub opt_name: String,
    /// Value; without one, an update removes the option.
    #[resource(null, option = "value")]
    pub opt_value: Option<String>,
    /// Version of the Internet Protocol, 4 or 6; 4 unless set.
    pub ip_version: Option<u8>,
}

/// Name that DNS has for an address of a [`Port`].
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct DnsAssignment {
    /// The address.
    pub ip_address: String,
    /// Name without domain.
    pub hostname: String,
    /// Name with domain.
    pub fqdn: String,
}

/// Trunk that a [`Port`] is the parent of.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct TrunkDetails {
    /// Id of the trunk.
    pub trunk_id: String,
    /// Ports that it carries.
    pub sub_ports: Vec<SubPort>,
}
