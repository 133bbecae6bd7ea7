//! Load balancers, of both versions of LBaaS.

use osc_services::network::{lb, lbaas};
use serde_json::json;

use crate::recipe::Recipe;

const GONE: &str = "left OpenStack with release Stein, and its last package (neutron-lbaas 14.0) cannot be loaded by a Neutron \
    of today";

pub(crate) fn all() -> Vec<Recipe> {
    let mut all = version_1();
    all.extend(version_2().into_iter().map(|recipe| recipe.extension("lbaasv2").absent(GONE)));
    all
}

fn version_1() -> Vec<Recipe> {
    vec![
        Recipe::of::<lb::Pool>("lb_pool")
            .extension("lbaas")
            .create(json!({
                "subnet_id": "$subnet:plain", "protocol": "HTTP", "lb_method": "ROUND_ROBIN", "description": "made",
                "admin_state_up": true,
            }))
            .update(json!({"name": "osc-changed", "description": "changed", "lb_method": "LEAST_CONNECTIONS"})),
        Recipe::of::<lb::Vip>("lb_vip")
            .extension("lbaas")
            .create(json!({
                "subnet_id": "$subnet:plain", "protocol": "HTTP", "protocol_port": 80, "pool_id": "$lb_pool",
                "address": "10.21.0.200", "description": "made", "connection_limit": 100,
                "session_persistence": {"type": "HTTP_COOKIE"},
            }))
            .update(json!({"name": "osc-changed", "description": "changed", "connection_limit": 50})),
        Recipe::of::<lb::Member>("lb_member")
            .extension("lbaas")
            .create(json!({"pool_id": "$lb_pool", "address": "10.21.0.9", "protocol_port": 8080, "weight": 2}))
            .update(json!({"weight": 7, "admin_state_up": false})),
        Recipe::of::<lb::HealthMonitor>("lb_health_monitor")
            .extension("lbaas")
            .create(json!({
                "type": "HTTP", "delay": 5, "timeout": 3, "max_retries": 2, "http_method": "GET", "url_path": "/health",
                "expected_codes": "200",
            }))
            .update(json!({"delay": 7, "url_path": "/other", "admin_state_up": false})),
        Recipe::of::<lb::PoolHealthMonitor>("lb_pool_health_monitor")
            .extension("lbaas")
            .parents(&["$lb_pool"])
            .create(json!({"id": "$lb_health_monitor"})),
    ]
}

fn version_2() -> Vec<Recipe> {
    vec![
        Recipe::of::<lbaas::LoadBalancer>("load_balancer")
            .create(json!({"vip_subnet_id": "$subnet:plain", "vip_address": "10.21.0.201", "description": "made"}))
            .update(json!({"name": "osc-changed", "description": "changed", "admin_state_up": false}))
            .act("stats", json!({}))
            .act("statuses", json!({}))
            .act("hosting_agent", json!({})),
        Recipe::of::<lbaas::Listener>("listener")
            .create(json!({
                "loadbalancer_id": "$load_balancer", "protocol": "HTTP", "protocol_port": 80, "connection_limit": 100,
                "description": "made",
            }))
            .update(json!({"name": "osc-changed", "description": "changed", "connection_limit": 50})),
        Recipe::of::<lbaas::Pool>("lbaas_pool")
            .create(json!({
                "lb_algorithm": "ROUND_ROBIN", "protocol": "HTTP", "listener_id": "$listener", "description": "made",
                "session_persistence": {"type": "HTTP_COOKIE"},
            }))
            .update(json!({"name": "osc-changed", "lb_algorithm": "SOURCE_IP", "session_persistence": null})),
        Recipe::of::<lbaas::Member>("lbaas_member")
            .parents(&["$lbaas_pool"])
            .create(json!({"address": "10.21.0.9", "protocol_port": 8080, "subnet_id": "$subnet:plain", "weight": 2}))
            .also(json!({"address": "10.21.0.10"}))
            .update(json!({"weight": 7, "admin_state_up": false})),
        Recipe::of::<lbaas::HealthMonitor>("lbaas_health_monitor")
            .create(json!({
                "pool_id": "$lbaas_pool", "type": "HTTP", "delay": 5, "timeout": 3, "max_retries": 2,
                "max_retries_down": 4, "http_method": "GET", "url_path": "/health", "expected_codes": "200",
            }))
            .update(json!({"name": "osc-changed", "delay": 7, "url_path": "/other"})),
        Recipe::of::<lbaas::L7Policy>("l7_policy")
            .create(json!({
                "listener_id": "$listener", "action": "REDIRECT_TO_URL", "redirect_url": "http://example.org/",
                "position": 1, "description": "made",
            }))
            .update(json!({"name": "osc-changed", "action": "REJECT", "redirect_url": null})),
        Recipe::of::<lbaas::L7Rule>("l7_rule")
            .parents(&["$l7_policy"])
            .create(
                json!({"type": "HEADER", "compare_type": "EQUAL_TO", "key": "X-Shop", "value": "1", "invert": false}),
            )
            .also(json!({"value": "2"}))
            .update(json!({"value": "3", "invert": true})),
    ]
}
