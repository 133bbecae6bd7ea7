use osc_services::network::qos::{
    BandwidthLimitRule, DscpMarkingRule, MinimumBandwidthRule, MinimumPacketRateRule, PacketRateLimitRule, Policy,
    RuleType,
};

#[test]
fn a_policy_is_read_with_rules_of_all_kinds() {
    let policy = assert_read!(Policy, "qos_policy", but: []);
    assert_eq!(policy.is_default, Some(false));
    let kinds: Vec<_> = policy.rules.iter().map(|rule| rule.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "bandwidth_limit",
            "bandwidth_limit",
            "dscp_marking",
            "minimum_bandwidth",
            "minimum_packet_rate",
            "packet_rate_limit"
        ]
    );
    assert_eq!(policy.rules[2].dscp_mark, Some(26));
    assert_eq!(policy.rules[2].direction, None);
}

#[test]
fn rules_are_read() {
    let rule = assert_read!(BandwidthLimitRule, "qos_bandwidth_limit_rule", but: []);
    assert_eq!((rule.max_kbps, rule.max_burst_kbps, rule.direction.as_str()), (28, 0, "ingress"));
    assert_eq!(assert_read!(DscpMarkingRule, "qos_dscp_marking_rule", but: []).dscp_mark, 26);
    assert_eq!(assert_read!(MinimumBandwidthRule, "qos_minimum_bandwidth_rule", but: []).min_kbps, 500);
    assert_eq!(assert_read!(MinimumPacketRateRule, "qos_minimum_packet_rate_rule", but: []).direction, "any");
    assert_eq!(assert_read!(PacketRateLimitRule, "qos_packet_rate_limit_rule", but: []).max_kpps, 50);
}

#[test]
fn a_kind_of_rule_is_read_with_ranges_and_choices() {
    let kind = assert_read!(RuleType, "qos_rule_type", but: []);
    let parameters = &kind.drivers[0].supported_parameters;
    assert_eq!(parameters[0].parameter_values["end"], 2_147_483_647);
    assert_eq!(parameters[2].parameter_values[1], "egress");
}
