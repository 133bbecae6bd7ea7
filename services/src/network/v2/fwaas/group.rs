//! Groups of firewalls: where policies are in force.

use osc_runtime::{Resource, Timestamp};

use super::FirewallPolicy;
use crate::identity::Project;
use crate::network::v2::Port;

/// Ports at which firewall policies are in force.
///
/// Each project has a group named `default`, which lets packets out and none in.
/// See <https://docs.openstack.org/api-ref/network/v2/#fwaas-v2-0-current-fwaas-firewall-groups-firewall-policies-firewall-rules>.
///
/// ```no_run
/// use osc_services::network::Port;
/// use osc_services::network::fwaas::{FirewallGroup, FirewallPolicy, FirewallRule};
///
/// # async fn example(conn: osc_runtime::Connection, port: Port) -> osc_runtime::Result<()> {
/// let rule = FirewallRule::create(&conn).name("https").protocol("tcp").destination_port("443").action("allow").await?;
/// let policy = FirewallPolicy::create(&conn).name("web").firewall_rules([rule.id]).await?;
/// FirewallGroup::create(&conn).name("web").ingress_firewall_policy_id(&policy).ports([port.id]).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/fwaas/firewall_groups",
    service = "network",
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        status,
        admin_state_up,
        shared,
        ingress_firewall_policy_id,
        egress_firewall_policy_id,
        project_id
    ),
    cli = "firewall group"
)]
#[non_exhaustive]
pub struct FirewallGroup {
    /// UUID of the group.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Id of the policy for packets towards the ports; `None` lets none through.
    #[resource(references = FirewallPolicy, column = "Ingress Policy ID", show = "Ingress Policy ID")]
    pub ingress_firewall_policy_id: Option<String>,
    /// Id of the policy for packets from the ports; `None` lets none through.
    #[resource(references = FirewallPolicy, column = "Egress Policy ID", show = "Egress Policy ID")]
    pub egress_firewall_policy_id: Option<String>,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Whether it is in force: `ACTIVE`, `DOWN`, `ERROR`, `PENDING_CREATE`, `PENDING_UPDATE` or `PENDING_DELETE`.
    ///
    /// `INACTIVE` while it has no ports.
    #[resource(
        read_only,
        long = "Status",
        show = "Status",
        state(
            ready("ACTIVE", "INACTIVE"),
            failed("ERROR"),
            pending("PENDING_CREATE", "PENDING_UPDATE", "PENDING_DELETE")
        )
    )]
    pub status: String,
    /// Ids of the ports, of routers or of servers; a port is in one group at most.
    #[resource(references = Port, long = "Ports", show = "Ports")]
    pub ports: Vec<String>,
    /// Whether it is to be in force; true unless set.
    #[resource(switch(enable = true, disable = false), long = "State", words("UP", "DOWN"), show = "State")]
    pub admin_state_up: bool,
    /// Whether all projects may see it; for administrators to set.
    #[resource(switch(share = true, "no-share" = false), long = "Shared", show = "Shared")]
    pub shared: bool,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
    /// Words that lists can be narrowed to (extension `standard-attr-fwaas-v2`).
    #[resource(read_only)]
    pub tags: Vec<String>,
    /// Count of its changes (extension `standard-attr-fwaas-v2`).
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}
