//! How many addresses of networks are in use.

use osc_runtime::{Fields, Resource};

use super::{Network, Subnet};
use crate::identity::Project;

/// Count of the addresses that a network has, and of those in use.
///
/// For administrators (extension `network-ip-availability`).
/// See <https://docs.openstack.org/api-ref/network/v2/#network-ip-availability-and-usage-stats>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/network-ip-availabilities",
    service = "network",
    operations(list, get),
    filters(network_id, name, project_id),
    query(ip_version: u8),
    cli = "ip availability"
)]
#[non_exhaustive]
pub struct NetworkIpAvailability {
    /// Id of the network, by which its counts are known.
    #[resource(id, references = Network, column = "Network ID")]
    pub network_id: String,
    /// Name of the network.
    #[resource(name = "network_name", read_only, column = "Network Name")]
    pub name: String,
    /// How many addresses it has to give out.
    ///
    /// IPv6 makes it a number beyond 64 bits, of which the first 15 digits are exact.
    #[resource(read_only, column = "Total IPs")]
    pub total_ips: u128,
    /// How many addresses are given out.
    #[resource(read_only, column = "Used IPs")]
    pub used_ips: u64,
    /// The same, with the addresses that are not for giving out.
    ///
    /// Extension `network-ip-availability-details`.
    #[resource(read_only)]
    pub ip_availability_details: Option<IpAvailabilityDetails>,
    /// The same for each of its subnets.
    #[resource(read_only)]
    pub subnet_ip_availability: Vec<SubnetIpAvailability>,
    /// Id of the project that owns the network.
    #[resource(read_only, references = Project)]
    pub project_id: String,
}

/// Count of the addresses that a subnet has, and of those in use.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct SubnetIpAvailability {
    /// Id of the subnet.
    #[resource(references = Subnet)]
    pub subnet_id: String,
    /// Name of the subnet.
    pub subnet_name: String,
    /// Its block of addresses.
    pub cidr: String,
    /// Version of the Internet Protocol, 4 or 6.
    pub ip_version: u8,
    /// How many addresses it has to give out.
    pub total_ips: u128,
    /// How many addresses are given out.
    pub used_ips: u64,
    /// The same, with the addresses that are not for giving out.
    pub ip_availability_details: Option<IpAvailabilityDetails>,
}

/// Addresses of all of a subnet, and those of its allocation pools, from which ports are given theirs.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct IpAvailabilityDetails {
    /// How many addresses there are, but for those that no host can have.
    pub total_ips_in_subnet: u128,
    /// How many addresses the allocation pools have.
    pub total_ips_in_allocation_pool: u128,
    /// How many addresses are in use.
    pub used_ips_in_subnet: u64,
    /// How many addresses of the allocation pools are in use.
    pub used_ips_in_allocation_pool: u64,
}
