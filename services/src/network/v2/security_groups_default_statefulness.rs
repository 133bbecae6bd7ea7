//! Whether new security groups are stateful.

use osc_runtime::Resource;

use crate::identity::Project;

/// What [`stateful`](super::SecurityGroup::stateful) of a project's new security groups is where it is not said.
///
/// For administrators (extension `security-groups-default-statefulness`). Neutron 29.0 can read, change and delete such
/// settings, and fails to create them.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/security-groups-default-statefulness",
    service = "network",
    list_key = "security_groups_default_statefulness",
    operations(list, get, create, update, delete),
    filters(id, project_id, stateful),
    cli = "security group default statefulness"
)]
#[non_exhaustive]
pub struct SecurityGroupsDefaultStatefulness {
    /// UUID of the setting.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the project that it is for; `None` for all that have none of their own.
    #[resource(create_only, references = Project, column = "Project ID")]
    pub project_id: Option<String>,
    /// Whether the answers to what is let through are let through too; true unless set.
    #[resource(switch(stateful = true, stateless = false), column)]
    pub stateful: bool,
}
