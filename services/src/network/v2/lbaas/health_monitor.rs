//! Health monitors: how the members of pools are checked.

use osc_runtime::Resource;

use super::{LbaasReference, Pool};
use crate::identity::Project;

/// Check that finds out which members of a pool are alive.
///
/// See <https://opendev.org/openstack/neutron-lib/src/tag/1.31.0/api-ref/source/v2/lbaas-v2.inc>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lbaas/healthmonitors",
    service = "network",
    key = "healthmonitor",
    busy = "Invalid state PENDING",
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        kind,
        admin_state_up,
        delay,
        timeout,
        max_retries,
        http_method,
        url_path,
        expected_codes,
        project_id
    ),
    cli = "lbaas healthmonitor"
)]
#[non_exhaustive]
pub struct HealthMonitor {
    /// UUID of the health monitor.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// Id of the pool that is checked. Answers have it in `pools`.
    #[resource(write_only, required, create_only, references = Pool)]
    pub pool_id: String,
    /// What is tried: `PING`, `TCP`, `HTTP` or `HTTPS`.
    #[resource(name = "type", required, create_only, option = "type", column)]
    pub kind: String,
    /// Seconds from one check to the next.
    #[resource(required)]
    pub delay: u32,
    /// Seconds that an answer may take, less than those between checks.
    #[resource(required)]
    pub timeout: u32,
    /// Successes, from 1 to 10, before a member is taken for alive, and failures before it is taken for dead.
    #[resource(required)]
    pub max_retries: u8,
    /// Failures, from 1 to 10, before a member is taken for dead; 3 unless set.
    ///
    /// Extension `hm_max_retries_down`.
    pub max_retries_down: Option<u8>,
    /// Method of the HTTP request; `GET` unless set.
    pub http_method: Option<String>,
    /// Path of the HTTP request; `/` unless set.
    pub url_path: Option<String>,
    /// Statuses of HTTP that are good, as `200`, `200,202` or `200-204`; `200` unless set.
    pub expected_codes: Option<String>,
    /// Whether it is to check; true unless set.
    #[resource(switch("admin-state-up" = true, "admin-state-down" = false), column = "Admin State Up")]
    pub admin_state_up: bool,
    /// The pool that is checked, as a list of one.
    #[resource(read_only)]
    pub pools: Vec<LbaasReference>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, alias = "tenant_id")]
    pub project_id: String,
}
