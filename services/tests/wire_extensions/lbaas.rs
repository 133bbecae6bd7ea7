//! Release 2026.2 has no such extension: the fixtures are of the form that neutron-lbaas 14 writes.

use osc_services::network::lbaas::{HealthMonitor, L7Policy, L7Rule, Listener, LoadBalancer, Member, Pool};

#[test]
fn a_load_balancer_is_read_with_what_it_consists_of() {
    let balancer = assert_read!(LoadBalancer, "lbaas_loadbalancer", but: ["tenant_id"]);
    assert_eq!((balancer.provisioning_status.as_str(), balancer.operating_status.as_str()), ("ACTIVE", "ONLINE"));
    let listener = assert_read!(Listener, "lbaas_listener", but: ["tenant_id"]);
    assert_eq!((listener.loadbalancers[0].id.as_str(), listener.connection_limit), (balancer.id.as_str(), -1));
    let pool = assert_read!(Pool, "lbaas_pool", but: ["tenant_id"]);
    assert_eq!(listener.default_pool_id, Some(pool.id));
    assert_eq!(pool.session_persistence.unwrap().kind, "HTTP_COOKIE");
    let member = assert_read!(Member, "lbaas_member", but: ["tenant_id"]);
    assert_eq!((member.id, member.protocol_port), (pool.members[0].id.clone(), 8080));
}

#[test]
fn a_health_monitor_is_read() {
    let monitor = assert_read!(HealthMonitor, "lbaas_healthmonitor", but: ["tenant_id"]);
    assert_eq!((monitor.kind.as_str(), monitor.max_retries_down), ("HTTP", Some(3)));
}

#[test]
fn a_policy_is_read_with_its_rule() {
    let policy = assert_read!(L7Policy, "lbaas_l7policy", but: ["tenant_id"]);
    assert_eq!((policy.action.as_str(), policy.redirect_pool_id), ("REDIRECT_TO_URL", None));
    let rule = assert_read!(L7Rule, "lbaas_l7rule", but: ["tenant_id"]);
    assert_eq!((rule.id, rule.key.as_deref()), (policy.rules[0].id.clone(), Some("X-Area")));
}
