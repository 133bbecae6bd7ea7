use osc_services::network::fwaas::{FirewallGroup, FirewallPolicy, FirewallRule};

#[test]
fn a_firewall_is_read_from_its_group_to_its_rules() {
    let group = assert_read!(FirewallGroup, "firewall_group", but: ["tenant_id"]);
    assert_eq!((group.status.as_str(), group.egress_firewall_policy_id), ("INACTIVE", None));
    let policy = assert_read!(FirewallPolicy, "firewall_policy", but: ["tenant_id"]);
    assert_eq!(group.ingress_firewall_policy_id, Some(policy.id));
    let rule = assert_read!(FirewallRule, "firewall_rule", but: ["tenant_id"]);
    assert_eq!(policy.firewall_rules, [rule.id]);
    assert_eq!((rule.destination_port.as_deref(), rule.source_port), (Some("22"), None));
    assert_eq!(rule.firewall_policy_id.len(), 1);
}
