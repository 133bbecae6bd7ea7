//! L7 rules: what requests are known by.

use osc_runtime::Resource;

use super::{L7Policy, LbaasReference};
use crate::identity::Project;

/// What a request must say for a policy to be in force for it (extension `l7`).
///
/// See <https://opendev.org/openstack/neutron-lib/src/tag/1.31.0/api-ref/source/v2/lbaas-v2.inc>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lbaas/l7policies/{l7policy_id}/rules",
    service = "network",
    key = "rule",
    bulk,
    busy = "Invalid state PENDING",
    operations(list, get, create, update, delete),
    filters(id, kind, compare_type, invert, key, value, admin_state_up, project_id),
    cli = "lbaas l7rule"
)]
#[non_exhaustive]
pub struct L7Rule {
    /// Id of the policy that it is of.
    #[resource(references = L7Policy)]
    pub l7policy_id: String,
    /// UUID of the rule.
    #[resource(column = "ID")]
    pub id: String,
    /// What is looked at: `HOST_NAME`, `PATH`, `FILE_TYPE`, `HEADER` or `COOKIE`.
    #[resource(name = "type", required, option = "type", column)]
    pub kind: String,
    /// How it is compared: `EQUAL_TO`, `STARTS_WITH`, `ENDS_WITH`, `CONTAINS` or `REGEX`.
    #[resource(required, column = "Compare Type")]
    pub compare_type: String,
    /// Whether what does not compare is meant; false unless set.
    #[resource(switch("invert-compare" = true, "no-invert-compare" = false), column)]
    pub invert: bool,
    /// Name of the header or cookie.
    #[resource(column)]
    pub key: Option<String>,
    /// What it is compared with.
    #[resource(required, column)]
    pub value: String,
    /// Whether it is in force; true unless set.
    #[resource(switch("admin-state-up" = true, "admin-state-down" = false), column = "Admin State Up")]
    pub admin_state_up: bool,
    /// The policy, as a list of one.
    #[resource(read_only)]
    pub policies: Vec<LbaasReference>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, alias = "tenant_id")]
    pub project_id: String,
}
