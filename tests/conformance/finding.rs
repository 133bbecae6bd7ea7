//! One item, by id or by name.

use osc_services::network::Network;
use osc_services::network::lb::Pool;

use crate::{example_cloud, lines};

#[tokio::test]
async fn get_takes_an_id() {
    let (_cloud, conn) = example_cloud().await;
    let pool = Pool::get(&conn, "1b614f12-56ae-45e9-84f3-cda906203a0e").await.unwrap();
    assert_eq!(pool.name, "pool2");
}

#[tokio::test]
async fn a_name_is_found_in_one_request() {
    let (cloud, conn) = example_cloud().await;
    let network = Network::find(&conn, "public").await.unwrap();
    assert_eq!(network.id, "dff6bacc-206a-48be-bc86-281d8e73fa56");
    assert_eq!(lines(&cloud.requests())[1..], ["GET /network/v2.0/networks?name=public"]);
}

#[tokio::test]
async fn an_id_is_found_in_one_request() {
    let (cloud, conn) = example_cloud().await;
    let id = "dff6bacc-206a-48be-bc86-281d8e73fa56";
    assert_eq!(Network::find(&conn, id).await.unwrap().name, "public");
    assert_eq!(lines(&cloud.requests())[1..], [format!("GET /network/v2.0/networks/{id}")]);
}

#[tokio::test]
async fn two_of_one_name_are_an_error_that_names_their_ids() {
    let (_cloud, conn) = example_cloud().await;
    let error = Pool::find(&conn, "pool3").await.unwrap_err();
    assert!(error.is_ambiguous());
    assert_eq!(
        error.to_string(),
        "2 lb pools have the name `pool3` (network in RegionOne): d242dc52-5eb1-4bc6-8125-147b915c2ef2, \
         e417cd50-118f-485c-9e38-003a3fb0f751; use the id of the one you mean"
    );
}

#[tokio::test]
async fn none_of_the_name_is_not_found() {
    let (_cloud, conn) = example_cloud().await;
    let error = Network::find(&conn, "nowhere").await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.to_string(), "no network has the name or id `nowhere` (network in RegionOne)");
}

#[tokio::test]
async fn an_unknown_id_is_not_found_in_the_words_of_the_service() {
    let (cloud, conn) = example_cloud().await;
    let error = Network::get(&conn, "nope").await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.message(), Some("Network nope could not be found."));
    let request = error.request_id().unwrap().to_owned();
    let origin = cloud.auth_url().replace("/identity/v3", "");
    assert_eq!(
        error.to_string(),
        format!(
            "GET {origin}/network/v2.0/networks/nope (network in RegionOne): 404 Not Found: \
             Network nope could not be found. (request {request})"
        )
    );
}

#[tokio::test]
async fn nothing_is_no_name() {
    let (cloud, conn) = example_cloud().await;
    Network::create(&conn).await.unwrap();
    let error = Network::find(&conn, "").await.unwrap_err();
    assert_eq!(error.to_string(), "Network: expected a name or an id, found nothing");
    assert_eq!(cloud.requests().len(), 2);
}
