//! How packets are treated: quality of service, and records of what security groups do.

use std::slice::from_ref;

use osc_services::network::log::{Log, LoggableResource};
use osc_services::network::qos::{
    BandwidthLimitRule, DscpMarkingRule, MinimumBandwidthRule, MinimumPacketRateRule, PacketRateLimitRule, Policy,
    RuleType,
};
use osc_services::network::{FloatingIpPool, Network, SecurityGroup};

use crate::{connect, unique};

#[tokio::test]
async fn a_policy_has_rules_of_each_kind_and_a_network_has_the_policy() {
    let conn = connect().await;
    let name = unique("gold");
    let policy = Policy::create(&conn).name(&name).description("of the shop").await.unwrap();
    BandwidthLimitRule::create(&conn, &policy, 1000).max_burst_kbps(100).direction("ingress").await.unwrap();
    DscpMarkingRule::create(&conn, &policy, 26).await.unwrap();
    MinimumBandwidthRule::create(&conn, &policy, 500).await.unwrap();
    MinimumPacketRateRule::create(&conn, &policy, 50).direction("any").await.unwrap();
    PacketRateLimitRule::create(&conn, &policy, 60).max_burst_kpps(6).await.unwrap();
    let policy = Policy::find(&conn, &name).await.unwrap();
    let mut kinds: Vec<_> = policy.rules.iter().map(|rule| rule.kind.as_str()).collect();
    kinds.sort_unstable();
    let mut known: Vec<_> = RuleType::list(&conn).all_rules(true).await.unwrap();
    known.sort_unstable_by(|one, other| one.kind.cmp(&other.kind));
    assert_eq!(kinds, known.iter().map(|kind| kind.kind.as_str()).collect::<Vec<_>>());
    assert!(!RuleType::get(&conn, "bandwidth_limit").await.unwrap().drivers.is_empty());

    let network = Network::create(&conn).name(&name).qos_policy_id(&policy).await.unwrap();
    assert_eq!(network.qos_policy_id.as_ref(), Some(&policy.id));
    assert_eq!(Policy::delete(&conn, &policy).await.unwrap_err().status(), Some(409));
    Network::delete(&conn, &network).await.unwrap();
    Policy::delete(&conn, &policy).await.unwrap();
}

#[tokio::test]
async fn a_rule_is_changed_below_its_policy_and_by_its_id_alone() {
    let conn = connect().await;
    let policy = Policy::create(&conn).name(unique("silver")).await.unwrap();
    let rules = [1, 2].map(|n| BandwidthLimitRule::create(&conn, &policy, n * 1000));
    let [ingress, egress] = rules;
    let rules = BandwidthLimitRule::create_many([ingress.direction("ingress"), egress]).await.unwrap();
    let rule = &rules[0];
    assert_eq!((rule.qos_policy_id.as_str(), rule.direction.as_str()), (policy.id.as_str(), "ingress"));
    let found = BandwidthLimitRule::list(&conn, &policy).max_kbps(1000).await.unwrap();
    assert_eq!(found, from_ref(rule));
    let rule = BandwidthLimitRule::update(&conn, &policy, &rule.id).max_burst_kbps(7).await.unwrap();
    assert_eq!(rule.max_burst_kbps, 7);

    let rule = BandwidthLimitRule::update_by_id(&conn, &rule.id).max_kbps(1500).await.unwrap();
    assert_eq!((rule.max_kbps, rule.max_burst_kbps), (1500, 7));
    assert_eq!(BandwidthLimitRule::get_by_id(&conn, &rule.id).await.unwrap(), rule);
    BandwidthLimitRule::delete_by_id(&conn, &rule.id).await.unwrap();
    assert_eq!(Policy::get(&conn, &policy).await.unwrap().rules.len(), 1);
    Policy::delete(&conn, &policy).await.unwrap();
}

#[tokio::test]
async fn a_policy_has_tags_and_lists_are_narrowed_to_them() {
    let conn = connect().await;
    let tag = unique("tag");
    let policy = Policy::create(&conn).name(&tag).await.unwrap();
    Policy::set_tags(&conn, &policy, [&tag, "web"]).await.unwrap();
    Policy::add_tag(&conn, &policy, "a b").await.unwrap();
    Policy::remove_tag(&conn, &policy, "web").await.unwrap();
    let mut tags = Policy::tags(&conn, &policy).await.unwrap();
    tags.sort_unstable();
    assert_eq!(tags, ["a b", &tag]);
    let tagged = |policies: Vec<Policy>| policies.into_iter().map(|policy| policy.id).collect::<Vec<_>>();
    assert_eq!(tagged(Policy::list(&conn).any_tags(format!("{tag},other")).await.unwrap()), from_ref(&policy.id));
    assert!(!tagged(Policy::list(&conn).not_tags(&tag).await.unwrap()).contains(&policy.id));
    Policy::clear_tags(&conn, &policy).await.unwrap();
    assert_eq!(Policy::get(&conn, &policy).await.unwrap().tags, [""; 0]);
    Policy::delete(&conn, &policy).await.unwrap();
}

#[tokio::test]
async fn a_change_of_a_policy_can_be_of_one_revision_alone() {
    let conn = connect().await;
    let policy = Policy::create(&conn).name(unique("revised")).await.unwrap();
    DscpMarkingRule::create(&conn, &policy, 26).await.unwrap();
    // The rule counts as a change of its policy.
    let late = Policy::update(&conn, &policy).description("mine").if_revision(policy.revision_number).await;
    assert!(late.unwrap_err().is_precondition_failed());
    let policy = Policy::get(&conn, &policy).await.unwrap();
    Policy::delete(&conn, &policy).if_revision(policy.revision_number).await.unwrap();
}

#[tokio::test]
async fn a_log_of_a_security_group_is_made_and_ended() {
    let conn = connect().await;
    let name = unique("dropped");
    let kinds = LoggableResource::list(&conn).await.unwrap();
    assert!(kinds.iter().any(|kind| kind.kind == "security_group"), "{kinds:?}");
    let group = SecurityGroup::create(&conn).name(&name).await.unwrap();
    let log =
        Log::create(&conn, "security_group").name(&name).resource_id(group.id.as_str()).event("DROP").await.unwrap();
    assert!(log.enabled);
    assert_eq!(Log::list(&conn).resource_id(group.id.as_str()).event("DROP").await.unwrap(), from_ref(&log));
    let log = Log::update(&conn, &log).enabled(false).description("for audits").await.unwrap();
    assert_eq!((log.enabled, log.description.as_str()), (false, "for audits"));
    Log::delete(&conn, &log).await.unwrap();
    SecurityGroup::delete(&conn, &group).await.unwrap();
}

#[tokio::test]
async fn floating_ips_come_from_subnets_of_external_networks() {
    let conn = connect().await;
    for pool in FloatingIpPool::list(&conn).await.unwrap() {
        assert!(Network::get(&conn, &pool.network_id).await.unwrap().is_external, "{pool:?}");
    }
}
