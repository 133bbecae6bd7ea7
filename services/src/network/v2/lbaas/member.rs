//! Members: the servers behind a load balancer.

use osc_runtime::Resource;

use super::Pool;
use crate::identity::Project;
use crate::network::v2::Subnet;

/// Server of a pool: an address and port that takes connections.
///
/// See <https://opendev.org/openstack/neutron-lib/src/tag/1.31.0/api-ref/source/v2/lbaas-v2.inc>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lbaas/pools/{pool_id}/members",
    service = "network",
    bulk,
    busy = "Invalid state PENDING",
    operations(list, get, create, update, delete),
    filters(id, name, address, protocol_port, weight, subnet_id, admin_state_up, project_id),
    cli = "lbaas member"
)]
#[non_exhaustive]
pub struct Member {
    /// Id of the pool that it is in.
    #[resource(references = Pool)]
    pub pool_id: String,
    /// UUID of the member.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// Address.
    #[resource(required, create_only, column)]
    pub address: String,
    /// Port that it listens on.
    #[resource(required, create_only, column = "Protocol Port")]
    pub protocol_port: u16,
    /// Share of the pool's connections that it takes, from 0 to 256; 1 unless set.
    #[resource(column)]
    pub weight: u16,
    /// Id of the subnet that the address is of.
    #[resource(required, create_only, references = Subnet, column = "Subnet ID")]
    pub subnet_id: String,
    /// Whether it is to take connections; true unless set.
    #[resource(switch("admin-state-up" = true, "admin-state-down" = false), column = "Admin State Up")]
    pub admin_state_up: bool,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, alias = "tenant_id")]
    pub project_id: String,
}
