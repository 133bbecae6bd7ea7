//! Which endpoint is used, and what is asked to know it.

use osc_fake::Cloud;
use osc_runtime::{Connection, Interface, Method, Resource, Service};
use serde_json::json;

use crate::lines;

/// A volume.
#[derive(Debug, Resource)]
#[resource(base_path = "/volumes", service = "block-storage")]
struct Volume {
    id: String,
}

/// A server.
#[derive(Debug, Resource)]
#[resource(base_path = "/servers", service = "compute")]
struct Server {
    id: String,
    #[resource(since = "2.19")]
    description: Option<String>,
}

/// Where requests go to, behind the sign-in.
fn asked(cloud: &Cloud) -> Vec<String> {
    lines(&cloud.requests()).into_iter().filter(|line| !line.ends_with("/auth/tokens")).collect()
}

/// Cinder, as behind a proxy that rewrites no links: they lead to where nobody can reach it.
fn cinder() -> osc_runtime::Value {
    json!({"versions": [
        {"id": "v2.0", "status": "DEPRECATED", "version": "", "min_version": "",
         "links": [{"rel": "self", "href": "http://10.0.0.7:8776/v2/"}]},
        {"id": "v3.0", "status": "CURRENT", "version": "3.71", "min_version": "3.0",
         "links": [{"rel": "self", "href": "http://10.0.0.7:8776/v3/"}]},
    ]})
}

async fn connect(cloud: &Cloud, service: Service) -> Connection {
    cloud.connection().service(service).connect().await.unwrap()
}

#[tokio::test]
async fn an_endpoint_of_another_version_leads_to_the_one_that_is_wanted_whatever_host_its_links_name() {
    let cloud = Cloud::builder()
        .resources([Volume::SCHEMA])
        .unlisted("block-storage")
        .endpoint("volumev2", "public", "RegionOne", "{origin}/block-storage/v2/$(project_id)s")
        .version_document("/block-storage/", 300, cinder())
        .start()
        .await
        .unwrap();
    let conn = cloud.connect().await.unwrap();
    let project = conn.project_id().await.unwrap().unwrap();
    let list = format!("GET /block-storage/v3/{project}/volumes");
    // What is served there is no matter.
    let _ = Volume::list(&conn).await;
    let _ = Volume::list(&conn).await;
    assert_eq!(asked(&cloud), ["GET /block-storage/".to_owned(), list.clone(), list]);
}

#[tokio::test]
async fn an_endpoint_of_the_wanted_version_is_asked_nothing() {
    let cloud = Cloud::builder()
        .resources([Volume::SCHEMA])
        .unlisted("block-storage")
        .endpoint("volumev3", "public", "RegionOne", "{origin}/block-storage/v3")
        .start()
        .await
        .unwrap();
    Volume::list(&cloud.connect().await.unwrap()).await.unwrap();
    assert_eq!(asked(&cloud), ["GET /block-storage/v3/volumes"]);
}

#[tokio::test]
async fn a_version_that_a_service_has_not_is_an_error_that_lists_those_it_has() {
    let cloud = Cloud::builder()
        .resources([Volume::SCHEMA])
        .version_document("/block-storage/", 300, cinder())
        .start()
        .await
        .unwrap();
    let conn = connect(&cloud, Service::new("block-storage").api_version("4")).await;
    let error = Volume::list(&conn).await.unwrap_err();
    let expected = format!(
        "no v4 of `block-storage` at {}/block-storage/; it has `v2`, `v3` (block-storage in RegionOne); say which with \
         `block_storage_api_version`",
        cloud.origin()
    );
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_version_can_be_chosen() {
    let cloud = Cloud::builder()
        .resources([Volume::SCHEMA])
        .version_document("/block-storage/", 300, cinder())
        .start()
        .await
        .unwrap();
    let conn = connect(&cloud, Service::new("volume").api_version("2")).await;
    let _ = Volume::list(&conn).await;
    assert_eq!(asked(&cloud), ["GET /block-storage/", "GET /block-storage/v2/volumes"]);
}

#[tokio::test]
async fn a_service_that_keeps_its_versions_to_itself_is_used_as_the_catalog_has_it() {
    let cloud = Cloud::builder()
        .resources([Volume::SCHEMA])
        .unlisted("block-storage")
        .endpoint("volumev2", "public", "RegionOne", "{origin}/block-storage/v2")
        .version_document("/block-storage/", 404, json!({}))
        .start()
        .await
        .unwrap();
    let conn = cloud.connect().await.unwrap();
    let _ = Volume::list(&conn).await;
    assert_eq!(asked(&cloud), ["GET /block-storage/", "GET /block-storage/v2/volumes"]);
}

#[tokio::test]
async fn microversions_are_found_at_the_version_or_above_it_once_for_many_at_once() {
    let nova = json!({"versions": [
        {"id": "v2.0", "status": "SUPPORTED", "version": "", "min_version": "", "links": []},
        {"id": "v2.1", "status": "CURRENT", "version": "2.96", "min_version": "2.1",
         "links": [{"rel": "self", "href": "http://10.0.0.7/v2.1/"}]},
    ]});
    let cloud = Cloud::builder()
        .resources([Server::SCHEMA])
        .version_document("/compute/v2.1/", 404, json!({}))
        .version_document("/compute/", 200, nova)
        .start()
        .await
        .unwrap();
    let conn = cloud.connect().await.unwrap();
    let lists = (0..20).map(|_| Server::list(&conn).into_future());
    futures_util::future::try_join_all(lists).await.unwrap();
    let documents: Vec<_> = asked(&cloud).into_iter().filter(|line| !line.contains("servers")).collect();
    assert_eq!(documents, ["GET /compute/v2.1/", "GET /compute/"]);
    let requests = cloud.requests();
    let version = requests.last().unwrap().headers.iter().find(|(name, _)| name == "openstack-api-version");
    assert_eq!(version.unwrap().1, "compute 2.19");
}

#[tokio::test]
async fn a_usual_microversion_is_sent_where_none_is_needed_and_raised_where_one_is() {
    let cloud = Cloud::builder()
        .resources([Server::SCHEMA])
        .microversions("compute", "2.1".parse().unwrap(), "2.96".parse().unwrap())
        .start()
        .await
        .unwrap();
    let version = |cloud: &Cloud| {
        let requests = cloud.requests();
        let headers = requests.last().unwrap().headers.clone();
        headers.into_iter().find(|(name, _)| name == "openstack-api-version").map(|(_, version)| version)
    };
    let conn = connect(&cloud, Service::new("compute").default_microversion("2.7".parse().unwrap())).await;
    conn.request(Method::Get, "compute", "/servers").await.unwrap();
    assert_eq!(version(&cloud).as_deref(), Some("compute 2.7"));
    Server::list(&conn).await.unwrap();
    assert_eq!(version(&cloud).as_deref(), Some("compute 2.19"));
}

#[tokio::test]
async fn interfaces_are_tried_in_their_order_and_regions_are_kept_apart() {
    let endpoint = |interface: &str, region: &str, path: &str| {
        (interface.to_owned(), region.to_owned(), format!("{{origin}}/{path}/v3"))
    };
    let endpoints = [
        endpoint("public", "RegionOne", "one-public"),
        endpoint("internal", "RegionOne", "one-internal"),
        endpoint("public", "RegionTwo", "two-public"),
    ];
    let mut builder = Cloud::builder();
    for (interface, region, url) in endpoints {
        builder = builder.endpoint("block-storage", interface, region, url);
    }
    let cloud = builder.start().await.unwrap();
    let cases: [(&str, &[Interface], &str); 4] = [
        ("RegionOne", &[Interface::Internal, Interface::Public], "GET /one-internal/v3/volumes"),
        ("RegionTwo", &[Interface::Internal, Interface::Public], "GET /two-public/v3/volumes"),
        ("RegionOne", &[Interface::Admin, Interface::Public, Interface::Internal], "GET /one-public/v3/volumes"),
        ("RegionOne", &[], "GET /one-public/v3/volumes"),
    ];
    for (region, interfaces, expected) in cases {
        let service = Service::new("block-storage").interfaces(interfaces.iter().copied());
        let conn = cloud.connection().region(region).service(service).connect().await.unwrap();
        let _ = Volume::list(&conn).await;
        assert_eq!(asked(&cloud).last().unwrap(), expected);
    }
    let service = Service::new("block-storage").interfaces([Interface::Admin, Interface::Internal]);
    let conn = cloud.connection().region("RegionTwo").service(service).connect().await.unwrap();
    assert_eq!(
        Volume::list(&conn).await.unwrap_err().to_string(),
        "no admin or internal endpoint for `block-storage` in region `RegionTwo`; the catalog has it as `public`"
    );
}

#[tokio::test]
async fn without_a_region_the_first_by_name_is_used_every_time() {
    let mut builder = Cloud::builder();
    for region in ["Beta", "Alpha", "Gamma"] {
        builder = builder.endpoint("block-storage", "public", region, format!("{{origin}}/{region}/v3"));
    }
    let cloud = builder.start().await.unwrap();
    let profile = osc_runtime::Profile::new();
    let conn = cloud.connection().profile(profile).connect().await.unwrap();
    let _ = Volume::list(&conn).await;
    assert_eq!(asked(&cloud), ["GET /Alpha/v3/volumes"]);
}

#[tokio::test]
async fn a_type_and_a_name_of_the_clouds_own_are_found_where_they_are_said() {
    let cloud = Cloud::builder()
        .endpoint("acme:volume", "public", "RegionOne", "{origin}/acme/v3")
        .endpoint("block-storage", "public", "RegionOne", "{origin}/other/v3")
        .start()
        .await
        .unwrap();
    let conn = connect(&cloud, Service::new("block-storage").catalog_type("acme:volume")).await;
    let _ = Volume::list(&conn).await;
    assert_eq!(asked(&cloud), ["GET /acme/v3/volumes"]);
}

#[tokio::test]
async fn an_override_may_leave_the_project_to_the_token() {
    let cloud = Cloud::builder().start().await.unwrap();
    let url = format!("{}/mine/v3/%(project_id)s", cloud.origin());
    let conn = connect(&cloud, Service::new("block-storage").endpoint_override(url)).await;
    let project = conn.project_id().await.unwrap().unwrap();
    let _ = Volume::list(&conn).await;
    assert_eq!(asked(&cloud), [format!("GET /mine/v3/{project}/volumes")]);
}

#[tokio::test]
async fn services_without_a_keystone_are_used_without_a_request_more() {
    let cloud = Cloud::builder().resources([Volume::SCHEMA]).no_auth().start().await.unwrap();
    let endpoint = format!("{}/block-storage/v3", cloud.origin());
    let conn = Connection::builder().auth_type("none").endpoint(&endpoint).connect().await.unwrap();
    assert!(Volume::list(&conn).await.unwrap().is_empty());
    assert_eq!(lines(&cloud.requests()), ["GET /block-storage/v3/volumes"]);
    let conn = Connection::builder().auth_type("none").connect().await.unwrap();
    assert_eq!(
        Volume::list(&conn).await.unwrap_err().to_string(),
        "no endpoint for `block-storage`: without a Keystone nobody tells it; say `endpoint`, or \
         `block_storage_endpoint_override`"
    );
}

#[tokio::test]
async fn a_service_that_stands_alone_takes_a_password_or_a_token_with_each_request() {
    let cloud = Cloud::builder()
        .resources([Volume::SCHEMA])
        .http_basic("ada", "countess")
        .admin_token("ADMIN")
        .start()
        .await
        .unwrap();
    let endpoint = format!("{}/block-storage/v3", cloud.origin());
    let basic = Connection::builder().auth_type("http_basic").endpoint(&endpoint).username("ada");
    Volume::list(&basic.clone().password("countess").connect().await.unwrap()).await.unwrap();
    let error = Volume::list(&basic.password("wr0ng").connect().await.unwrap()).await.unwrap_err();
    assert!(error.is_unauthorized(), "{error}");
    let conn =
        Connection::builder().auth_type("admin_token").endpoint(&endpoint).token("ADMIN").connect().await.unwrap();
    Volume::list(&conn).await.unwrap();
    assert_eq!(cloud.sign_ins(), 0);
}
