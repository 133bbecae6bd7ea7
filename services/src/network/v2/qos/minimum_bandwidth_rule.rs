//! Rules that guarantee bandwidth.

use osc_runtime::{Resource, actions};

use super::Policy;

/// Bandwidth that a policy guarantees. A policy has at most one such rule for each direction.
///
/// Servers are put where that much is left, as Placement counts it.
/// See <https://docs.openstack.org/api-ref/network/v2/#qos-minimum-bandwidth-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/qos/policies/{qos_policy_id}/minimum_bandwidth_rules",
    service = "network",
    bulk,
    actions,
    operations(list, get, create, update, delete),
    filters(id, min_kbps, direction),
    cli = "network qos rule",
    variant = "minimum-bandwidth"
)]
#[non_exhaustive]
pub struct MinimumBandwidthRule {
    /// UUID of the rule.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the policy that it is of.
    #[resource(references = Policy, column = "QoS Policy ID")]
    pub qos_policy_id: String,
    /// Guarantee in kilobits a second.
    #[resource(required, column = "Min Kbps")]
    pub min_kbps: u32,
    /// Direction, seen from the port: `egress` unless set, or `ingress` (extension `qos-bw-minimum-ingress`).
    #[resource(switch(ingress = "ingress", egress = "egress"), column)]
    pub direction: String,
}

#[actions("/qos/alias-minimum-bandwidth-rules/{id}")]
impl MinimumBandwidthRule {
    /// The one with this id, of whatever policy, which it does not tell (extension `qos-rules-alias`).
    #[action(get = "", response_key = "alias_minimum_bandwidth_rule", cli = hidden)]
    pub fn get_by_id() -> Self;

    /// Changes it without its policy being known (extension `qos-rules-alias`).
    #[action(
        put = "",
        key = "alias_minimum_bandwidth_rule",
        response_key = "alias_minimum_bandwidth_rule",
        cli = hidden
    )]
    pub fn update_by_id(
        /// Guarantee in kilobits a second.
        min_kbps: Option<u32>,
        /// Direction, seen from the port: `egress` or `ingress`.
        direction: Option<String>,
    ) -> Self;

    /// Deletes it without its policy being known (extension `qos-rules-alias`).
    #[action(delete = "", cli = hidden)]
    pub fn delete_by_id();
}
