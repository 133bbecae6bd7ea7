//! VIPs: where a load balancer is reached.

use osc_runtime::{Fields, Resource};

use super::Pool;
use crate::identity::Project;
use crate::network::v2::{Port, Subnet};

/// Virtual IP: the address and port at which a pool is reached.
///
/// See <https://opendev.org/openstack/neutron-lib/src/commit/30daf22b671c0a207c31444f60deb322cb951302/api-ref/source/v2/lbaas-v1.inc>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(base_path = "/lb/vips", service = "network", operations(list, get, create, update, delete), cli = "lb vip")]
#[non_exhaustive]
pub struct Vip {
    /// UUID of the VIP.
    #[resource(column = "ID")]
    pub id: String,
    /// Name; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Whether it works: `ACTIVE`, `INACTIVE`, `ERROR`, or `PENDING_` with `CREATE`, `UPDATE`, `DELETE`.
    #[resource(
        read_only,
        column,
        state(ready("ACTIVE"), failed("ERROR"), pending("PENDING_CREATE", "PENDING_UPDATE", "PENDING_DELETE"))
    )]
    pub status: String,
    /// Address; chosen by the service unless set.
    #[resource(create_only, column)]
    pub address: Option<String>,
    /// Id of the subnet that the address is of.
    #[resource(required, create_only, references = Subnet)]
    pub subnet_id: String,
    /// Protocol: `TCP`, `HTTP` or `HTTPS`.
    #[resource(required, create_only, column)]
    pub protocol: String,
    /// Port that clients connect to.
    #[resource(required, create_only, column = "Port")]
    pub protocol_port: u16,
    /// Id of the pool that is reached.
    #[resource(required, references = Pool, column = "Pool")]
    pub pool_id: String,
    /// Why it has the status.
    #[resource(read_only)]
    pub status_description: Option<String>,
    /// Text for people.
    pub description: String,
    /// Whether it is to take connections; true unless set.
    #[resource(switch(enable = true, disable = false), words("UP", "DOWN"))]
    pub admin_state_up: bool,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, option = "project")]
    pub tenant_id: String,
    /// Id of the port that has the address.
    #[resource(read_only, references = Port)]
    pub port_id: Option<String>,
    /// Way in which a client is led to the same member again; `None` for none.
    pub session_persistence: Option<SessionPersistence>,
    /// Largest number of connections at a time; -1, and unless set, for any.
    pub connection_limit: Option<i64>,
}

/// Way in which a [`Vip`] leads a client to the same member again.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct SessionPersistence {
    /// What a client is known by: `SOURCE_IP`, `HTTP_COOKIE` or `APP_COOKIE`.
    #[resource(name = "type")]
    pub kind: String,
    /// Name of the cookie, where it is an `APP_COOKIE`.
    pub cookie_name: Option<String>,
}
