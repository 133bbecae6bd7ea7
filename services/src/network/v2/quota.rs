//! Quotas: how much of the network service a project may have.

use std::collections::BTreeMap;

use osc_runtime::{Fields, Resource, Value, actions};

use crate::identity::Project;

/// How many networks, ports and so on a project may have; -1 is as many as there can be.
///
/// A list has the projects for which something is set. For administrators to change; to delete a project's quotas is to
/// return to the [defaults](Quota::defaults) (extension `quotas`).
/// See <https://docs.openstack.org/api-ref/network/v2/#quotas-extension-quotas>.
///
/// ```no_run
/// use osc_services::network::Quota;
///
/// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
/// Quota::update(&conn, "b52b4e14").network(20).port(500).await?;
/// let details = Quota::details(&conn, "b52b4e14").await?;
/// println!("{} of {} networks", details["network"].used, details["network"].limit);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/quotas",
    service = "network",
    actions,
    operations(list, get, update, delete),
    filters(),
    cli = "network quota"
)]
#[non_exhaustive]
pub struct Quota {
    /// Id of the project, by which its quotas are known.
    #[resource(id, references = Project, column = "Project ID")]
    pub project_id: String,
    /// How many networks.
    #[resource(option = "networks", column = "Networks")]
    pub network: Option<i64>,
    /// How many subnets.
    #[resource(option = "subnets", column = "Subnets")]
    pub subnet: Option<i64>,
    /// How many subnet pools.
    #[resource(option = "subnetpools", column = "Subnet Pools")]
    pub subnetpool: Option<i64>,
    /// How many ports.
    #[resource(option = "ports", column = "Ports")]
    pub port: Option<i64>,
    /// How many routers.
    #[resource(option = "routers", column = "Routers")]
    pub router: Option<i64>,
    /// How many routes each router may have besides those to its subnets, which only the configuration sets.
    #[resource(read_only)]
    pub router_route: Option<i64>,
    /// How many floating IPs.
    #[resource(option = "floating-ips", column = "Floating IPs")]
    pub floatingip: Option<i64>,
    /// How many security groups.
    #[resource(option = "secgroups", column = "Security Groups")]
    pub security_group: Option<i64>,
    /// How many rules of security groups.
    #[resource(option = "secgroup-rules", column = "Security Group Rules")]
    pub security_group_rule: Option<i64>,
    /// How many policies that share what the project has.
    #[resource(option = "rbac-policies", column = "RBAC Policies")]
    pub rbac_policy: Option<i64>,
    /// How many trunks.
    #[resource(option = "trunks", column)]
    pub trunk: Option<i64>,
    /// Whether the change is refused where more is in use already (extension `quota-check-limit`).
    #[resource(update_only, write_only)]
    pub check_limit: bool,
    /// Whether the change is made whatever is in use.
    #[resource(update_only, write_only)]
    pub force: bool,
    /// Quotas of further extensions, by the names of what they count.
    #[resource(flatten)]
    pub others: BTreeMap<String, Value>,
}

#[actions("/quotas/{id}")]
impl Quota {
    /// Quotas of a project for which nothing is set.
    #[action(get = "default")]
    pub fn defaults() -> Self;

    /// What of each quota is in use, by the name of what it counts (extension `quota_details`).
    #[action(get = "details", response_key = "quota")]
    pub fn details() -> BTreeMap<String, QuotaUsage>;
}

/// How much of a quota is in use.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct QuotaUsage {
    /// How many there may be; -1 is as many as there can be.
    pub limit: i64,
    /// How many there are.
    pub used: u64,
    /// How many are on the way.
    pub reserved: u64,
}
