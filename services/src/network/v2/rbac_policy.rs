//! RBAC policies: who else may use what a project has.

use osc_runtime::Resource;

use crate::identity::Project;

/// Leave for another project, or for all, to use a network, an address scope or the like.
///
/// RBAC is access control by roles. Nobody can take the leave back while something makes use of it (extension
/// `rbac-policies`). See <https://docs.openstack.org/api-ref/network/v2/#rbac-policies>.
///
/// ```no_run
/// use osc_services::network::{Network, RbacPolicy};
///
/// # async fn example(conn: osc_runtime::Connection, network: Network) -> osc_runtime::Result<()> {
/// RbacPolicy::create(&conn, "network", network.id.as_str(), "access_as_shared", "*").await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/rbac-policies",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, object_type, object_id, action, target_tenant, project_id),
    cli = "network rbac"
)]
#[non_exhaustive]
pub struct RbacPolicy {
    /// UUID of the policy.
    #[resource(column = "ID")]
    pub id: String,
    /// Kind of what may be used.
    ///
    /// `network`, `address_group`, `address_scope`, `security_group`, `subnetpool`, `qos_policy` or `bgpvpn`, as far as
    /// the cloud has the extensions.
    #[resource(required, create_only, option = "type", column = "Object Type")]
    pub object_type: String,
    /// Id of what may be used.
    #[resource(required, create_only, positional, option = "object-id", column = "Object ID")]
    pub object_id: String,
    /// How it may be used: `access_as_shared`, or `access_as_external` for a network that leads out of the cloud.
    #[resource(required, create_only, long)]
    pub action: String,
    /// Id of the project that may use it; `*` is all projects.
    #[resource(required, references = Project, option = "target-project", switch("target-all-projects" = "*"), show = "target_project_id")]
    pub target_tenant: String,
    /// Id of the project that owns the policy; administrators may set another than their own.
    #[resource(create_only, references = Project)]
    pub project_id: String,
}
