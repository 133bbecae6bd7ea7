//! Quality of service, the extension `qos`: how much of the network a port may use, and is promised.
//!
//! A [`Policy`] is a name for rules, each a resource of its own: [`BandwidthLimitRule`] and [`PacketRateLimitRule`]
//! set limits, [`MinimumBandwidthRule`] and [`MinimumPacketRateRule`] guarantee a share, [`DscpMarkingRule`] marks
//! packets for the switches on their way. Networks, ports, floating IPs and gateways of routers name a policy in their
//! `qos_policy_id`. [`RuleType`] tells which rules a cloud can enforce.

mod bandwidth_limit_rule;
mod dscp_marking_rule;
mod minimum_bandwidth_rule;
mod minimum_packet_rate_rule;
mod packet_rate_limit_rule;
mod policy;
mod rule_type;

pub use bandwidth_limit_rule::*;
pub use dscp_marking_rule::*;
pub use minimum_bandwidth_rule::*;
pub use minimum_packet_rate_rule::*;
pub use packet_rate_limit_rule::*;
pub use policy::*;
pub use rule_type::*;
