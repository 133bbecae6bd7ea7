//! What is sent again, and what is not.

use std::time::Duration;

use osc_fake::{Answer, Cloud};
use osc_runtime::schema::Schema;
use osc_runtime::{Connection, Resource, Retry, actions};

/// A listener, whose load balancer takes one change at a time.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/lbaas/listeners", service = "load-balancer", busy = "is immutable and cannot be updated")]
#[resource(operations(list, get, create, update, delete))]
pub struct Listener {
    pub id: String,
    pub name: String,
}

/// A node, whose lock is held by one request at a time.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/nodes", service = "baremetal", key = none, busy = "is locked by host", actions)]
#[resource(operations(list, get, create(idempotent)))]
pub struct Node {
    #[resource(id)]
    pub uuid: String,
    pub name: String,
}

#[actions("/nodes/{id}")]
impl Node {
    /// Turns its power on or off.
    #[action(put = "states/power", idempotent = false)]
    pub fn set_power(target: String);

    /// Tells whether its interfaces are well.
    #[action(post = "validate", idempotent)]
    pub fn validate();
}

/// A zone of a domain name service.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/zones", service = "dns", key = none, update_method = "PATCH")]
#[resource(operations(list, get, create, update(idempotent), delete))]
pub struct Zone {
    pub id: String,
    pub name: String,
    pub email: Option<String>,
}

const IMMUTABLE: &str =
    r#"{"faultcode": "Client", "faultstring": "Load Balancer 7a1 is immutable and cannot be updated."}"#;
const LOCKED: &str = r#"{"error_message": {"faultstring": "Node 4f is locked by host c1, please retry."}}"#;

async fn cloud<const N: usize>(schemas: [&'static Schema; N], retry: Retry) -> (Cloud, Connection) {
    let cloud = Cloud::start(schemas).await.unwrap();
    let conn = cloud.connection().retry(retry).connect().await.unwrap();
    (cloud, conn)
}

/// Pauses of no length.
fn at_once() -> Retry {
    Retry::new().pauses(Duration::ZERO, Duration::ZERO)
}

/// How many requests there were after the sign-in.
fn sent(cloud: &Cloud) -> usize {
    cloud.requests().len() - 1
}

#[tokio::test]
async fn a_conflict_with_a_busy_parent_is_waited_for_where_it_is_declared() {
    let (cloud, conn) = cloud([Listener::SCHEMA, Node::SCHEMA], at_once()).await;
    // More often than other failures are tried.
    for _ in 0..8 {
        cloud.answer_next(Answer::new(409).body(IMMUTABLE));
    }
    let listener = Listener::create(&conn).name("web").await.unwrap();
    assert_eq!(sent(&cloud), 9);
    cloud.answer_next(Answer::new(409).body(IMMUTABLE));
    Listener::delete(&conn, &listener).await.unwrap();
    let node = Node::create(&conn).name("a").await.unwrap();
    let before = sent(&cloud);
    cloud.answer_next(Answer::new(409).body(LOCKED));
    Node::set_power(&conn, &node, "power on").await.unwrap();
    assert_eq!(sent(&cloud) - before, 2);
}

#[tokio::test]
async fn any_other_conflict_is_an_error_at_once() {
    let (cloud, conn) = cloud([Listener::SCHEMA, Zone::SCHEMA], at_once()).await;
    cloud.answer_next(
        Answer::new(409).body(r#"{"faultstring": "Another Listener on this Load Balancer is using port 80"}"#),
    );
    assert!(Listener::create(&conn).name("web").await.unwrap_err().is_conflict());
    cloud.answer_next(Answer::new(409).body(IMMUTABLE));
    assert!(Zone::create(&conn).name("example.org.").await.unwrap_err().is_conflict());
    assert_eq!(sent(&cloud), 2);
}

#[tokio::test]
async fn a_parent_that_stays_busy_is_an_error_in_its_own_words() {
    let (cloud, conn) = cloud([Listener::SCHEMA], at_once().busy(Duration::ZERO)).await;
    for _ in 0..2 {
        cloud.answer_next(Answer::new(409).body(IMMUTABLE));
    }
    let error = Listener::create(&conn).name("web").await.unwrap_err();
    assert_eq!(error.message(), Some("Load Balancer 7a1 is immutable and cannot be updated."));
}

#[tokio::test]
async fn what_reads_deletes_and_puts_is_sent_again_and_a_post_is_not() {
    let (cloud, conn) = cloud([Listener::SCHEMA], at_once()).await;
    let listener = Listener::create(&conn).name("web").await.unwrap();
    let gone = || cloud.answer_next(Answer::new(503));
    gone();
    Listener::list(&conn).await.unwrap();
    gone();
    Listener::get(&conn, &listener).await.unwrap();
    gone();
    Listener::update(&conn, &listener).name("www").await.unwrap();
    gone();
    let error = Listener::create(&conn).name("other").await.unwrap_err();
    assert_eq!(error.status(), Some(503));
    assert!(error.may_have_been_done());
    assert!(error.to_string().ends_with("; it may have been done all the same"), "{error}");
    gone();
    Listener::delete(&conn, &listener).await.unwrap();
}

#[tokio::test]
async fn what_is_declared_idempotent_is_sent_again_and_what_is_declared_not_to_be_is_not() {
    let (cloud, conn) = cloud([Node::SCHEMA, Zone::SCHEMA], at_once()).await;
    let gone = || cloud.answer_next(Answer::new(502));
    gone();
    let node = Node::create(&conn).name("a").await.unwrap();
    let zone = Zone::create(&conn).name("example.org.").await.unwrap();
    gone();
    Zone::update(&conn, &zone).email("a@example.org").await.unwrap();
    let before = sent(&cloud);
    gone();
    Node::validate(&conn, &node).await.unwrap();
    assert_eq!(sent(&cloud) - before, 2);
    gone();
    let error = Node::set_power(&conn, &node, "power on").await.unwrap_err();
    assert_eq!((error.status(), error.may_have_been_done()), (Some(502), true));
    assert_eq!(sent(&cloud) - before, 3);
}

#[tokio::test]
async fn a_deletion_that_was_done_before_its_answer_was_lost_is_a_success() {
    let (cloud, conn) = cloud([Zone::SCHEMA], at_once()).await;
    cloud.answer_next(Answer::new(504));
    cloud.answer_next(Answer::new(404));
    Zone::delete(&conn, "4f").await.unwrap();
    // One that was not there to begin with is still an error.
    cloud.answer_next(Answer::new(404));
    assert!(Zone::delete(&conn, "4f").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn what_was_refused_before_it_was_done_is_sent_again_whatever_it_is() {
    let (cloud, conn) = cloud([Zone::SCHEMA], at_once()).await;
    cloud.answer_next(Answer::new(429));
    cloud.answer_next(Answer::new(429).header("retry-after", "0"));
    let zone = Zone::create(&conn).name("example.org.").await.unwrap();
    assert_eq!((sent(&cloud), zone.name.as_str()), (3, "example.org."));
}

#[tokio::test]
async fn a_server_that_asks_for_more_patience_than_there_is_gets_no_further_request() {
    let (cloud, conn) = cloud([Zone::SCHEMA], at_once().patience(Duration::from_secs(10))).await;
    cloud.answer_next(Answer::new(429).header("retry-after", "11").body(r#"{"message": "Slow down."}"#));
    let error = Zone::list(&conn).await.unwrap_err();
    assert_eq!((error.status(), error.message()), (Some(429), Some("Slow down.")));
    assert_eq!(sent(&cloud), 1);
}

#[tokio::test]
async fn attempts_are_counted_in_the_error_and_end() {
    let (cloud, conn) = cloud([Zone::SCHEMA], at_once().attempts(3)).await;
    for _ in 0..4 {
        cloud.answer_next(Answer::new(503));
    }
    let error = Zone::list(&conn).await.unwrap_err();
    assert!(error.to_string().ends_with("; tried 3 times"), "{error}");
    assert_eq!(sent(&cloud), 3);
    let (cloud, conn) = self::cloud([Zone::SCHEMA], Retry::never()).await;
    cloud.answer_next(Answer::new(503));
    assert_eq!(Zone::list(&conn).await.unwrap_err().status(), Some(503));
}

#[tokio::test]
async fn a_raw_request_says_for_itself_whether_it_may_be_sent_again() {
    use osc_runtime::Method;

    let (cloud, conn) = cloud([Zone::SCHEMA], at_once()).await;
    let request = || conn.request(Method::Post, "dns", "/zones").json(&serde_json::json!({"name": "example.org."}));
    cloud.answer_next(Answer::new(503));
    request().await.unwrap_err();
    cloud.answer_next(Answer::new(503));
    request().idempotent(true).await.unwrap();
}

#[tokio::test]
async fn a_service_is_asked_again_as_often_as_is_said_of_it_and_after_the_statuses_that_are_said() {
    use osc_runtime::{Retries, Service};

    let cloud = Cloud::start([Zone::SCHEMA]).await.unwrap();
    let retries = Retries::new().status(6).status_delay(Duration::ZERO).status_codes([409, 500]);
    let service = Service::new("dns").retries(retries);
    let conn = cloud.connection().retry(at_once().attempts(1)).service(service).connect().await.unwrap();
    for status in [503, 500, 409, 503, 500, 409] {
        cloud.answer_next(Answer::new(status));
    }
    Zone::list(&conn).await.unwrap();
    assert_eq!(sent(&cloud), 7);
    cloud.answer_next(Answer::new(409));
    Zone::create(&conn).name("example.org.").await.unwrap();
    cloud.answer_next(Answer::new(500));
    assert!(Zone::create(&conn).name("example.net.").await.unwrap_err().may_have_been_done());
}
