//! Rules that mark packets.

use osc_runtime::{Resource, actions};

use super::Policy;

/// Mark that a policy has written into the packets that leave a port, for switches to tell them apart by.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#qos-dscp-marking-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/qos/policies/{qos_policy_id}/dscp_marking_rules",
    service = "network",
    bulk,
    actions,
    operations(list, get, create, update, delete),
    filters(id, dscp_mark),
    cli = "network qos rule",
    variant = "dscp-marking"
)]
#[non_exhaustive]
pub struct DscpMarkingRule {
    /// UUID of the rule.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the policy that it is of.
    #[resource(references = Policy, column = "QoS Policy ID")]
    pub qos_policy_id: String,
    /// Mark (RFC 2474): 0, or an even number from 8 to 56 but 42, 50, 52 and 54; 44 is known of late.
    #[resource(required, column = "DSCP mark")]
    pub dscp_mark: u8,
}

#[actions("/qos/alias-dscp-marking-rules/{id}")]
impl DscpMarkingRule {
    /// The one with this id, of whatever policy, which it does not tell (extension `qos-rules-alias`).
    #[action(get = "", response_key = "alias_dscp_marking_rule", cli = hidden)]
    pub fn get_by_id() -> Self;

    /// Changes it without its policy being known (extension `qos-rules-alias`).
    #[action(put = "", key = "alias_dscp_marking_rule", response_key = "alias_dscp_marking_rule", cli = hidden)]
    pub fn update_by_id(
        /// Mark (RFC 2474): 0, or an even number from 8 to 56 but 42, 50, 52 and 54; 44 is known of late.
        dscp_mark: Option<u8>,
    ) -> Self;

    /// Deletes it without its policy being known (extension `qos-rules-alias`).
    #[action(delete = "", cli = hidden)]
    pub fn delete_by_id();
}
