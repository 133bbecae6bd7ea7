//! Where calls go that are not below their resource's own path, and what they send.

#![expect(clippy::unwrap_used, reason = "what cannot be prepared cannot be tested")]

use osc_fake::{Answer, Cloud};
use osc_runtime::{Connection, Resource};
use osc_services::network::Agent;
use osc_services::network::bgp::{DynamicRoutingAgent, Speaker};
use osc_services::network::fwaas::FirewallPolicy;
use osc_services::network::qos::{BandwidthLimitRule, Policy};
use osc_services::network::vpn::EndpointGroup;

async fn cloud() -> (Cloud, Connection) {
    let resources = [
        Policy::SCHEMA,
        BandwidthLimitRule::SCHEMA,
        Speaker::SCHEMA,
        DynamicRoutingAgent::SCHEMA,
        Agent::SCHEMA,
        FirewallPolicy::SCHEMA,
        EndpointGroup::SCHEMA,
    ];
    let cloud = Cloud::builder().resources(resources).start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    (cloud, conn)
}

/// The last request: method, path and query, body.
fn sent(cloud: &Cloud) -> String {
    let request = cloud.requests().pop().unwrap();
    let query = request.query.as_deref().map(|query| format!("?{query}")).unwrap_or_default();
    let body = String::from_utf8(request.body).unwrap();
    format!("{} {}{query} {body}", request.method, request.path).trim_end().to_owned()
}

#[tokio::test]
async fn a_rule_is_read_changed_and_deleted_by_its_id_alone() {
    let (cloud, conn) = cloud().await;
    let answer = || Answer::new(200).body(r#"{"alias_bandwidth_limit_rule": {"id": "r1", "max_kbps": 9}}"#);
    cloud.answer_next(answer());
    assert_eq!(BandwidthLimitRule::get_by_id(&conn, "r1").await.unwrap().max_kbps, 9);
    assert_eq!(sent(&cloud), "GET /network/v2.0/qos/alias-bandwidth-limit-rules/r1");
    cloud.answer_next(answer());
    BandwidthLimitRule::update_by_id(&conn, "r1").max_kbps(9).await.unwrap();
    let body = r#"{"alias_bandwidth_limit_rule":{"max_kbps":9}}"#;
    assert_eq!(sent(&cloud), format!("PUT /network/v2.0/qos/alias-bandwidth-limit-rules/r1 {body}"));
    cloud.answer_next(Answer::new(204));
    BandwidthLimitRule::delete_by_id(&conn, "r1").await.unwrap();
    assert_eq!(sent(&cloud), "DELETE /network/v2.0/qos/alias-bandwidth-limit-rules/r1");
}

#[tokio::test]
async fn the_tags_of_a_policy_are_not_below_its_own_path() {
    let (cloud, conn) = cloud().await;
    cloud.answer_next(Answer::new(200).body(r#"{"tags": ["gold"]}"#));
    assert_eq!(Policy::tags(&conn, "p1").await.unwrap(), ["gold"]);
    assert_eq!(sent(&cloud), "GET /network/v2.0/policies/p1/tags");
    cloud.answer_next(Answer::new(200));
    Policy::add_tag(&conn, "p1", "a/b").await.unwrap();
    assert_eq!(sent(&cloud), "PUT /network/v2.0/policies/p1/tags/a%2Fb");
    Policy::list(&conn).any_tags("gold,silver").all_fields().await.unwrap();
    assert_eq!(sent(&cloud), "GET /network/v2.0/qos/policies?tags-any=gold%2Csilver&limit=1000");
}

#[tokio::test]
async fn agents_of_dynamic_routing_are_listed_by_their_type() {
    let (cloud, conn) = cloud().await;
    DynamicRoutingAgent::list(&conn).all_fields().await.unwrap();
    let query = "agent_type=BGP%20dynamic%20routing%20agent&limit=1000";
    assert_eq!(sent(&cloud), format!("GET /network/v2.0/agents?{query}"));
    cloud.answer_next(Answer::new(201));
    DynamicRoutingAgent::add_speaker(&conn, "a1", "s1").await.unwrap();
    assert_eq!(sent(&cloud), r#"POST /network/v2.0/agents/a1/bgp-drinstances {"bgp_speaker_id":"s1"}"#);
    cloud.answer_next(Answer::new(204));
    DynamicRoutingAgent::remove_speaker(&conn, "a1", "s1").await.unwrap();
    assert_eq!(sent(&cloud), "DELETE /network/v2.0/agents/a1/bgp-drinstances/s1");
}

#[tokio::test]
async fn a_firewall_policy_s_answer_has_no_envelope() {
    let (cloud, conn) = cloud().await;
    cloud.answer_next(Answer::new(200).body(r#"{"id": "p1", "firewall_rules": ["r1", "r2"]}"#));
    let rules = FirewallPolicy::insert_rule(&conn, "p1", "r2").insert_after("r1").await.unwrap();
    assert_eq!(rules, ["r1", "r2"]);
    let body = r#"{"firewall_rule_id":"r2","insert_after":"r1"}"#;
    assert_eq!(sent(&cloud), format!("PUT /network/v2.0/fwaas/firewall_policies/p1/insert_rule {body}"));
}

#[tokio::test]
async fn endpoint_groups_are_filtered_by_the_type_s_other_name() {
    let (cloud, conn) = cloud().await;
    EndpointGroup::list(&conn).kind("cidr").all_fields().await.unwrap();
    assert_eq!(sent(&cloud), "GET /network/v2.0/vpn/endpoint-groups?endpoint_type=cidr&limit=1000");
}
