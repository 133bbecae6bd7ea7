//! Lists that ask for just the fields that are read.

use osc_runtime::{Projection, Resource, Service};

use crate::{bare, cloud, sent};

/// A network of which nothing but its name is wanted.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/networks", service = "network")]
pub struct Network {
    pub id: String,
    pub name: String,
    #[resource(name = "router:external")]
    pub is_external: bool,
}

/// A load balancer's pool.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/lbaas/pools", service = "load-balancer")]
pub struct Pool {
    pub id: String,
}

/// A bare metal port.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/ports", service = "baremetal", key = none)]
pub struct BaremetalPort {
    #[resource(id)]
    pub uuid: String,
    pub address: String,
}

/// A server: Nova sends all.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers", service = "compute")]
pub struct Server {
    pub id: String,
}

#[tokio::test]
async fn a_list_asks_for_the_fields_of_the_struct_where_the_service_can() {
    let (cloud, conn) = cloud([Network::SCHEMA, Pool::SCHEMA, BaremetalPort::SCHEMA, Server::SCHEMA]).await;
    Network::create(&conn).name("public").is_external(true).await.unwrap();
    let networks = Network::list(&conn).name("public").await.unwrap();
    let query = "name=public&fields=id&fields=name&fields=router%3Aexternal&limit=1000";
    assert_eq!(sent(&cloud), bare(&format!("GET /network/v2.0/networks?{query}")));
    assert!(networks[0].is_external);
    Pool::list(&conn).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /load-balancer/v2/lbaas/pools?fields=id"));
    BaremetalPort::list(&conn).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /baremetal/v1/ports?fields=uuid%2Caddress"));
    Server::list(&conn).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /compute/v2.1/servers"));
}

#[tokio::test]
async fn all_fields_can_be_asked_for() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    Network::list(&conn).all_fields().await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/networks?limit=1000"));
    Network::list(&conn).query("fields", "id").await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/networks?fields=id&limit=1000"));
    let conn =
        cloud.connection().service(Service::new("network").projection(Projection::None)).connect().await.unwrap();
    Network::list(&conn).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/networks?limit=1000"));
}

#[tokio::test]
async fn a_service_of_ones_own_says_how_it_is_asked() {
    let (cloud, _) = cloud([Server::SCHEMA]).await;
    let service = Service::new("compute").projection(Projection::Comma);
    let conn = cloud.connection().service(service).connect().await.unwrap();
    Server::list(&conn).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /compute/v2.1/servers?fields=id"));
}
