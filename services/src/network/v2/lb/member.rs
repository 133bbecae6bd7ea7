//! Members: the servers behind a load balancer.

use osc_runtime::Resource;

use super::Pool;
use crate::identity::Project;

/// Server of a pool: an address and port that takes connections.
///
/// See <https://opendev.org/openstack/neutron-lib/src/commit/30daf22b671c0a207c31444f60deb322cb951302/api-ref/source/v2/lbaas-v1.inc>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lb/members",
    service = "network",
    operations(list, get, create, update, delete),
    cli = "lb member"
)]
#[non_exhaustive]
pub struct Member {
    /// UUID of the member.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the pool that it is in.
    #[resource(required, references = Pool, column = "Pool")]
    pub pool_id: String,
    /// Address.
    #[resource(required, create_only, column)]
    pub address: String,
    /// Port that it listens on.
    #[resource(required, create_only, column = "Port")]
    pub protocol_port: u16,
    /// Share of the pool's connections that it takes, from 0 to 256; 1 unless set.
    #[resource(column)]
    pub weight: u16,
    /// Whether it takes connections: `ACTIVE`, `INACTIVE`, `ERROR`, or `PENDING_` with `CREATE`, `UPDATE`, `DELETE`.
    #[resource(
        read_only,
        column,
        state(ready("ACTIVE"), failed("ERROR"), pending("PENDING_CREATE", "PENDING_UPDATE", "PENDING_DELETE"))
    )]
    pub status: String,
    /// Why it has the status.
    #[resource(read_only)]
    pub status_description: Option<String>,
    /// Whether it is to take connections; true unless set.
    #[resource(switch(enable = true, disable = false), words("UP", "DOWN"))]
    pub admin_state_up: bool,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, option = "project")]
    pub tenant_id: String,
}
