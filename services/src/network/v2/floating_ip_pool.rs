//! Floating IP pools: where floating IPs come from.

use osc_runtime::Resource;

use super::{Network, Subnet};
use crate::identity::Project;

/// Subnet of an external network that floating IPs can be taken from (extension `floatingip-pools`).
///
/// See <https://docs.openstack.org/api-ref/network/v2/#floating-ip-pools>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/floatingip_pools",
    service = "network",
    pagination = "none",
    operations(list),
    filters(),
    cli = "floating ip pool"
)]
#[non_exhaustive]
pub struct FloatingIpPool {
    /// Id of the subnet.
    #[resource(id, references = Subnet, column = "Subnet")]
    pub subnet_id: String,
    /// Name of the subnet.
    #[resource(read_only, column = "Subnet Name")]
    pub subnet_name: String,
    /// Block of addresses of the subnet.
    #[resource(read_only, column = "CIDR")]
    pub cidr: String,
    /// Id of the external network.
    #[resource(read_only, references = Network, column = "Network")]
    pub network_id: String,
    /// Id of the project that owns the subnet.
    #[resource(read_only, references = Project, long = "Project")]
    pub project_id: String,
}
