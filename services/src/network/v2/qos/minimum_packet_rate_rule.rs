//! Rules that guarantee a rate of packets.

use osc_runtime::{Resource, actions};

use super::Policy;

/// Rate of packets that a policy guarantees (extension `qos-pps-minimum`).
///
/// A policy has one for both directions together, or at most one for each, depending on what its host can count.
/// See <https://docs.openstack.org/api-ref/network/v2/#qos-minimum-packet-rate-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/qos/policies/{qos_policy_id}/minimum_packet_rate_rules",
    service = "network",
    actions,
    operations(list, get, create, update, delete),
    filters(id, min_kpps, direction),
    cli = "network qos rule",
    variant = "minimum-packet-rate"
)]
#[non_exhaustive]
pub struct MinimumPacketRateRule {
    /// UUID of the rule.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the policy that it is of.
    #[resource(references = Policy, column = "QoS Policy ID")]
    pub qos_policy_id: String,
    /// Guarantee in thousands of packets a second.
    #[resource(required, column = "Min Kpps")]
    pub min_kpps: u32,
    /// Direction, seen from the port: `egress` unless set, `ingress`, or `any` for the sum of both.
    #[resource(switch(ingress = "ingress", egress = "egress", any = "any"), column)]
    pub direction: String,
}

#[actions("/qos/alias-minimum-packet-rate-rules/{id}")]
impl MinimumPacketRateRule {
    /// The one with this id, of whatever policy, which it does not tell (extension `qos-pps-minimum-rule-alias`).
    #[action(get = "", response_key = "alias_minimum_packet_rate_rule", cli = hidden)]
    pub fn get_by_id() -> Self;

    /// Changes it without its policy being known (extension `qos-pps-minimum-rule-alias`).
    #[action(
        put = "",
        key = "alias_minimum_packet_rate_rule",
        response_key = "alias_minimum_packet_rate_rule",
        cli = hidden
    )]
    pub fn update_by_id(
        /// Guarantee in thousands of packets a second.
        min_kpps: Option<u32>,
        /// Direction, seen from the port: `egress`, `ingress`, or `any` for the sum of both.
        direction: Option<String>,
    ) -> Self;

    /// Deletes it without its policy being known (extension `qos-pps-minimum-rule-alias`).
    #[action(delete = "", cli = hidden)]
    pub fn delete_by_id();
}
