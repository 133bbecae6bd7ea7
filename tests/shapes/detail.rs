//! Lists at another path than the collection.

use osc_runtime::Resource;

use crate::{bare, cloud, sent};

/// A server.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers", service = "compute", list_path = "/servers/detail", operations(list, get, create))]
pub struct Server {
    pub id: String,
    pub name: String,
}

/// A volume.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/volumes", service = "block-storage", list_path = "/volumes/detail", operations(list, create))]
pub struct Volume {
    pub id: String,
    pub size: Option<u32>,
}

/// A bare metal node.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/nodes", service = "baremetal", list_path = "/nodes/detail", key = none, operations(list, create))]
pub struct Node {
    #[resource(id)]
    pub uuid: String,
    pub name: Option<String>,
}

#[tokio::test]
async fn a_list_goes_to_its_own_path_and_asks_for_no_fields() {
    let (cloud, conn) = cloud([Server::SCHEMA, Volume::SCHEMA, Node::SCHEMA]).await;
    let server = Server::create(&conn).name("web").await.unwrap();
    assert_eq!(Server::list(&conn).await.unwrap()[0].id, server.id);
    assert_eq!(sent(&cloud), bare("GET /compute/v2.1/servers/detail"));
    assert_eq!(Server::get(&conn, &server).await.unwrap().name, "web");
    Volume::create(&conn).size(8u32).await.unwrap();
    assert_eq!(Volume::list(&conn).size(8u32).await.unwrap().len(), 1);
    assert_eq!(sent(&cloud), bare("GET /block-storage/v3/volumes/detail?size=8"));
    Node::create(&conn).name("n1").await.unwrap();
    assert_eq!(Node::list(&conn).page_size(1).await.unwrap().len(), 1);
    let requests = cloud.requests();
    assert!(requests.iter().any(|request| request.query.as_deref() == Some("limit=1")));
}
