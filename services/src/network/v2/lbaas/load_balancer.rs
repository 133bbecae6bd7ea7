//! Load balancers: where connections come in.

use osc_runtime::{Fields, Resource, Timestamp, Value, actions};

use crate::identity::Project;
use crate::network::v2::{Agent, Flavor, Network, Port, Subnet};

/// Address at which connections come in, to be spread over servers.
///
/// It takes one change at a time, of itself or of what it consists of, and is `PENDING_UPDATE` meanwhile.
/// See <https://opendev.org/openstack/neutron-lib/src/tag/1.31.0/api-ref/source/v2/lbaas-v2.inc>.
///
/// ```no_run
/// use osc_services::network::Subnet;
/// use osc_services::network::lbaas::{Listener, LoadBalancer, Member, Pool};
///
/// # async fn example(conn: osc_runtime::Connection, subnet: Subnet) -> osc_runtime::Result<()> {
/// let balancer = LoadBalancer::create(&conn).name("web").vip_subnet_id(&subnet).await?;
/// LoadBalancer::wait(&conn, &balancer).await?;
/// let listener = Listener::create(&conn, "HTTP", 80).loadbalancer_id(&balancer).await?;
/// let pool = Pool::create(&conn, "ROUND_ROBIN", "HTTP").listener_id(&listener).await?;
/// Member::create(&conn, &pool, "192.0.2.7", 8080, &subnet).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lbaas/loadbalancers",
    service = "network",
    key = "loadbalancer",
    busy = "Invalid state PENDING",
    actions,
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        vip_address,
        vip_port_id,
        vip_subnet_id,
        provisioning_status,
        operating_status,
        admin_state_up,
        flavor_id,
        project_id
    ),
    cli = "lbaas loadbalancer"
)]
#[non_exhaustive]
pub struct LoadBalancer {
    /// UUID of the load balancer.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// Address; chosen by the service unless set.
    #[resource(create_only, column = "VIP Address")]
    pub vip_address: Option<String>,
    /// Whether a change is under way: `ACTIVE`, `ERROR`, or `PENDING_` with `CREATE`, `UPDATE`, `DELETE`.
    #[resource(
        read_only,
        column,
        state(ready("ACTIVE"), failed("ERROR"), pending("PENDING_CREATE", "PENDING_UPDATE", "PENDING_DELETE"))
    )]
    pub provisioning_status: String,
    /// Name of the implementation, as `haproxy` or `octavia`; the cloud's default unless set.
    #[resource(create_only, column)]
    pub provider: Option<String>,
    /// Id of the subnet that the address is of.
    #[resource(create_only, references = Subnet)]
    pub vip_subnet_id: Option<String>,
    /// Id of the network that the address is of, in place of a subnet (extension `lb_network_vip`). Never returned.
    #[resource(write_only, create_only, references = Network)]
    pub vip_network_id: Option<String>,
    /// Id of the port that has the address.
    #[resource(read_only, references = Port)]
    pub vip_port_id: Option<String>,
    /// Whether it works: `ONLINE`, `OFFLINE`, `DEGRADED`, `DISABLED`, `NO_MONITOR` or `ERROR`.
    #[resource(read_only)]
    pub operating_status: String,
    /// Whether it is to take connections; true unless set.
    #[resource(switch("admin-state-up" = true, "admin-state-down" = false))]
    pub admin_state_up: bool,
    /// Text for people.
    pub description: String,
    /// Its listeners.
    #[resource(read_only)]
    pub listeners: Vec<LbaasReference>,
    /// Its pools (extension `shared_pools`).
    #[resource(read_only)]
    pub pools: Vec<LbaasReference>,
    /// Id of its flavor.
    #[resource(create_only, references = Flavor)]
    pub flavor_id: Option<String>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, alias = "tenant_id")]
    pub project_id: String,
    /// Time of its creation, where the implementation tells it.
    pub created_at: Option<Timestamp>,
    /// Time of its last change, where the implementation tells it.
    pub updated_at: Option<Timestamp>,
}

#[actions("/lbaas/loadbalancers/{id}")]
impl LoadBalancer {
    /// How much it has carried, and carries.
    #[action(get = "stats", response_key = "stats")]
    pub fn stats() -> LoadBalancerStats;

    /// State of all that it consists of, each within what it belongs to.
    #[action(get = "statuses", response_key = "statuses", cli = "status")]
    pub fn statuses() -> Value;

    /// The agent that carries it out; for administrators (extension `lbaas_agent_schedulerv2`).
    #[action(get = "loadbalancer-hosting-agent", response_key = "agent")]
    pub fn hosting_agent() -> Agent;
}

/// How much a [`LoadBalancer`] has carried, and carries.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct LoadBalancerStats {
    /// Bytes that have come in.
    pub bytes_in: u64,
    /// Bytes that have gone out.
    pub bytes_out: u64,
    /// Connections that there are.
    pub active_connections: u64,
    /// Connections that there have been.
    pub total_connections: u64,
}

/// Something that one of this extension's resources belongs to, or that belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct LbaasReference {
    /// Its id.
    pub id: String,
}
