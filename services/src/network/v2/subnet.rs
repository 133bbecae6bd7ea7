//! Subnets: the addresses of networks.

use osc_runtime::{Fields, Resource, Timestamp};

use super::{Network, Segment, SubnetPool};
use crate::identity::Project;

/// Block of IP addresses on a network, and what its ports are told by DHCP.
///
/// The block is given by [`cidr`](SubnetCreate::cidr), or taken from a subnet pool.
/// See <https://docs.openstack.org/api-ref/network/v2/#subnets>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/subnets",
    service = "network",
    tags,
    bulk,
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        network_id,
        cidr,
        ip_version,
        description,
        project_id,
        gateway_ip,
        enable_dhcp,
        ipv6_address_mode,
        ipv6_ra_mode,
        subnetpool_id,
        segment_id,
        is_external,
        revision_number
    ),
    query(shared: bool)
)]
#[non_exhaustive]
pub struct Subnet {
    /// UUID of the subnet.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Id of the network that it is on.
    #[resource(required, create_only, references = Network, column = "Network")]
    pub network_id: String,
    /// Block of addresses, as `192.0.2.0/24`; from a subnet pool unless set.
    #[resource(create_only, option = "subnet-range", column = "Subnet")]
    pub cidr: Option<String>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project")]
    pub project_id: String,
    /// Whether ports are told their addresses by DHCP; true unless set.
    #[resource(switch(dhcp), long = "DHCP")]
    pub enable_dhcp: bool,
    /// Addresses of name servers that ports are told of.
    #[resource(long = "Name Servers")]
    pub dns_nameservers: Vec<String>,
    /// Ranges that ports are given addresses of; all but the router's unless set.
    #[resource(long = "Allocation Pools")]
    pub allocation_pools: Vec<AllocationPool>,
    /// Routes that ports are told of.
    #[resource(long = "Host Routes")]
    pub host_routes: Vec<Route>,
    /// Version of the Internet Protocol, 4 or 6.
    #[resource(required, create_only, default = 4, long = "IP Version")]
    pub ip_version: u8,
    /// Address of the router; the first of the block unless set, `None` for no router.
    #[resource(option = "gateway", long = "Gateway")]
    pub gateway_ip: Option<String>,
    /// Owners of ports that it is kept for, as `compute:nova`; empty for all (extension `subnet-service-types`).
    #[resource(long = "Service Types")]
    pub service_types: Vec<String>,
    /// Words that lists can be narrowed to.
    #[resource(read_only, long)]
    pub tags: Vec<String>,
    /// Text for people.
    pub description: String,
    /// Whether fixed addresses are published in DNS (extension `subnet-dns-publish-fixed-ip`).
    pub dns_publish_fixed_ip: Option<bool>,
    /// Way in which ports come by IPv6 addresses: `slaac`, `dhcpv6-stateful` or `dhcpv6-stateless`.
    #[resource(create_only)]
    pub ipv6_address_mode: Option<String>,
    /// Way in which routers announce IPv6 addresses: `slaac`, `dhcpv6-stateful` or `dhcpv6-stateless`.
    #[resource(create_only)]
    pub ipv6_ra_mode: Option<String>,
    /// Id of the subnet pool that the block is taken from (extension `subnet_allocation`).
    #[resource(create_only, references = SubnetPool, option = "subnet-pool", switch("use-prefix-delegation" = "prefix_delegation"))]
    pub subnetpool_id: Option<String>,
    /// Length of the prefix of a block from a subnet pool; that of the pool unless set. Never returned.
    #[resource(create_only, option = "prefix-length")]
    pub prefixlen: Option<u8>,
    /// Whether the block is taken from the default subnet pool. Never returned (extension `default-subnetpools`).
    #[resource(create_only, switch("use-default-subnet-pool"))]
    pub use_default_subnetpool: Option<bool>,
    /// Id of the network's segment that it is on (extension `segment`).
    #[resource(references = Segment, option = "network-segment")]
    pub segment_id: Option<String>,
    /// Whether its network leads out of the cloud (extension `subnet-external-network`).
    #[resource(name = "router:external", read_only)]
    pub is_external: Option<bool>,
    /// Whether its routes are announced between the cloud and the outside by BGP (extension `ovn-bgp`).
    #[resource(update_only)]
    pub leak_routes: Option<bool>,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}

/// Range of addresses of a [`Subnet`].
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct AllocationPool {
    /// First address.
    pub start: String,
    /// Last address.
    pub end: String,
}

/// Route of a [`Subnet`]'s hosts or of a [`Router`](super::Router).
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct Route {
    /// Block of addresses that it leads to, as `198.51.100.0/24`.
    pub destination: String,
    /// Address of the next hop.
    #[resource(option = "gateway")]
    pub nexthop: String,
}
