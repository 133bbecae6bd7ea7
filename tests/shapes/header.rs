//! What is in headers: of answers, of requests, of `HEAD`; and updates by `POST`.

use std::collections::HashMap;

use osc_fake::Answer;
use osc_runtime::{Resource, Timestamp};
use serde_json::json as value;

use crate::{bare, cloud, sent};

/// A container of objects.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/", service = "object-store", key = none, list_key = none, pagination = "marker")]
#[resource(operations(list, get, create, update, delete, head), create_method = "PUT", update_method = "POST")]
pub struct Container {
    #[resource(id)]
    pub name: String,
    #[resource(read_only, header = "x-container-object-count")]
    pub count: u64,
    #[resource(read_only, header = "x-container-bytes-used")]
    pub bytes: u64,
    #[resource(header = "x-container-read")]
    pub read_acl: Option<String>,
    #[resource(header = "x-container-meta-*")]
    pub metadata: HashMap<String, String>,
    #[resource(read_only, header = "x-timestamp")]
    pub created: Option<Timestamp>,
    #[resource(read_only, header = "last-modified")]
    pub modified: Option<Timestamp>,
}

/// The account that has the containers.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/", service = "object-store", key = none, singleton)]
#[resource(operations(update, head), update_method = "POST")]
pub struct Account {
    #[resource(read_only, header = "x-account-container-count")]
    pub container_count: u64,
    #[resource(header = "x-account-meta-*")]
    pub metadata: HashMap<String, String>,
}

/// An object.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/{container}", service = "object-store", key = none, list_key = none, pagination = "marker")]
#[resource(operations(list, update, delete, head), update_method = "POST")]
pub struct Object {
    pub container: String,
    #[resource(id)]
    pub name: String,
    #[resource(read_only, header = "etag")]
    pub hash: Option<String>,
    #[resource(header = "x-object-meta-*")]
    pub metadata: HashMap<String, String>,
}

#[tokio::test]
async fn fields_in_headers_are_sent_and_read_there() {
    let (cloud, conn) = cloud([Container::SCHEMA]).await;
    let container = Container::create(&conn, "backup").read_acl(".r:*").await.unwrap();
    assert_eq!(sent(&cloud), "PUT /object-store/v1/backup\nx-container-read: .r:*\n");
    assert_eq!((container.name.as_str(), container.read_acl.as_deref()), ("backup", Some(".r:*")));

    let metadata = HashMap::from([("owner".to_owned(), "ada".to_owned())]);
    Container::update(&conn, &container).metadata(metadata).read_acl(None).await.unwrap();
    let requests = cloud.requests();
    let update = requests.iter().find(|request| request.method == "POST" && request.path.ends_with("backup")).unwrap();
    let headers = [("x-container-meta-owner", "ada"), ("x-container-read", "")];
    assert_eq!(update.headers, headers.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(update.body.is_empty());

    let answer = Answer::new(204)
        .header("x-container-object-count", "7")
        .header("x-container-meta-owner", "ada")
        .header("x-timestamp", "1389453423.35322")
        .header("last-modified", "Sun, 06 Nov 1994 08:49:37 GMT");
    cloud.answer_next(answer);
    let container = Container::head(&conn, "backup").await.unwrap();
    assert_eq!(sent(&cloud), bare("HEAD /object-store/v1/backup"));
    assert_eq!((container.count, container.metadata["owner"].as_str()), (7, "ada"));
    assert_eq!(container.created.unwrap().as_second(), 1_389_453_423);
    assert_eq!(container.modified.unwrap().to_string(), "1994-11-06T08:49:37Z");
}

#[tokio::test]
async fn an_update_that_is_answered_by_nothing_is_followed_by_a_look_at_the_headers() {
    let (cloud, conn) = cloud([Container::SCHEMA]).await;
    Container::create(&conn, "backup").read_acl(".r:*").await.unwrap();
    cloud.answer_next(Answer::new(204));
    let container = Container::update(&conn, "backup").read_acl("ada").await.unwrap();
    assert_eq!(sent(&cloud), bare("HEAD /object-store/v1/backup"));
    assert_eq!((container.name.as_str(), container.read_acl.as_deref()), ("backup", Some(".r:*")));
}

#[tokio::test]
async fn a_body_for_people_is_passed_over_where_the_data_is_in_headers() {
    let (cloud, conn) = cloud([Container::SCHEMA]).await;
    let accepted = || Answer::new(202).header("content-type", "text/html").body("<h1>Accepted</h1>");
    cloud.answer_next(accepted().header("x-container-bytes-used", "7"));
    let container = Container::create(&conn, "backup").await.unwrap();
    assert_eq!((container.name.as_str(), container.bytes), ("backup", 7));
}

#[tokio::test]
async fn a_header_that_does_not_fit_is_named() {
    let (cloud, conn) = cloud([Container::SCHEMA]).await;
    cloud.answer_next(Answer::new(204).header("x-container-object-count", "many"));
    let error = Container::head(&conn, "backup").await.unwrap_err().to_string();
    let told = "`header x-container-object-count`: expected an integer from 0, found the string \"many\"";
    assert!(error.contains(told), "{error}");
}

#[tokio::test]
async fn a_list_has_them_in_its_body_and_goes_on_behind_its_last_item() {
    let (cloud, conn) = cloud([Container::SCHEMA]).await;
    cloud
        .answer_next(Answer::new(200).body(value!([{"name": "a", "count": 2}, {"name": "b", "count": 0}]).to_string()));
    cloud.answer_next(Answer::new(200).body("[]"));
    let containers = Container::list(&conn).await.unwrap();
    assert_eq!((containers.len(), containers[0].count), (2, 2));
    assert_eq!(sent(&cloud), bare("GET /object-store/v1/?marker=b"));
}

#[tokio::test]
async fn an_account_and_an_object_are_known_by_their_headers() {
    let (cloud, conn) = cloud([Account::SCHEMA, Object::SCHEMA]).await;
    let metadata = HashMap::from([("quota".to_owned(), "5".to_owned())]);
    Account::update(&conn).metadata(metadata).await.unwrap();
    assert_eq!(sent(&cloud), "POST /object-store/v1/\nx-account-meta-quota: 5\n");
    assert_eq!(Account::head(&conn).await.unwrap().metadata["quota"], "5");
    assert_eq!(sent(&cloud), bare("HEAD /object-store/v1/"));
    cloud.answer_next(Answer::new(200).header("etag", "d41d8cd9"));
    let object = Object::head(&conn, "backup", "2026/november.tar").await.unwrap();
    assert_eq!(sent(&cloud), bare("HEAD /object-store/v1/backup/2026%2Fnovember.tar"));
    assert_eq!((object.name.as_str(), object.hash.as_deref()), ("2026/november.tar", Some("d41d8cd9")));
}

/// A network that is changed only if nobody else has changed it.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/networks", service = "network", operations(get, create, update, delete))]
pub struct Network {
    pub id: String,
    pub name: String,
    #[resource(read_only)]
    pub revision_number: u64,
    #[resource(update_only, write_only, header = "if-match")]
    pub if_match: Option<String>,
}

#[tokio::test]
async fn a_guard_is_a_header_of_the_request_alone() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    let network = Network::create(&conn).name("web").await.unwrap();
    let guard = format!("revision_number={}", network.revision_number);
    let changed = Network::update(&conn, &network).name("www").if_match(guard).await.unwrap();
    let body = r#"{"network":{"name":"www"}}"#;
    let line = format!("PUT /network/v2.0/networks/{}", network.id);
    assert_eq!(
        sent(&cloud),
        format!("{line}\nif-match: revision_number=1\ncontent-type: application/json\n\n{body}\n")
    );
    assert_eq!(changed.name, "www");
    let stale = Network::update(&conn, &network).name("web").if_match("revision_number=1").await.unwrap_err();
    assert_eq!(stale.status(), Some(412));
}

/// A queue, whose requests say who asks.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/queues", service = "message", key = none, operations(get, create), create_method = "PUT")]
pub struct Queue {
    #[resource(id)]
    pub name: String,
    #[resource(write_only, header = "client-id")]
    pub client_id: Option<String>,
}

/// A zone, which is deleted with what it shares only if that is said.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/zones", service = "dns", key = none, operations(create, update), update_method = "PATCH")]
pub struct Zone {
    pub id: String,
    pub email: Option<String>,
    #[resource(update_only, write_only, header = "x-designate-delete-shares")]
    pub deletes_shares: Option<bool>,
}

#[tokio::test]
async fn a_header_goes_with_a_body_too() {
    let (cloud, conn) = cloud([Queue::SCHEMA, Zone::SCHEMA]).await;
    Queue::create(&conn, "web").client_id("3381af92").await.unwrap();
    assert_eq!(sent(&cloud), "PUT /message/v2/queues/web\nclient-id: 3381af92\n");
    let zone = Zone::create(&conn).await.unwrap();
    Zone::update(&conn, &zone).email("a@example.org").deletes_shares(true).await.unwrap();
    let head = format!("PATCH /dns/v2/zones/{}\nx-designate-delete-shares: true", zone.id);
    assert_eq!(sent(&cloud), format!("{head}\ncontent-type: application/json\n\n{}\n", r#"{"email":"a@example.org"}"#));
}
