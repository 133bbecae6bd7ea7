//! Servers that are down, or answer what is no answer.

use osc_fake::{Answer, Cloud};
use osc_runtime::{Connection, ErrorKind};
use osc_services::network::Network;

use crate::example_cloud;

/// The error of a list that is answered so.
async fn error_of(answer: Answer) -> osc_runtime::Error {
    let (cloud, conn) = example_cloud().await;
    cloud.answer_next(answer);
    Network::list(&conn).await.unwrap_err()
}

#[tokio::test]
async fn malformed_json_is_an_error_with_its_place() {
    let error = error_of(Answer::new(200).body("{\"networks\": [{\"id\": \"a\",}]}")).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error
            .to_string()
            .contains("cannot read the answer as a list of Network: line 1, column 26: malformed JSON: trailing comma"),
        "{error}"
    );
}

#[tokio::test]
async fn a_field_of_the_wrong_type_is_named_with_its_place() {
    let error = error_of(Answer::new(200).body(r#"{"networks": [{"id": "a"}, {"id": "b", "mtu": "big"}]}"#)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error
            .to_string()
            .contains("`networks[1].mtu`: expected an integer from 0 to 4294967295, found the string \"big\""),
        "{error}"
    );
}

#[tokio::test]
async fn an_empty_body_is_an_error() {
    let error = error_of(Answer::new(200)).await;
    assert!(error.to_string().contains("expected a JSON document, found an empty body"), "{error}");
}

#[tokio::test]
async fn another_document_is_an_error_that_tells_what_it_has() {
    let error = error_of(Answer::new(200).body(r#"{"versions": [], "choices": {}}"#)).await;
    assert!(
        error.to_string().contains(
            "the whole document: expected an object with the key `networks`, found an object with `versions`, `choices`"
        ),
        "{error}"
    );
}

#[tokio::test]
async fn null_is_no_resource_but_an_empty_list() {
    let (cloud, conn) = example_cloud().await;
    cloud.answer_next(Answer::new(200).body(r#"{"network": null}"#));
    let error = Network::get(&conn, "a").await.unwrap_err();
    assert!(error.to_string().contains("`network`: expected an object, found null"), "{error}");
    cloud.answer_next(Answer::new(200).body(r#"{"networks": null}"#));
    assert!(Network::list(&conn).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_page_of_html_is_not_shown() {
    let error = error_of(Answer::new(500).body("<html><h1>Internal Server Error</h1></html>")).await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert!(error.to_string().contains(": 500 Internal Server Error (request "), "{error}");
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_not_followed() {
    let other = Cloud::builder().start().await.unwrap();
    let error = error_of(Answer::new(302).header("location", other.auth_url())).await;
    assert!(error.to_string().contains("another origin, where nothing is sent"), "{error}");
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn a_keystone_that_is_down_is_named() {
    let cloud = Cloud::builder().start().await.unwrap();
    let builder = cloud.connection();
    let auth_url = cloud.auth_url();
    drop(cloud);
    let error = builder.connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    let text = error.to_string();
    assert!(text.starts_with(&format!("POST {auth_url}/auth/tokens (identity): cannot connect: ")), "{text}");
    assert!(text.ends_with("is the address right, and the server up?; tried 5 times"), "{text}");
}

#[tokio::test]
async fn https_is_spoken_over_the_machines_certificates() {
    let (cloud, _) = example_cloud().await;
    let auth_url = cloud.auth_url().replace("http:", "https:");
    let error = cloud.connection().auth_url(&auth_url).connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().starts_with(&format!("POST {auth_url}/auth/tokens (identity): ")), "{error}");
    assert_eq!(cloud.requests().len(), 1);
}

#[tokio::test]
async fn a_service_that_is_down_is_named_with_its_region() {
    let (cloud, _) = example_cloud().await;
    let service = osc_runtime::Service::new("network").endpoint_override("http://127.0.0.1:1/v2.0");
    let conn = cloud.connection().service(service).connect().await.unwrap();
    let text = Network::list(&conn).await.unwrap_err().to_string();
    assert!(
        text.starts_with("GET http://127.0.0.1:1/v2.0/networks (network in RegionOne): cannot connect: "),
        "{text}"
    );
}

#[tokio::test]
async fn a_server_that_is_no_keystone_is_told_from_one() {
    let (cloud, _) = example_cloud().await;
    let auth_url = cloud.auth_url().replace("identity", "network");
    let error = Connection::builder().auth_url(auth_url).username("a").password("b").connect().await.unwrap_err();
    assert!(error.is_unauthorized() || error.is_not_found(), "{error}");
}

#[tokio::test]
async fn a_redirect_never_turns_a_deletion_into_a_look() {
    let (cloud, conn) = example_cloud().await;
    let id = "dff6bacc-206a-48be-bc86-281d8e73fa56";
    let here = cloud.auth_url().replace("identity/v3", &format!("network/v2.0/networks/{id}"));
    cloud.answer_next(Answer::new(303).header("location", &here));
    let error = Network::delete(&conn, id).await.unwrap_err();
    assert_eq!(error.status(), Some(303));
    assert!(error.to_string().contains(&format!("redirected to {here}, which is not followed")), "{error}");
    cloud.answer_next(Answer::new(307).header("location", &here));
    Network::delete(&conn, id).await.unwrap();
    assert!(Network::get(&conn, id).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn what_a_service_quotes_of_a_secret_is_hidden() {
    let (cloud, conn) = example_cloud().await;
    let body = r#"{"error": {"message": "Invalid input. Value: {'password': 'countess'}"}}"#;
    cloud.answer_next(Answer::new(400).body(body));
    let error = osc_services::identity::User::create(&conn, "ada").password("countess").await.unwrap_err();
    assert_eq!(error.message(), Some("Invalid input. Value: {'password': '<secret>'}"));
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_has_the_id_of_its_request() {
    let error = error_of(Answer::new(200).header("x-openstack-request-id", "req-1")).await;
    assert_eq!(error.request_id(), Some("req-1"));
    assert!(error.to_string().ends_with("found an empty body (request req-1)"), "{error}");
}

#[tokio::test]
async fn a_header_that_cannot_be_sent_is_refused_without_its_value() {
    let (_cloud, conn) = example_cloud().await;
    let request = conn.request(osc_runtime::Method::Get, "network", "/networks").header("x-secret", "a\nb");
    let error = request.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.to_string(), "the header `x-secret` has characters that no header can carry");
}
