//! L7 policies: what becomes of requests, by what they say.

use osc_runtime::Resource;

use super::{LbaasReference, Listener, Pool};
use crate::identity::Project;

/// What a listener does with requests that all of the policy's rules match (extension `l7`).
///
/// See <https://opendev.org/openstack/neutron-lib/src/tag/1.31.0/api-ref/source/v2/lbaas-v2.inc>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lbaas/l7policies",
    service = "network",
    key = "l7policy",
    busy = "Invalid state PENDING",
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        listener_id,
        action,
        redirect_pool_id,
        redirect_url,
        position,
        admin_state_up,
        project_id
    ),
    cli = "lbaas l7policy"
)]
#[non_exhaustive]
pub struct L7Policy {
    /// UUID of the policy.
    #[resource(column = "ID")]
    pub id: String,
    /// Name; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// What is done: `REJECT`, `REDIRECT_TO_POOL` or `REDIRECT_TO_URL`.
    #[resource(required, column)]
    pub action: String,
    /// Id of the listener.
    #[resource(required, create_only, references = Listener)]
    pub listener_id: String,
    /// Id of the pool that requests go to, for `REDIRECT_TO_POOL`.
    #[resource(references = Pool, column = "Redirect Pool ID")]
    pub redirect_pool_id: Option<String>,
    /// Address that clients are sent to, for `REDIRECT_TO_URL`.
    #[resource(column = "Redirect URL")]
    pub redirect_url: Option<String>,
    /// Place among the listener's policies, from 1; the last one unless set.
    #[resource(column)]
    pub position: u32,
    /// Whether it is in force; true unless set.
    #[resource(switch("admin-state-up" = true, "admin-state-down" = false), column = "Admin State Up")]
    pub admin_state_up: bool,
    /// Its rules.
    #[resource(read_only)]
    pub rules: Vec<LbaasReference>,
    /// The listener, as a list of one.
    #[resource(read_only)]
    pub listeners: Vec<LbaasReference>,
    /// Text for people.
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, alias = "tenant_id")]
    pub project_id: String,
}
