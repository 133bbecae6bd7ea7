//! Subnet pools: blocks of addresses that subnets take theirs from.

use osc_runtime::{Fields, Resource, Timestamp, actions};

use super::{AddressScope, Network};
use crate::identity::Project;

/// Store of addresses that subnets take blocks from, so that nobody has to choose them, and none is taken twice.
///
/// Extension `subnet_allocation`. See <https://docs.openstack.org/api-ref/network/v2/#subnet-pools-extension-subnetpools>.
///
/// ```no_run
/// use osc_services::network::{Subnet, SubnetPool};
///
/// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
/// let pool = SubnetPool::create(&conn, "web", ["10.77.0.0/16"]).default_prefixlen(26).await?;
/// let subnet = Subnet::create(&conn, "c0ffee", 4).subnetpool_id(&pool).await?;
/// println!("{:?}", subnet.cidr);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/subnetpools",
    service = "network",
    key = "subnetpool",
    tags,
    actions,
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        ip_version,
        default_prefixlen,
        min_prefixlen,
        max_prefixlen,
        default_quota,
        address_scope_id,
        is_default,
        shared,
        description,
        project_id,
        revision_number
    ),
    cli = "subnet pool"
)]
#[non_exhaustive]
pub struct SubnetPool {
    /// UUID of the subnet pool.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(required, column)]
    pub name: String,
    /// Blocks of addresses that it has, all of one IP version, as `10.0.0.0/8`; an update can only add to them.
    #[resource(required, option = "pool-prefix", column)]
    pub prefixes: Vec<String>,
    /// Length of the prefix that a subnet gets where it asks for none; the shortest unless set.
    #[resource(coerce, option = "default-prefix-length", long = "Default Prefix Length")]
    pub default_prefixlen: Option<u8>,
    /// Id of the address scope that it belongs to; `None` for none (extension `address-scope`).
    #[resource(references = AddressScope, long = "Address Scope")]
    pub address_scope_id: Option<String>,
    /// Whether subnets are taken from it that ask for a pool without saying which; for administrators to set.
    ///
    /// Extension `default-subnetpools`.
    #[resource(switch(default), long = "Default Subnet Pool")]
    pub is_default: bool,
    /// Whether all projects may use it; for administrators to set.
    #[resource(create_only, switch(share), long)]
    pub shared: bool,
    /// Words that lists can be narrowed to.
    #[resource(read_only, long)]
    pub tags: Vec<String>,
    /// Length of the shortest prefix, and so the size of the largest block, that a subnet can get.
    ///
    /// 8 for IPv4 and 64 for IPv6 unless set.
    #[resource(coerce, option = "min-prefix-length")]
    pub min_prefixlen: Option<u8>,
    /// Length of the longest prefix that a subnet can get; 32 for IPv4 and 128 for IPv6 unless set.
    #[resource(coerce, option = "max-prefix-length")]
    pub max_prefixlen: Option<u8>,
    /// How much of it each project may have, in addresses for IPv4, and in blocks of 64 bits for IPv6.
    ///
    /// `None` for no limit.
    pub default_quota: Option<u32>,
    /// Version of the Internet Protocol, 4 or 6, as the prefixes have it.
    #[resource(read_only)]
    pub ip_version: u8,
    /// Text for people.
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project)]
    pub project_id: String,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}

#[actions("/subnetpools/{id}")]
impl SubnetPool {
    /// Adds blocks of addresses, and returns all that it has (extension `subnetpool-prefix-ops`).
    #[action(put = "add_prefixes", response_key = "prefixes", cli = hidden)]
    pub fn add_prefixes(
        /// The blocks, as `10.0.0.0/8`.
        #[action(name = "prefixes")]
        blocks: Vec<String>,
    ) -> Vec<String>;

    /// Removes blocks that no subnet is taken from, and returns those left (extension `subnetpool-prefix-ops`).
    #[action(put = "remove_prefixes", response_key = "prefixes", cli = "unset --pool-prefix")]
    pub fn remove_prefixes(
        /// The blocks, as `10.0.0.0/8`.
        #[action(name = "prefixes", option = "pool-prefix")]
        blocks: Vec<String>,
    ) -> Vec<String>;

    /// Takes in the subnets that a network has, as if they had been taken from it (extension `subnet_onboard`).
    #[action(put = "onboard_network_subnets", cli = "onboard network")]
    pub fn onboard_network_subnets(
        /// The network.
        #[action(references = Network)]
        network_id: String,
    ) -> Vec<OnboardedSubnet>;
}

/// Subnet that a [`SubnetPool`] has taken in.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct OnboardedSubnet {
    /// Id of the subnet.
    pub id: String,
    /// Its block of addresses.
    pub cidr: String,
}
