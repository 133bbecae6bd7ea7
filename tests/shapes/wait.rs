//! States, and waiting for them.

use std::time::Duration;

use futures_util::StreamExt;
use osc_fake::Cloud;
use osc_runtime::{Connection, ErrorKind, Fields, Resource};

use crate::cloud;

/// Why a server has failed.
#[derive(Debug, Clone, Default, Fields)]
pub struct Fault {
    pub message: String,
}

/// A server.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers", service = "compute", operations(get, create, delete))]
pub struct Server {
    pub id: String,
    #[resource(state(ready("ACTIVE"), failed("ERROR"), pending("BUILD", "REBOOT")))]
    pub status: String,
    #[resource(fault)]
    pub fault: Option<Fault>,
}

/// A stack.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/stacks", service = "orchestration", operations(get, create))]
pub struct Stack {
    pub id: String,
    #[resource(state(ready("CREATE_COMPLETE", "UPDATE_COMPLETE"), failed("CREATE_FAILED")))]
    pub stack_status: String,
    #[resource(fault)]
    pub stack_status_reason: String,
}

/// A volume.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/volumes", service = "block-storage", operations(get, create, delete))]
pub struct Volume {
    pub id: String,
    #[resource(state(ready("available", "in-use"), failed("error")))]
    pub status: Option<String>,
}

const SHORT: Duration = Duration::from_millis(1);

/// A cloud whose servers pass through these states, and one of them.
async fn server(states: &[&str]) -> (Cloud, Connection, Server) {
    let (cloud, conn) = cloud([Server::SCHEMA]).await;
    cloud.passes_through(Server::SCHEMA, states.iter().copied());
    let server = Server::create(&conn).await.unwrap();
    (cloud, conn, server)
}

#[tokio::test]
async fn a_wait_lasts_until_it_is_ready() {
    let (_cloud, conn, server) = server(&["BUILD", "BUILD", "SOMETHING_NEW", "ACTIVE"]).await;
    assert_eq!(Server::wait(&conn, &server).interval(SHORT).await.unwrap().status, "ACTIVE");
    let (cloud, conn) = cloud([Volume::SCHEMA, Stack::SCHEMA]).await;
    cloud.passes_through(Volume::SCHEMA, ["creating", "available"]);
    let volume = Volume::create(&conn).await.unwrap();
    assert_eq!(Volume::wait(&conn, &volume).interval(SHORT).await.unwrap().status.as_deref(), Some("available"));
    cloud.passes_through(Stack::SCHEMA, ["CREATE_IN_PROGRESS", "UPDATE_COMPLETE"]);
    let stack = Stack::create(&conn).await.unwrap();
    assert_eq!(Stack::wait(&conn, &stack).interval(SHORT).await.unwrap().stack_status, "UPDATE_COMPLETE");
}

#[tokio::test]
async fn a_wait_can_be_for_another_state() {
    let (_cloud, conn, server) = server(&["ACTIVE", "ACTIVE", "SHUTOFF"]).await;
    assert_eq!(Server::wait(&conn, &server).state("SHUTOFF").interval(SHORT).await.unwrap().status, "SHUTOFF");
}

#[tokio::test]
async fn a_failure_ends_the_wait_with_the_words_of_the_service() {
    let (cloud, conn, server) = server(&["BUILD"]).await;
    let body =
        serde_json::json!({"server": {"id": server.id, "status": "ERROR", "fault": {"message": "No valid host"}}});
    cloud.answer_next(osc_fake::Answer::new(200).body(body.to_string()));
    let error = Server::wait(&conn, &server).interval(SHORT).await.unwrap_err();
    let told =
        format!("the server `{}` has failed, its state is `ERROR`: No valid host (compute in RegionOne)", server.id);
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::Failed, told));
    assert_eq!(error.message(), Some("No valid host"));
}

#[tokio::test]
async fn a_wait_ends_when_its_time_is_over() {
    let (_cloud, conn, server) = server(&["BUILD"]).await;
    let error = Server::wait(&conn, &server).interval(SHORT).timeout(Duration::from_millis(5)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let told = format!("the server `{}` is still `BUILD` after", server.id);
    assert!(error.to_string().starts_with(&told), "{error}");
    assert!(error.to_string().contains("was to be `ACTIVE`"), "{error}");
}

#[tokio::test]
async fn a_wait_can_be_for_the_end() {
    let (cloud, conn, server) = server(&["ACTIVE"]).await;
    cloud.lingers(Server::SCHEMA, "DELETING", 2);
    Server::delete(&conn, &server).await.unwrap();
    assert_eq!(Server::get(&conn, &server).await.unwrap().status, "DELETING");
    Server::wait(&conn, &server).deleted().interval(SHORT).await.unwrap();
    assert!(Server::get(&conn, &server).await.unwrap_err().is_not_found());
    assert!(Server::wait(&conn, &server).interval(SHORT).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn each_further_state_can_be_seen() {
    let (_cloud, conn, server) = server(&["BUILD", "BUILD", "BUILD", "REBOOT", "ACTIVE"]).await;
    let states = Server::wait(&conn, &server).interval(SHORT).states();
    let states: Vec<_> = states.map(|server| server.unwrap().status).collect().await;
    assert_eq!(states, ["BUILD", "REBOOT", "ACTIVE"]);
}
