//! Security groups: named sets of rules for ports.

use osc_runtime::{Resource, Timestamp};

use super::SecurityGroupRule;
use crate::identity::Project;

/// Set of rules that tell which packets may reach and leave the ports it guards; all others are dropped.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#security-groups-security-groups>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/security-groups",
    service = "network",
    tags,
    bulk,
    operations(list, get, create, update, delete),
    filters(id, name, description, project_id, shared, stateful, revision_number),
    cli = "security group"
)]
#[non_exhaustive]
pub struct SecurityGroup {
    /// UUID of the security group.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; `default` is that of each project's own first group.
    #[resource(column)]
    pub name: String,
    /// Text for people.
    #[resource(column)]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Project")]
    pub project_id: String,
    /// Words that lists can be narrowed to.
    #[resource(read_only, column)]
    pub tags: Vec<String>,
    /// Whether another project shares it with this one (extension `security-groups-shared-filtering`).
    #[resource(read_only, switch(share), column, show = "is_shared")]
    pub shared: bool,
    /// Whether the answers to what is let through are let through too; true unless set.
    ///
    /// Extension `stateful-security-group`.
    #[resource(switch(stateful = true, stateless = false))]
    pub stateful: Option<bool>,
    /// Rules of the group.
    #[resource(read_only, show = "rules")]
    pub security_group_rules: Vec<SecurityGroupRule>,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}
