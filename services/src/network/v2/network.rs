//! Networks: the segments of layer 2.

use osc_runtime::{Fields, Resource, Timestamp, actions};

use super::qos::Policy;
use super::{AddressScope, Agent, Subnet};
use crate::identity::Project;

/// Isolated segment of layer 2, on which subnets give out addresses and ports connect servers.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#networks>.
///
/// ```no_run
/// use osc_services::network::{Network, Subnet};
///
/// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
/// let network = Network::create(&conn).name("web").mtu(1450).await?;
/// Subnet::create(&conn, &network.id, 4).cidr("192.0.2.0/24").await?;
/// let network = Network::update(&conn, &network.id).description("front ends").await?;
/// println!("{}", network.to_value());
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/networks",
    service = "network",
    tags,
    bulk,
    actions,
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        status,
        admin_state_up,
        shared,
        is_external,
        is_default,
        project_id,
        tenant_id,
        mtu,
        provider_network_type,
        provider_physical_network,
        provider_segmentation_id,
        vlan_transparent,
        qinq,
        pvlan,
        revision_number
    )
)]
#[non_exhaustive]
pub struct Network {
    /// UUID of the network.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Whether it forwards packets.
    ///
    /// `ACTIVE`, `DOWN`, `BUILD` or `ERROR`.
    #[resource(read_only, long, state(ready("ACTIVE"), failed("ERROR"), pending("BUILD")))]
    pub status: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project")]
    pub project_id: String,
    /// Whether it is to forward packets; true unless set.
    #[resource(switch(enable = true, disable = false), long = "State", words("UP", "DOWN"))]
    pub admin_state_up: bool,
    /// Whether all projects may use it; for administrators to set.
    #[resource(switch(share), long)]
    pub shared: bool,
    /// Ids of the subnets on it.
    #[resource(read_only, references = Subnet, column)]
    pub subnets: Vec<String>,
    /// Mechanism by which it is carried: `flat`, `vlan`, `vxlan`, `gre`, `geneve` or `local`.
    ///
    /// Shown to and set by administrators (extension `provider`).
    #[resource(name = "provider:network_type", long = "Network Type")]
    pub provider_network_type: Option<String>,
    /// Whether it leads out of the cloud, so that routers have gateways and floating IPs on it.
    ///
    /// For administrators to set (extension `external-net`).
    #[resource(
        name = "router:external",
        switch(external = true, internal = false),
        long = "Router Type",
        words("External", "Internal")
    )]
    pub is_external: bool,
    /// Availability zones that its services are in (extension `network_availability_zone`).
    #[resource(read_only, long = "Availability Zones")]
    pub availability_zones: Vec<String>,
    /// Words that lists can be narrowed to.
    #[resource(read_only, long)]
    pub tags: Vec<String>,
    /// Text for people.
    pub description: String,
    /// Whether it is the external network of automatically made topologies (extension `auto-allocated-topology`).
    #[resource(switch(default))]
    pub is_default: Option<bool>,
    /// Whether it is the one that the project's servers are put on by default (extension `project-default-networks`).
    pub project_default: Option<bool>,
    /// Id of the project that owns it, under its older name.
    #[resource(read_only)]
    pub tenant_id: String,
    /// Largest packet that it carries, in bytes (extension `net-mtu`).
    pub mtu: Option<u32>,
    /// Whether its ports are guarded by default by security groups and against spoofing.
    ///
    /// True unless set (extension `port-security`).
    #[resource(switch("enable-port-security" = true, "disable-port-security" = false))]
    pub port_security_enabled: Option<bool>,
    /// Id of the `QoS` policy for its ports; `None` for none (extension `qos`).
    #[resource(references = Policy)]
    pub qos_policy_id: Option<String>,
    /// Domain of the names of its ports in DNS, ending with a dot (extension `dns-integration`).
    pub dns_domain: String,
    /// Name of the physical network that carries it; shown to and set by administrators (extension `provider`).
    #[resource(name = "provider:physical_network")]
    pub provider_physical_network: Option<String>,
    /// VLAN id, VXLAN identifier or tunnel key; shown to and set by administrators (extension `provider`).
    #[resource(name = "provider:segmentation_id", option = "provider-segment")]
    pub provider_segmentation_id: Option<u32>,
    /// Segments that it consists of where there are several, in place of the `provider` fields.
    ///
    /// For administrators (extension `multi-provider`).
    pub segments: Vec<NetworkSegment>,
    /// Whether all of it is one domain of layer 2, rather than routed segments (extension `l2_adjacency`).
    #[resource(read_only)]
    pub l2_adjacency: Option<bool>,
    /// Whether servers may tag their packets with VLANs of their own (extension `vlan-transparent`).
    #[resource(create_only, switch("transparent-vlan"), show = "is_vlan_transparent")]
    pub vlan_transparent: Option<bool>,
    /// Whether servers may tag their packets with VLANs inside of the network's VLAN (extension `qinq`).
    #[resource(create_only, switch("qinq-vlan"), show = "is_vlan_qinq")]
    pub qinq: Option<bool>,
    /// Whether its ports are kept apart from each other by their type (extension `pvlan`).
    pub pvlan: Option<bool>,
    /// Id of the scope that its IPv4 subnet pools belong to (extension `address-scope`).
    #[resource(read_only, references = AddressScope)]
    pub ipv4_address_scope: Option<String>,
    /// Id of the scope that its IPv6 subnet pools belong to (extension `address-scope`).
    #[resource(read_only, references = AddressScope)]
    pub ipv6_address_scope: Option<String>,
    /// Availability zones that its services should be in (extension `network_availability_zone`).
    #[resource(create_only)]
    pub availability_zone_hints: Vec<String>,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}

#[actions("/networks/{id}")]
impl Network {
    /// DHCP agents that give out its addresses; for administrators (extension `dhcp_agent_scheduler`).
    #[action(get = "dhcp-agents", response_key = "agents")]
    pub fn dhcp_agents() -> Vec<Agent>;
}

/// One of the segments of a [`Network`] that has several.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct NetworkSegment {
    /// Mechanism by which it is carried: `flat`, `vlan`, `vxlan`, `gre`, `geneve` or `local`.
    #[resource(name = "provider:network_type")]
    pub network_type: String,
    /// Name of the physical network that carries it.
    #[resource(name = "provider:physical_network")]
    pub physical_network: Option<String>,
    /// VLAN id, VXLAN identifier or tunnel key; `None` has the service choose one.
    #[resource(name = "provider:segmentation_id")]
    pub segmentation_id: Option<u32>,
}
