//! Rules that limit the rate of packets.

use osc_runtime::Resource;

use super::Policy;

/// Limit of a policy on the rate of packets (extension `qos-pps`). A policy has at most one for each direction.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#qos-packet-rate-limit-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/qos/policies/{qos_policy_id}/packet_rate_limit_rules",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, max_kpps, max_burst_kpps, direction),
    cli = "network qos rule",
    variant = "packet-rate-limit"
)]
#[non_exhaustive]
pub struct PacketRateLimitRule {
    /// UUID of the rule.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the policy that it is of.
    #[resource(references = Policy, column = "QoS Policy ID")]
    pub qos_policy_id: String,
    /// Limit in thousands of packets a second.
    #[resource(required, column = "Max Kpps")]
    pub max_kpps: u32,
    /// Thousands of packets that may go beyond the limit at once; 0 unless set.
    #[resource(column = "Max Burst Kpps")]
    pub max_burst_kpps: u32,
    /// Direction, seen from the port: `egress` unless set, or `ingress`.
    #[resource(switch(ingress = "ingress", egress = "egress"), column)]
    pub direction: String,
}
