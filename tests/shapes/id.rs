//! Ids that are called otherwise: `uuid`, `name`, an address; and numbers.

use osc_runtime::Resource;
use serde_json::json;

use crate::{bare, cloud, sent};

/// A bare metal node.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/nodes", service = "baremetal", key = none, operations(get, create))]
pub struct Node {
    #[resource(id)]
    pub uuid: String,
    pub driver: String,
}

/// A key that servers can be entered with.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/os-keypairs", service = "compute", key = "keypair", operations(get, create, delete))]
pub struct Keypair {
    #[resource(id, required)]
    pub name: String,
    pub public_key: Option<String>,
}

/// A container of secrets.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/containers", service = "key-manager", key = none, operations(get, create, delete))]
pub struct Container {
    #[resource(id)]
    pub container_ref: String,
    pub name: Option<String>,
}

/// A hypervisor.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/os-hypervisors", service = "compute", operations(list, get))]
pub struct Hypervisor {
    pub id: u64,
    #[resource(name = "hypervisor_hostname")]
    pub name: String,
}

#[tokio::test]
async fn an_id_may_be_called_uuid() {
    let (cloud, conn) = cloud([Node::SCHEMA]).await;
    let node = Node::create(&conn).driver("ipmi").await.unwrap();
    assert_eq!(Node::get(&conn, &node).await.unwrap().driver, "ipmi");
    assert_eq!(sent(&cloud), bare(&format!("GET /baremetal/v1/nodes/{}", node.uuid)));
}

#[tokio::test]
async fn an_id_may_be_the_name_that_it_is_created_with() {
    let (cloud, conn) = cloud([Keypair::SCHEMA]).await;
    let keypair = Keypair::create(&conn, "laptop").public_key("ssh-ed25519 AAAA").await.unwrap();
    assert_eq!(
        sent(&cloud),
        crate::json(
            "POST /compute/v2.1/os-keypairs",
            r#"{"keypair":{"name":"laptop","public_key":"ssh-ed25519 AAAA"}}"#
        )
    );
    Keypair::delete(&conn, &keypair).await.unwrap();
    assert_eq!(sent(&cloud), bare("DELETE /compute/v2.1/os-keypairs/laptop"));
}

#[tokio::test]
async fn of_an_address_the_last_segment_is_the_id() {
    let cloud = osc_fake::Cloud::builder()
        .resources([Container::SCHEMA])
        .seed("key-manager", "/containers", json!({"container_ref": "c0ffee", "name": "tls"}))
        .start()
        .await
        .unwrap();
    let conn = cloud.connect().await.unwrap();
    let container =
        Container { container_ref: "https://barbican.example/v1/containers/c0ffee".into(), ..Container::default() };
    assert_eq!(Container::get(&conn, &container).await.unwrap().name.as_deref(), Some("tls"));
    assert_eq!(sent(&cloud), bare("GET /key-manager/v1/containers/c0ffee"));
}

#[tokio::test]
async fn an_id_may_be_a_number() {
    let cloud = osc_fake::Cloud::builder()
        .resources([Hypervisor::SCHEMA])
        .seed("compute", "/os-hypervisors", json!({"id": 7, "hypervisor_hostname": "rack1"}))
        .start()
        .await
        .unwrap();
    let conn = cloud.connect().await.unwrap();
    let hypervisor = Hypervisor::get(&conn, 7).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /compute/v2.1/os-hypervisors/7"));
    assert_eq!(Hypervisor::get(&conn, &hypervisor).await.unwrap().name, "rack1");
    assert_eq!(Hypervisor::find(&conn, "rack1").await.unwrap().id, 7);
}
