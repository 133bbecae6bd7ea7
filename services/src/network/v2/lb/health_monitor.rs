//! Health monitors: how the members of pools are checked.

use osc_runtime::{Fields, Resource};

use crate::identity::Project;

/// Check that finds out which members of a pool are alive.
///
/// It does so for each pool that it is attached to, by [`PoolHealthMonitor`](super::PoolHealthMonitor).
/// See <https://opendev.org/openstack/neutron-lib/src/commit/30daf22b671c0a207c31444f60deb322cb951302/api-ref/source/v2/lbaas-v1.inc>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lb/health_monitors",
    service = "network",
    operations(list, get, create, update, delete),
    cli = "lb health monitor"
)]
#[non_exhaustive]
pub struct HealthMonitor {
    /// UUID of the health monitor.
    #[resource(column = "ID")]
    pub id: String,
    /// What is tried: `PING`, `TCP`, `HTTP` or `HTTPS`.
    #[resource(name = "type", required, create_only, column)]
    pub kind: String,
    /// Seconds from one check to the next.
    #[resource(required, column)]
    pub delay: u32,
    /// Seconds that an answer may take, less than those between checks.
    #[resource(required, column)]
    pub timeout: u32,
    /// Failures, from 1 to 10, before a member is taken for dead.
    #[resource(required, column)]
    pub max_retries: u8,
    /// Method of the HTTP request; `GET` unless set.
    pub http_method: Option<String>,
    /// Path of the HTTP request; `/` unless set.
    pub url_path: Option<String>,
    /// Statuses of HTTP that are good, as `200`, `200,202` or `200-204`; `200` unless set.
    pub expected_codes: Option<String>,
    /// Whether it is to check; true unless set.
    #[resource(switch(enable = true, disable = false), words("UP", "DOWN"))]
    pub admin_state_up: bool,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, option = "project")]
    pub tenant_id: String,
    /// Pools that it is attached to, and its state there.
    #[resource(read_only)]
    pub pools: Vec<PoolStatus>,
    /// Whether it works, where the cloud does not tell that of each pool.
    #[resource(read_only)]
    pub status: Option<String>,
    /// Why it has the status.
    #[resource(read_only)]
    pub status_description: Option<String>,
}

/// State of a [`HealthMonitor`] that is attached to a pool.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct PoolStatus {
    /// Id of the pool.
    pub pool_id: String,
    /// Whether the monitor works there, in the words of the pool's status.
    pub status: String,
    /// Why it has the status.
    pub status_description: Option<String>,
}
