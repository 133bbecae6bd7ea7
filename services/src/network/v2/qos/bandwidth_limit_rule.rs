//! Rules that limit bandwidth.

use osc_runtime::{Resource, actions};

use super::Policy;

/// Limit of a policy on bandwidth. A policy has at most one for each direction.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#qos-bandwidth-limit-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/qos/policies/{qos_policy_id}/bandwidth_limit_rules",
    service = "network",
    bulk,
    actions,
    operations(list, get, create, update, delete),
    filters(id, max_kbps, max_burst_kbps, direction),
    cli = "network qos rule",
    variant = "bandwidth-limit"
)]
#[non_exhaustive]
pub struct BandwidthLimitRule {
    /// UUID of the rule.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the policy that it is of.
    #[resource(references = Policy, column = "QoS Policy ID")]
    pub qos_policy_id: String,
    /// Limit in kilobits a second.
    #[resource(required, column = "Max Kbps")]
    pub max_kbps: u32,
    /// Kilobits that may go beyond the limit at once; 0, and unless set, for what suits the limit.
    #[resource(option = "max-burst-kbits", column = "Max Burst Kbits")]
    pub max_burst_kbps: u32,
    /// Direction, seen from the port: `egress` unless set, or `ingress` (extension `qos-bw-limit-direction`).
    #[resource(switch(ingress = "ingress", egress = "egress"), column)]
    pub direction: String,
}

#[actions("/qos/alias-bandwidth-limit-rules/{id}")]
impl BandwidthLimitRule {
    /// The one with this id, of whatever policy, which it does not tell (extension `qos-rules-alias`).
    #[action(get = "", response_key = "alias_bandwidth_limit_rule", cli = hidden)]
    pub fn get_by_id() -> Self;

    /// Changes it without its policy being known (extension `qos-rules-alias`).
    #[action(put = "", key = "alias_bandwidth_limit_rule", response_key = "alias_bandwidth_limit_rule", cli = hidden)]
    pub fn update_by_id(
        /// Limit in kilobits a second.
        max_kbps: Option<u32>,
        /// Kilobits that may go beyond the limit at once.
        max_burst_kbps: Option<u32>,
        /// Direction, seen from the port: `egress` or `ingress`.
        direction: Option<String>,
    ) -> Self;

    /// Deletes it without its policy being known (extension `qos-rules-alias`).
    #[action(delete = "", cli = hidden)]
    pub fn delete_by_id();
}
