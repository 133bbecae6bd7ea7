//! From a service and a path to an address.

use osc_runtime::{Interface, Method, Profile, Resource, Service};
use osc_services::network::Network;

use crate::{example_cloud, lines};

#[tokio::test]
async fn whatever_an_id_holds_it_is_one_segment_of_the_path() {
    let (cloud, conn) = example_cloud().await;
    let error = Network::get(&conn, "../../v3/users?x=").await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(lines(&cloud.requests())[1..], ["GET /network/v2.0/networks/..%2F..%2Fv3%2Fusers%3Fx%3D"]);
}

#[tokio::test]
async fn an_id_that_is_no_segment_is_refused_before_anything_is_sent() {
    let (cloud, conn) = example_cloud().await;
    for id in ["", ".", ".."] {
        let error = Network::delete(&conn, id).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("Network: the id is `{id}`, which is no segment of a path; expected an id")
        );
    }
    assert_eq!(cloud.requests().len(), 1);
}

#[tokio::test]
async fn a_request_to_an_address_is_signed_at_the_services_origin_and_sent_to_no_other() {
    let (cloud, conn) = example_cloud().await;
    let endpoint = conn.endpoint("network").await.unwrap();
    assert_eq!(endpoint.as_str(), format!("{}/network/v2.0", cloud.origin()));
    let beside = endpoint.join("/network/v2.0/networks?name=public").unwrap();
    let list = conn.request_to(Method::Get, "network", beside).query("fields", "name").await.unwrap();
    assert_eq!(list.value().unwrap(), serde_json::json!({"networks": [{"name": "public"}]}));

    let (other, _) = example_cloud().await;
    let before = other.counted();
    let elsewhere = format!("{}/network/v2.0/networks", other.origin()).parse().unwrap();
    let error = conn.request_to(Method::Get, "network", elsewhere).await.unwrap_err();
    assert!(error.to_string().contains("the token is not sent there"), "{error}");
    assert_eq!(other.counted(), before);
}

#[tokio::test]
async fn an_unknown_region_is_an_error_that_lists_those_of_the_catalog() {
    let (cloud, _) = example_cloud().await;
    let conn = cloud.connection().region("RegionTwo").connect().await.unwrap();
    let error = Network::list(&conn).await.unwrap_err();
    assert_eq!(error.to_string(), "no endpoint for `network` in region `RegionTwo`; the catalog has it in `RegionOne`");
}

#[tokio::test]
async fn a_service_that_the_catalog_has_not_is_an_error_that_lists_those_it_has() {
    let (_cloud, conn) = example_cloud().await;
    let error = conn.request(Method::Get, "rating", "/modules").await.unwrap_err();
    assert_eq!(error.to_string(), "no endpoint for `rating`; the catalog has `compute`, `identity`, `network`");
}

#[tokio::test]
async fn an_unscoped_token_has_no_catalog_and_the_error_says_so() {
    let (cloud, _) = example_cloud().await;
    let conn = osc_runtime::Connection::builder()
        .auth_url(cloud.auth_url())
        .username("demo")
        .password("demo")
        .connect()
        .await
        .unwrap();
    let error = Network::list(&conn).await.unwrap_err();
    assert!(error.to_string().ends_with("the catalog is empty, as it is for a token without a scope; name a project"));
}

#[tokio::test]
async fn an_alias_finds_the_official_service() {
    let cloud = osc_fake::Cloud::builder().resources([Volume::SCHEMA]).start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    conn.request(Method::Get, "block-storage", "/volumes").await.unwrap();
    conn.request(Method::Get, "volumev2", "/volumes").await.unwrap();
    let expected = ["GET /volumev3/v3/volumes", "GET /volumev3/v3/volumes"];
    assert_eq!(lines(&cloud.requests())[1..], expected);
    let endpoint = cloud.auth_url().replace("identity/v3", "volumev3/v3.1");
    let service = Service::new("block-storage").endpoint_override(endpoint);
    let conn = cloud.connection().service(service).connect().await.unwrap();
    conn.request(Method::Get, "volumev3", "/volumes").await.unwrap();
    assert_eq!(lines(&cloud.requests()).last().unwrap(), "GET /volumev3/v3.1/volumes");
}

/// A volume, of a service that the catalog lists under an alias.
#[derive(Debug, Resource)]
#[resource(base_path = "/volumes", service = "volumev3")]
struct Volume {
    id: String,
}

#[tokio::test]
async fn a_registered_service_has_its_own_version_and_names() {
    let (cloud, _) = example_cloud().await;
    let profile = Profile::new()
        .interface(Interface::Internal)
        .service(Service::new("rating").alias("network").version_path("v2.0"));
    let conn = cloud.connection().profile(profile).connect().await.unwrap();
    conn.request(Method::Get, "rating", "networks").await.unwrap();
    assert_eq!(lines(&cloud.requests()).last().unwrap(), "GET /network/v2.0/networks");
}

#[tokio::test]
async fn an_endpoint_override_is_used_as_it_is() {
    let (cloud, _) = example_cloud().await;
    let endpoint = cloud.auth_url().replace("identity/v3", "network");
    let service = Service::new("network").endpoint_override(endpoint);
    let conn = cloud.connection().service(service).connect().await.unwrap();
    Network::list(&conn).await.unwrap();
    assert_eq!(lines(&cloud.requests()).last().unwrap(), "GET /network/networks");
}

#[tokio::test]
async fn a_schema_tells_its_path_parameters() {
    let parameters: Vec<_> = osc_services::network::lb::PoolHealthMonitor::SCHEMA.path_parameters().collect();
    assert_eq!(parameters, ["pool_id"]);
}

#[tokio::test]
async fn two_names_of_one_service_are_one_registration() {
    let cloud = osc_fake::Cloud::builder().resources([Volume::SCHEMA]).start().await.unwrap();
    let endpoint = cloud.auth_url().replace("identity/v3", "volumev3/v3.1");
    let profile = Profile::new()
        .service(Service::new("volumev3").region("RegionOne"))
        .service(Service::new("block-storage").endpoint_override(endpoint));
    let conn = cloud.connection().profile(profile).connect().await.unwrap();
    Volume::list(&conn).await.unwrap();
    assert_eq!(lines(&cloud.requests()).last().unwrap(), "GET /volumev3/v3.1/volumes");
}
