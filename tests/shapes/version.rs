//! Microversions of fields, operations and actions.

use osc_fake::Cloud;
use osc_runtime::schema::Microversion;
use osc_runtime::{Method, Resource, Service, actions};

use crate::{cloud, sent};

/// A server.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers", service = "compute", operations(list, get, create, update(since = "2.3")), actions)]
pub struct Server {
    pub id: String,
    pub name: String,
    #[resource(since = "2.19")]
    pub description: Option<String>,
    #[resource(create_only, write_only, since = "2.63")]
    pub trusted_image_certificates: Option<Vec<String>>,
    #[resource(create_only, write_only, until = "2.35")]
    pub injected_files: Option<Vec<String>>,
}

#[actions("/servers/{id}")]
impl Server {
    /// Restores it from an image.
    #[action(post = "action", key = "unshelve", since = "2.77")]
    pub fn unshelve(
        #[action(since = "2.91")]
        /// The host to put it on.
        host: Option<String>,
    );
}

/// A snapshot of several volumes.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/group_snapshots", service = "block-storage")]
#[resource(operations(list(since = "3.14"), get(since = "3.14"), create(since = "3.14")))]
pub struct GroupSnapshot {
    pub id: String,
    pub name: Option<String>,
}

/// A bare metal node.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/nodes", service = "baremetal", key = none, operations(list, get, create))]
pub struct Node {
    #[resource(id)]
    pub uuid: String,
    #[resource(since = "1.65")]
    pub lessee: Option<String>,
}

/// The version that the last request asked for.
fn asked(cloud: &Cloud) -> Option<String> {
    let requests = cloud.requests();
    let headers = &requests.last().unwrap().headers;
    headers.iter().find(|(name, _)| name == "openstack-api-version").map(|(_, version)| version.clone())
}

#[tokio::test]
async fn the_lowest_version_is_asked_for_that_has_what_is_used_and_read() {
    let (cloud, conn) = cloud([Server::SCHEMA, GroupSnapshot::SCHEMA, Node::SCHEMA]).await;
    let server = Server::create(&conn).name("web").await.unwrap();
    let body = r#"{"server":{"name":"web"}}"#;
    let head = "POST /compute/v2.1/servers\nopenstack-api-version: compute 2.19\nx-openstack-nova-api-version: 2.19\ncontent-type: application/json";
    assert_eq!(sent(&cloud), format!("{head}\n\n{body}\n"));
    Server::create(&conn).trusted_image_certificates(vec!["c1".to_owned()]).await.unwrap();
    assert_eq!(asked(&cloud).as_deref(), Some("compute 2.63"));
    let description = Server::get(&conn, &server).await.unwrap().description;
    assert_eq!((asked(&cloud).as_deref(), description), (Some("compute 2.19"), None));
    Server::unshelve(&conn, &server).await.unwrap();
    assert_eq!(asked(&cloud).as_deref(), Some("compute 2.77"));
    Server::unshelve(&conn, &server).host("rack1").await.unwrap();
    assert_eq!(asked(&cloud).as_deref(), Some("compute 2.91"));

    GroupSnapshot::create(&conn).await.unwrap();
    assert_eq!(asked(&cloud).as_deref(), Some("volume 3.14"));
    Node::list(&conn).await.unwrap();
    let versions = "openstack-api-version: baremetal 1.65\nx-openstack-ironic-api-version: 1.65\n";
    assert_eq!(sent(&cloud), format!("GET /baremetal/v1/nodes?fields=uuid%2Clessee\n{versions}"));
}

#[tokio::test]
async fn the_range_is_asked_for_once() {
    let (cloud, conn) = cloud([Server::SCHEMA]).await;
    let (one, other) = tokio::join!(Server::list(&conn), Server::list(&conn));
    assert!(one.is_ok() && other.is_ok());
    Server::list(&conn).await.unwrap();
    let requests = cloud.requests();
    let documents = requests.iter().filter(|request| request.path == "/compute/v2.1/").count();
    assert_eq!((documents, requests.len()), (1, 5));
}

#[tokio::test]
async fn what_the_cloud_does_not_offer_is_refused_before_it_is_sent() {
    let cloud = Cloud::builder().resources([Server::SCHEMA]);
    let cloud =
        cloud.microversions("compute", Microversion::new(2, 1), Microversion::new(2, 15)).start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    let error = Server::create(&conn).description("a server").await.unwrap_err().to_string();
    let told = "`description` of server needs compute 2.19 or newer; this cloud's compute offers 2.1 to 2.15 \
                (compute in RegionOne)";
    assert_eq!(error, told);
    assert!(!cloud.requests().iter().any(|request| request.path.ends_with("/servers")));
    // What would only be read is done without.
    Server::list(&conn).await.unwrap();
    assert_eq!(asked(&cloud).as_deref(), Some("compute 2.15"));
    let error = Server::unshelve(&conn, "s1").await.unwrap_err().to_string();
    assert!(error.starts_with("`unshelve` of server needs compute 2.77 or newer"), "{error}");
}

#[tokio::test]
async fn no_version_has_what_comes_after_the_end_of_another() {
    let (_cloud, conn) = cloud([Server::SCHEMA]).await;
    let server = Server::create(&conn).injected_files(vec!["motd".to_owned()]);
    let error = server.trusted_image_certificates(vec!["c1".to_owned()]).await.unwrap_err().to_string();
    let told = "`injected_files` of server is gone after 2.35, and `trusted_image_certificates` of server comes with \
                2.63: no version has both";
    assert_eq!(error, told);
}

#[tokio::test]
async fn the_newest_version_can_be_held_down() {
    let (cloud, _) = cloud([Server::SCHEMA]).await;
    let service = Service::new("compute").microversion(Microversion::new(2, 10));
    let conn = cloud.connection().service(service).connect().await.unwrap();
    Server::list(&conn).await.unwrap();
    assert_eq!(asked(&cloud).as_deref(), Some("compute 2.10"));
}

#[tokio::test]
async fn a_request_of_any_kind_can_ask_for_one() {
    let (cloud, conn) = cloud([Server::SCHEMA]).await;
    conn.request(Method::Get, "compute", "/servers").microversion(Microversion::new(2, 30)).await.unwrap();
    assert_eq!(asked(&cloud).as_deref(), Some("compute 2.30"));
    conn.request(Method::Get, "compute", "/servers").await.unwrap();
    assert_eq!(asked(&cloud), None);
}
