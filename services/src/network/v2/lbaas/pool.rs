//! Pools: what connections are spread over.

use osc_runtime::{Fields, Resource};

use super::{HealthMonitor, LbaasReference, Listener, LoadBalancer};
use crate::identity::Project;

/// Group of members that connections are spread over.
///
/// It is made for a listener, or with the extension `shared_pools` for a load balancer.
/// See <https://opendev.org/openstack/neutron-lib/src/tag/1.31.0/api-ref/source/v2/lbaas-v2.inc>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lbaas/pools",
    service = "network",
    busy = "Invalid state PENDING",
    operations(list, get, create, update, delete),
    filters(id, name, description, lb_algorithm, protocol, healthmonitor_id, admin_state_up, project_id),
    cli = "lbaas pool"
)]
#[non_exhaustive]
pub struct Pool {
    /// UUID of the pool.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// Way in which members are chosen: `ROUND_ROBIN`, `LEAST_CONNECTIONS` or `SOURCE_IP`.
    #[resource(required, column = "LB Algorithm")]
    pub lb_algorithm: String,
    /// Protocol: `TCP`, `HTTP` or `HTTPS`.
    #[resource(required, create_only, column)]
    pub protocol: String,
    /// Whether it is to take connections; true unless set.
    #[resource(switch("admin-state-up" = true, "admin-state-down" = false), column = "Admin State Up")]
    pub admin_state_up: bool,
    /// Id of the listener whose default it is to be. Answers have it in `listeners`.
    #[resource(write_only, create_only, references = Listener)]
    pub listener_id: Option<String>,
    /// Id of the load balancer that it is to be of. Answers have it in `loadbalancers`.
    #[resource(write_only, create_only, references = LoadBalancer)]
    pub loadbalancer_id: Option<String>,
    /// Way in which a client is led to the same member again; `None` for none.
    pub session_persistence: Option<SessionPersistence>,
    /// Id of its health monitor.
    #[resource(read_only, references = HealthMonitor)]
    pub healthmonitor_id: Option<String>,
    /// Its members.
    #[resource(read_only)]
    pub members: Vec<LbaasReference>,
    /// The listeners whose default it is.
    #[resource(read_only)]
    pub listeners: Vec<LbaasReference>,
    /// The load balancer, as a list of one (extension `shared_pools`).
    #[resource(read_only)]
    pub loadbalancers: Vec<LbaasReference>,
    /// The policies that redirect to it (extension `l7`).
    #[resource(read_only)]
    pub l7_policies: Vec<LbaasReference>,
    /// Text for people.
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, alias = "tenant_id")]
    pub project_id: String,
}

/// Way in which a [`Pool`] leads a client to the same member again.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct SessionPersistence {
    /// What a client is known by: `SOURCE_IP`, `HTTP_COOKIE` or `APP_COOKIE`.
    #[resource(name = "type")]
    pub kind: String,
    /// Name of the cookie, where it is an `APP_COOKIE`.
    pub cookie_name: Option<String>,
}
