//! Projects: the owners of resources.

use std::collections::HashMap;

use osc_runtime::{Resource, Value};

use super::Domain;

/// Owner of servers, networks and all else that a cloud gives out, once called tenant.
///
/// See <https://docs.openstack.org/api-ref/identity/v3/#projects>.
///
/// ```no_run
/// use osc_services::identity::Project;
///
/// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
/// let project = Project::create(&conn, "web").description("the shop").await?;
/// Project::update(&conn, &project.id).enabled(false).await?;
/// Project::delete(&conn, &project.id).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/projects",
    service = "identity",
    operations(list, get, create, update(idempotent), delete),
    filters(name, domain_id, parent_id, enabled, is_domain),
    update_method = "PATCH"
)]
#[non_exhaustive]
pub struct Project {
    /// Identifier of the project, 32 hexadecimal digits.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 64 characters; unique in its domain.
    #[resource(required, column)]
    pub name: String,
    /// Id of the domain that it is in; that of whoever makes it unless set.
    ///
    /// `None` where the project is a domain itself.
    #[resource(create_only, references = Domain, long = "Domain ID")]
    pub domain_id: Option<String>,
    /// Text for people.
    #[resource(long)]
    pub description: Option<String>,
    /// Whether anybody can sign in to it; true unless set.
    #[resource(switch(enable = true, disable = false, enabled = true, disabled = false), long)]
    pub enabled: bool,
    /// Id of the project above it; that of its domain unless set.
    #[resource(create_only, references = Project)]
    pub parent_id: Option<String>,
    /// Whether it is a domain as well; false unless set.
    #[resource(create_only)]
    pub is_domain: bool,
    /// Words that lists can be narrowed to.
    pub tags: Vec<String>,
    /// Options of Keystone's, as `immutable`.
    pub options: HashMap<String, Value>,
}
