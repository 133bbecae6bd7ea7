//! What there is but one of, without an id.

use osc_runtime::Resource;

use crate::{bare, cloud, json, sent};

/// The configuration of a domain's drivers.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/domains/{domain_id}/config", service = "identity", singleton)]
#[resource(operations(get, create, update, delete), key = "config", create_method = "PUT", update_method = "PATCH")]
pub struct DomainConfig {
    pub domain_id: String,
    pub identity: Option<osc_runtime::Value>,
}

/// Who may read a secret.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/secrets/{secret_id}/acl", service = "key-manager", singleton, key = none)]
#[resource(operations(get, update, delete))]
pub struct SecretAcl {
    pub secret_id: String,
    pub read: Option<osc_runtime::Value>,
}

/// What is the matter with a server.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers/{server_id}/diagnostics", service = "compute", singleton)]
#[resource(operations(get), key = none)]
pub struct ServerDiagnostics {
    pub server_id: String,
    pub uptime: Option<u64>,
}

/// A fail-over of a load balancer, which is an update without a body.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/lbaas/loadbalancers/{lb_id}/failover", service = "load-balancer", singleton)]
#[resource(operations(update), key = none)]
pub struct LoadBalancerFailover {
    pub lb_id: String,
}

#[tokio::test]
async fn it_is_created_read_changed_and_deleted_at_its_path() {
    let (cloud, conn) = cloud([DomainConfig::SCHEMA]).await;
    let path = "/identity/v3/domains/default/config";
    DomainConfig::create(&conn, "default").identity(serde_json::json!({"driver": "ldap"})).await.unwrap();
    assert_eq!(sent(&cloud), json(&format!("PUT {path}"), r#"{"config":{"identity":{"driver":"ldap"}}}"#));
    DomainConfig::update(&conn, "default").identity(None).await.unwrap();
    assert_eq!(sent(&cloud), json(&format!("PATCH {path}"), r#"{"config":{"identity":null}}"#));
    let config = DomainConfig::get(&conn, "default").await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("GET {path}")));
    assert_eq!((config.domain_id.as_str(), config.identity), ("default", None));
    DomainConfig::delete(&conn, "default").await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("DELETE {path}")));
}

#[tokio::test]
async fn it_needs_no_creation() {
    let (cloud, conn) = cloud([SecretAcl::SCHEMA, ServerDiagnostics::SCHEMA]).await;
    SecretAcl::update(&conn, "s1").read(serde_json::json!({"project-access": false})).await.unwrap();
    assert_eq!(sent(&cloud), json("PUT /key-manager/v1/secrets/s1/acl", r#"{"read":{"project-access":false}}"#));
    let diagnostics = ServerDiagnostics::get(&conn, "vm").await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /compute/v2.1/servers/vm/diagnostics"));
    assert_eq!((diagnostics.server_id.as_str(), diagnostics.uptime), ("vm", None));
}

/// The configuration of an amphora, which is pushed to it anew by an update without a body.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/octavia/amphorae/{amphora_id}/config", service = "load-balancer", singleton)]
#[resource(operations(update), key = none)]
pub struct AmphoraConfig {
    pub amphora_id: String,
}

/// A class of resources, of which there is nothing but its name.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/resource_classes", service = "placement", key = none, create_method = "PUT")]
#[resource(operations(create, update), update_method = "PUT")]
pub struct ResourceClass {
    #[resource(id)]
    pub name: String,
}

#[tokio::test]
async fn an_update_of_what_has_no_fields_is_sent_as_it_is() {
    let (cloud, conn) = cloud([LoadBalancerFailover::SCHEMA, AmphoraConfig::SCHEMA, ResourceClass::SCHEMA]).await;
    AmphoraConfig::update(&conn, "a1").await.unwrap();
    assert_eq!(sent(&cloud), json("PUT /load-balancer/v2/octavia/amphorae/a1/config", "{}"));
    ResourceClass::create(&conn, "CUSTOM_FPGA").await.unwrap();
    assert_eq!(sent(&cloud), bare("PUT /placement/resource_classes/CUSTOM_FPGA"));
    let class = ResourceClass::update(&conn, "CUSTOM_FPGA").await.unwrap();
    assert_eq!(
        (sent(&cloud), class.name.as_str()),
        (json("PUT /placement/resource_classes/CUSTOM_FPGA", "{}"), "CUSTOM_FPGA")
    );
    LoadBalancerFailover::update(&conn, "lb1").await.unwrap();
    assert_eq!(sent(&cloud), json("PUT /load-balancer/v2/lbaas/loadbalancers/lb1/failover", "{}"));
}
