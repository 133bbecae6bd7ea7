//! Pools: what a load balancer spreads connections over.

use osc_runtime::{Fields, Resource};

use super::{HealthMonitor, Member, Vip};
use crate::identity::Project;
use crate::network::v2::Subnet;

/// Group of members that connections are spread over.
///
/// See <https://opendev.org/openstack/neutron-lib/src/commit/30daf22b671c0a207c31444f60deb322cb951302/api-ref/source/v2/lbaas-v1.inc>.
///
/// ```no_run
/// use osc_services::network::lb::{Member, Pool};
///
/// # async fn example(conn: osc_runtime::Connection, subnet: String) -> osc_runtime::Result<()> {
/// let pool = Pool::create(&conn, &subnet, "TCP", "ROUND_ROBIN").name("web").await?;
/// Member::create(&conn, &pool.id, "192.0.2.7", 8080).weight(2).await?;
/// for pool in Pool::list(&conn).protocol("TCP").await? {
///     println!("{} {}", pool.name, pool.status);
/// }
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lb/pools",
    service = "network",
    operations(list, get, create, update, delete),
    cli = "lb pool"
)]
#[non_exhaustive]
pub struct Pool {
    /// UUID of the pool.
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
    /// Id of the subnet that its members are on.
    #[resource(required, create_only, references = Subnet, column = "Subnet")]
    pub subnet_id: String,
    /// Protocol: `TCP`, `HTTP` or `HTTPS`.
    #[resource(required, create_only, column)]
    pub protocol: String,
    /// Way in which members are chosen: `ROUND_ROBIN`, `LEAST_CONNECTIONS` or `SOURCE_IP`.
    #[resource(required, column = "LB Method")]
    pub lb_method: String,
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
    /// Name of the implementation, as `haproxy`; the cloud's default unless set.
    #[resource(create_only)]
    pub provider: Option<String>,
    /// Id of the VIP that it is reached at.
    #[resource(read_only, references = Vip)]
    pub vip_id: Option<String>,
    /// Ids of its members.
    #[resource(read_only, references = Member)]
    pub members: Vec<String>,
    /// Ids of the health monitors that are attached to it.
    #[resource(references = HealthMonitor)]
    pub health_monitors: Vec<String>,
    /// State of each health monitor that is attached to it.
    #[resource(read_only)]
    pub health_monitors_status: Vec<HealthMonitorStatus>,
}

/// State of a health monitor that is attached to a [`Pool`].
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct HealthMonitorStatus {
    /// Id of the health monitor.
    pub monitor_id: String,
    /// Whether it works, in the words of the pool's status.
    pub status: String,
    /// Why it has the status.
    pub status_description: Option<String>,
}
