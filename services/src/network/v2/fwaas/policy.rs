//! Policies of firewalls: rules in order.

use osc_runtime::{Resource, Timestamp, actions};

use super::FirewallRule;
use crate::identity::Project;

/// Ordered list of rules, of which the first that matches a packet decides; where none does, it is dropped.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#fwaas-v2-0-current-fwaas-firewall-groups-firewall-policies-firewall-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/fwaas/firewall_policies",
    service = "network",
    key = "firewall_policy",
    actions,
    operations(list, get, create, update, delete),
    filters(id, name, description, audited, shared, project_id),
    cli = "firewall group policy"
)]
#[non_exhaustive]
pub struct FirewallPolicy {
    /// UUID of the policy.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Ids of its rules, in the order in which they are asked.
    #[resource(references = FirewallRule, column = "Firewall Rules", show = "Firewall Rules")]
    pub firewall_rules: Vec<String>,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Whether somebody has looked it over. A change of the policy or of its rules takes that back.
    #[resource(long = "Audited", show = "Audited")]
    pub audited: bool,
    /// Whether all projects may use it; for administrators to set.
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

#[actions("/fwaas/firewall_policies/{id}")]
impl FirewallPolicy {
    /// Puts a rule among those of the policy, first or where it is said to go, and returns the ids of all.
    #[action(put = "insert_rule", response_key = "firewall_rules", cli = "add rule")]
    pub fn insert_rule(
        /// The rule.
        #[action(references = FirewallRule)]
        firewall_rule_id: String,
        /// The rule that it is put behind; counts where `insert_before` is not given.
        #[action(references = FirewallRule)]
        insert_after: Option<String>,
        /// The rule that it is put in front of.
        #[action(references = FirewallRule)]
        insert_before: Option<String>,
    ) -> Vec<String>;

    /// Takes a rule out of the policy, and returns the ids of those left.
    #[action(put = "remove_rule", response_key = "firewall_rules", cli = "remove rule")]
    pub fn remove_rule(
        /// The rule.
        #[action(references = FirewallRule)]
        firewall_rule_id: String,
    ) -> Vec<String>;
}
