//! What is sent again, and what is not.

use std::time::Duration;

use osc_fake::{Answer, Cloud};
use osc_runtime::{Connection, ErrorKind, Resource, Retry};

use crate::lines;

/// A gadget.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/gadgets", service = "gadgets", operations(list, get, create, update, delete))]
struct Gadget {
    id: String,
    name: String,
    #[resource(since = "1.5")]
    color: Option<String>,
}

/// Attempts that come soon, since nobody waits for anything here.
fn soon() -> Retry {
    Retry::new().pauses(Duration::from_millis(1), Duration::from_millis(2))
}

async fn cloud() -> Cloud {
    Cloud::start([Gadget::SCHEMA]).await.unwrap()
}

async fn connect(cloud: &Cloud) -> Connection {
    cloud.connection().retry(soon()).connect().await.unwrap()
}

const SIGN_IN: &str = "POST /identity/v3/auth/tokens";

#[tokio::test]
async fn a_sign_in_is_repeated_until_keystone_answers() {
    let cloud = cloud().await;
    for answer in [
        Answer::new(503),
        Answer::new(429).header("retry-after", "0"),
        Answer::new(502).body("<html>"),
        Answer::new(201).header("x-subject-token", "gAAAAA").body(r#"{"token": {"catalog": [{"#),
    ] {
        cloud.answer_next_sign_in(answer);
    }
    connect(&cloud).await;
    assert_eq!(lines(&cloud.requests()), [SIGN_IN; 5]);
}

#[tokio::test]
async fn a_sign_in_is_not_repeated_for_ever_and_not_at_all_when_it_is_refused() {
    let cloud = cloud().await;
    for _ in 0..3 {
        cloud.answer_next_sign_in(Answer::new(503).body("busy"));
    }
    let error = cloud.connection().retry(soon().attempts(3)).connect().await.unwrap_err();
    assert_eq!((error.status(), error.message()), (Some(503), Some("busy")));
    assert_eq!(cloud.requests().len(), 3);
    let error = cloud.connection().password("wr0ng").retry(soon()).connect().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(cloud.requests().len(), 4);
}

#[tokio::test]
async fn a_keystone_that_asks_for_more_patience_than_there_is_is_an_error_at_once() {
    let cloud = cloud().await;
    cloud.answer_next_sign_in(Answer::new(503).header("retry-after", "3600").body("under maintenance"));
    let error = cloud.connection().connect().await.unwrap_err();
    assert_eq!(error.message(), Some("under maintenance"));
    assert_eq!(cloud.requests().len(), 1);
}

#[tokio::test]
async fn a_sign_in_has_no_more_time_than_a_request() {
    let cloud = cloud().await;
    cloud.answer_next_sign_in(Answer::new(503).header("retry-after", "30"));
    let error = cloud.connection().timeout(Duration::from_millis(20)).connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_version_document_is_asked_for_until_it_comes() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    for answer in [Answer::new(503), Answer::new(200).body(r#"{"versions": [{"id": "v1""#), Answer::new(401)] {
        cloud.answer_next(answer);
    }
    Gadget::create(&conn).color("red".to_owned()).await.unwrap();
    let document = "GET /gadgets/";
    let create = "POST /gadgets/gadgets";
    assert_eq!(lines(&cloud.requests()), [SIGN_IN, document, document, document, SIGN_IN, document, create]);
}

#[tokio::test]
async fn that_a_service_is_out_of_reach_is_not_taken_for_what_it_offers() {
    let cloud = cloud().await;
    let conn = cloud.connection().retry(Retry::never()).connect().await.unwrap();
    cloud.answer_next(Answer::new(503));
    let error = Gadget::create(&conn).color("red".to_owned()).await.unwrap_err();
    assert_eq!(error.status(), Some(503));
    Gadget::create(&conn).color("red".to_owned()).await.unwrap();
}
