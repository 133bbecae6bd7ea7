//! Logs: which packets are recorded.

use osc_runtime::{Resource, Timestamp};

use crate::identity::Project;
use crate::network::v2::Port;

/// Order to record what a security group or firewall does with packets; for administrators.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#logging>.
///
/// ```no_run
/// use osc_services::network::SecurityGroup;
/// use osc_services::network::log::Log;
///
/// # async fn example(conn: osc_runtime::Connection, group: SecurityGroup) -> osc_runtime::Result<()> {
/// let log = Log::create(&conn, "security_group").name("dropped").resource_id(group.id).event("DROP").await?;
/// Log::update(&conn, &log).enabled(false).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/log/logs",
    service = "network",
    bulk,
    operations(list, get, create, update, delete),
    filters(id, name, description, enabled, event, resource_type, resource_id, target_id, project_id, revision_number),
    cli = "network log"
)]
#[non_exhaustive]
pub struct Log {
    /// UUID of the log.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Whether it records; true unless set.
    #[resource(switch(enable = true, disable = false), column = "Enabled", show = "Enabled")]
    pub enabled: bool,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Id of the only port whose packets are recorded; `None` for all ports.
    #[resource(create_only, references = Port, long = "Target", show = "Target")]
    pub target_id: Option<String>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
    /// Id of the only security group or firewall group that is watched; `None` for all of the project's.
    #[resource(create_only, option = "resource", long = "Resource", show = "Resource")]
    pub resource_id: Option<String>,
    /// Kind of what is watched, as `security_group`.
    ///
    /// One of those that [`LoggableResource`](super::LoggableResource) lists.
    #[resource(required, create_only, column = "Type", show = "Type")]
    pub resource_type: String,
    /// What is recorded: `ACCEPT`, `DROP`, or, unless set, `ALL`.
    #[resource(create_only, long = "Event", show = "Event")]
    pub event: String,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}
