//! Tokens that end while a connection is at work: by their time, by revocation, by a password that has changed.

use std::time::Duration;

use futures_util::TryStreamExt;
use futures_util::future::join_all;
use osc_runtime::{Connection, ErrorKind, Method};
use osc_services::identity::Project;
use osc_services::network::Network;
use serde_json::Value;

use crate::member::{Member, keystone_with_lifetime};
use crate::recorder::Recorder;
use crate::{revoke, unique};

/// How long the short tokens live, in seconds: longer than a busy machine takes for a request.
const LIFETIME: u32 = 15;
/// A time after which they do not.
const LONGER: Duration = Duration::from_secs(16);

/// An administrator's connection with short tokens.
async fn connect_for_short(recorder: &Recorder) -> Connection {
    let builder = Connection::builder().auth_url(keystone_with_lifetime(LIFETIME)).username("admin").password("secret");
    builder.project_name("admin").transport(recorder.clone()).connect().await.unwrap()
}

/// An administrator's connection whose token has been revoked.
async fn connect_for_revoked(recorder: &Recorder) -> Connection {
    let conn = osc_runtime::ConnectionBuilder::from_cloud("real").unwrap();
    let conn = conn.transport(recorder.clone()).connect().await.unwrap();
    revoke(recorder).await;
    conn
}

fn statuses(recorder: &Recorder) -> Vec<u16> {
    recorder.calls().iter().map(|sent| sent.status).collect()
}

#[tokio::test]
async fn a_token_is_renewed_when_its_time_is_over() {
    let recorder = Recorder::default();
    let conn = connect_for_short(&recorder).await;
    Network::find(&conn, "public").await.unwrap();
    let before = recorder.sign_ins().len();
    tokio::time::sleep(LONGER).await;
    Network::find(&conn, "public").await.unwrap();
    assert!(recorder.sign_ins().len() > before);
    assert!(statuses(&recorder).iter().all(|status| *status != 401), "a request was sent with the old one");
}

#[tokio::test]
async fn a_token_that_ends_on_the_way_costs_one_more_request() {
    let recorder = Recorder::default();
    let conn = connect_for_short(&recorder).await;
    recorder.hold_next("/networks", LONGER);
    assert!(!Network::list(&conn).await.unwrap().is_empty());
    assert_eq!(statuses(&recorder), [401, 200]);
    assert_eq!(recorder.sign_ins(), [201, 201]);
}

#[tokio::test]
async fn pages_go_on_with_another_token() {
    let recorder = Recorder::default();
    let conn = connect_for_short(&recorder).await;
    let name = unique("aging");
    for _ in 0..3 {
        Network::create(&conn).name(name.as_str()).await.unwrap();
    }
    let before = recorder.sign_ins().len();
    let mut pages = Network::list(&conn).name(name.as_str()).page_size(1).stream();
    let mut found = vec![pages.try_next().await.unwrap().unwrap().id];
    tokio::time::sleep(LONGER).await;
    while let Some(network) = pages.try_next().await.unwrap() {
        found.push(network.id);
    }
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 3);
    assert!(recorder.sign_ins().len() > before);
    for id in found {
        Network::delete(&conn, &id).await.unwrap();
    }
}

#[tokio::test]
async fn a_revoked_token_is_replaced() {
    let recorder = Recorder::default();
    let conn = connect_for_revoked(&recorder).await;
    Project::find(&conn, "demo").await.unwrap();
    assert_eq!(statuses(&recorder)[..2], [401, 200]);
    assert_eq!(recorder.sign_ins(), [201, 201]);
}

#[tokio::test]
async fn many_requests_replace_a_revoked_token_once() {
    let recorder = Recorder::default();
    let conn = connect_for_revoked(&recorder).await;
    let projects = join_all((0..8).map(|_| async { Project::list(&conn).name("demo").await })).await;
    assert!(projects.into_iter().all(|found| found.unwrap().len() == 1));
    assert_eq!(recorder.sign_ins(), [201, 201]);
    // Each was sent once with the token that was revoked, or not at all.
    assert_eq!(statuses(&recorder).iter().filter(|status| **status == 200).count(), 8);
    assert!(statuses(&recorder).len() <= 16);
}

#[tokio::test]
async fn what_is_created_with_a_revoked_token_is_created_once() {
    let recorder = Recorder::default();
    let conn = connect_for_revoked(&recorder).await;
    let name = unique("once");
    let project = Project::create(&conn, &name).domain_id("default").await.unwrap();
    assert_eq!(statuses(&recorder), [401, 201]);
    assert_eq!(Project::list(&conn).name(name.as_str()).await.unwrap().len(), 1);
    Project::delete(&conn, &project.id).await.unwrap();
}

#[tokio::test]
async fn a_password_that_was_changed_is_tried_once() {
    let member = Member::new("changed").await;
    let recorder = Recorder::default();
    let builder = member.by_password().project_id(&member.project_id).transport(recorder.clone());
    let conn = builder.connect().await.unwrap();
    member.gets_another_password().await;
    // Until all have been refused, for a request that is refused later than the sign-in is the first of another time.
    recorder.hold_next("/auth/tokens", Duration::from_secs(5));
    let listed = join_all((0..8).map(|_| async { me(&conn, &member).await })).await;
    for error in listed.into_iter().map(Result::unwrap_err) {
        assert_eq!(error.kind(), ErrorKind::Unauthorized);
        assert!(error.to_string().contains("the user name, password, domain or project is wrong"), "{error}");
    }
    assert_eq!(recorder.sign_ins(), [201, 401]);
    member.delete().await;
}

/// What Keystone says of the user who asks.
async fn me(conn: &Connection, member: &Member) -> osc_runtime::Result<Value> {
    conn.request(Method::Get, "identity", &format!("/users/{}", member.id)).await?.value()
}
