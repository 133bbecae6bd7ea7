//! Updates by `PUT`, `PATCH`, JSON patch and `POST`.

use osc_runtime::{Resource, Value};
use serde_json::json as value;

use crate::{cloud, json, sent};

/// A router.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/routers", service = "network", operations(get, create, update))]
pub struct Router {
    pub id: String,
    pub name: String,
    pub description: Option<String>,
}

/// A volume.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/volumes", service = "block-storage", operations(get, create, update))]
pub struct Volume {
    pub id: String,
    pub name: Option<String>,
}

/// A listener of a load balancer.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/lbaas/listeners", service = "load-balancer", operations(get, create, update))]
pub struct Listener {
    pub id: String,
    pub connection_limit: Option<i64>,
}

#[tokio::test]
async fn an_update_may_be_put() {
    let (cloud, conn) = cloud([Router::SCHEMA, Volume::SCHEMA, Listener::SCHEMA]).await;
    let router = Router::create(&conn).name("edge").description("old").await.unwrap();
    let router = Router::update(&conn, &router).description(None).await.unwrap();
    let line = format!("PUT /network/v2.0/routers/{}", router.id);
    assert_eq!(sent(&cloud), json(&line, r#"{"router":{"description":null}}"#));
    assert_eq!((router.name.as_str(), router.description), ("edge", None));
    let volume = Volume::create(&conn).await.unwrap();
    Volume::update(&conn, &volume).name("data").await.unwrap();
    let line = format!("PUT /block-storage/v3/volumes/{}", volume.id);
    assert_eq!(sent(&cloud), json(&line, r#"{"volume":{"name":"data"}}"#));
    let listener = Listener::create(&conn).await.unwrap();
    Listener::update(&conn, &listener).connection_limit(-1).await.unwrap();
    let line = format!("PUT /load-balancer/v2/lbaas/listeners/{}", listener.id);
    assert_eq!(sent(&cloud), json(&line, r#"{"listener":{"connection_limit":-1}}"#));
}

/// A project.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/projects", service = "identity", operations(create, update), update_method = "PATCH")]
pub struct Project {
    pub id: String,
    #[resource(required)]
    pub name: String,
}

/// A zone.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/zones", service = "dns", key = none, operations(create, update), update_method = "PATCH")]
pub struct Zone {
    pub id: String,
    pub email: Option<String>,
}

/// A segment of the hosts of which instances are saved.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/policies", service = "clustering", operations(create, update), update_method = "PATCH")]
pub struct Policy {
    pub id: String,
    pub name: String,
}

#[tokio::test]
async fn an_update_may_be_a_patch() {
    let (cloud, conn) = cloud([Project::SCHEMA, Zone::SCHEMA, Policy::SCHEMA]).await;
    let project = Project::create(&conn, "engine").await.unwrap();
    Project::update(&conn, &project).name("mill").await.unwrap();
    let line = format!("PATCH /identity/v3/projects/{}", project.id);
    assert_eq!(sent(&cloud), json(&line, r#"{"project":{"name":"mill"}}"#));
    let zone = Zone::create(&conn).await.unwrap();
    Zone::update(&conn, &zone).email("a@example.org").await.unwrap();
    assert_eq!(sent(&cloud), json(&format!("PATCH /dns/v2/zones/{}", zone.id), r#"{"email":"a@example.org"}"#));
    let policy = Policy::create(&conn).await.unwrap();
    Policy::update(&conn, &policy).name("grow").await.unwrap();
    let line = format!("PATCH /clustering/v1/policies/{}", policy.id);
    assert_eq!(sent(&cloud), json(&line, r#"{"policy":{"name":"grow"}}"#));
}

/// A bare metal node.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/nodes", service = "baremetal", key = none, operations(create, update), update_method = "JSON-PATCH")]
pub struct Node {
    #[resource(id)]
    pub uuid: String,
    pub name: Option<String>,
    pub extra: Option<Value>,
}

/// An image.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/images", service = "image", key = none, operations(get, create, update))]
#[resource(update_method = "JSON-PATCH", content_type = "application/openstack-images-v2.1-json-patch")]
pub struct Image {
    pub id: String,
    pub name: Option<String>,
    #[resource(flatten)]
    pub properties: serde_json::Map<String, Value>,
}

/// A cluster of containers.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/clusters", service = "container-infrastructure-management", key = none)]
#[resource(operations(create, update), update_method = "JSON-PATCH")]
pub struct Cluster {
    #[resource(id)]
    pub uuid: String,
    pub node_count: Option<u32>,
}

#[tokio::test]
async fn an_update_may_be_a_json_patch() {
    let (cloud, conn) = cloud([Node::SCHEMA, Image::SCHEMA, Cluster::SCHEMA]).await;
    let node = Node::create(&conn).name("n1").await.unwrap();
    let node = Node::update(&conn, &node).name(None).extra(value!({"rack": "7"})).await.unwrap();
    assert_eq!(
        sent(&cloud),
        json(
            &format!("PATCH /baremetal/v1/nodes/{}", node.uuid),
            r#"[{"op":"remove","path":"/name"},{"op":"replace","path":"/extra","value":{"rack":"7"}}]"#
        )
    );
    assert_eq!((node.name, node.extra), (None, Some(value!({"rack": "7"}))));

    let image = Image::create(&conn).name("cirros").await.unwrap();
    let properties = serde_json::Map::from_iter([("hw_disk/bus".to_owned(), value!("virtio"))]);
    let image = Image::update(&conn, &image).name("cirros-0.6").properties(properties).await.unwrap();
    let body = concat!(
        r#"[{"op":"replace","path":"/name","value":"cirros-0.6"},"#,
        r#"{"op":"add","path":"/hw_disk~1bus","value":"virtio"}]"#
    );
    let expected = format!(
        "PATCH /image/v2/images/{}\ncontent-type: application/openstack-images-v2.1-json-patch\n\n{body}\n",
        image.id
    );
    assert_eq!(sent(&cloud), expected);
    assert_eq!(image.properties["hw_disk/bus"], "virtio");

    let cluster = Cluster::create(&conn).node_count(1u32).await.unwrap();
    let cluster = Cluster::update(&conn, &cluster).node_count(3u32).await.unwrap();
    assert_eq!(cluster.node_count, Some(3));
    assert_eq!(
        sent(&cloud),
        json(
            &format!("PATCH /container-infrastructure-management/v1/clusters/{}", cluster.uuid),
            r#"[{"op":"replace","path":"/node_count","value":3}]"#
        )
    );
}
