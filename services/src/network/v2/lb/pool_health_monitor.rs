//! The health monitors of a pool.

use osc_runtime::Resource;

use super::Pool;

/// Attachment of a health monitor to a pool: created to attach it, deleted to detach it.
///
/// Neutron's answer to the creation tells nothing of it; its fields are what was sent.
/// See <https://opendev.org/openstack/neutron-lib/src/commit/30daf22b671c0a207c31444f60deb322cb951302/api-ref/source/v2/lbaas-v1.inc>.
///
/// ```no_run
/// use osc_services::network::lb::PoolHealthMonitor;
///
/// # async fn example(conn: osc_runtime::Connection, pool: String, monitor: String) -> osc_runtime::Result<()> {
/// PoolHealthMonitor::create(&conn, &pool, &monitor).await?;
/// PoolHealthMonitor::delete(&conn, &pool, &monitor).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lb/pools/{pool_id}/health_monitors",
    service = "network",
    key = "health_monitor",
    operations(create, delete),
    cli = "lb pool health monitor"
)]
#[non_exhaustive]
pub struct PoolHealthMonitor {
    /// Id of the pool.
    #[resource(references = Pool)]
    pub pool_id: String,
    /// Id of the health monitor.
    #[resource(required, column = "ID")]
    pub id: String,
}
