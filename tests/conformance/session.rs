//! The token's life.

use std::time::Duration;

use futures_util::future::try_join_all;
use osc_fake::Cloud;
use osc_runtime::{Connection, ErrorKind};
use osc_services::network::Network;

use crate::{example_cloud, lines};

fn sign_ins(cloud: &Cloud) -> usize {
    lines(&cloud.requests()).iter().filter(|line| line.starts_with("POST /identity/v3/auth/tokens")).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_token_is_renewed_once_by_one_of_all_tasks() {
    let (cloud, conn) = example_cloud().await;
    cloud.revoke_tokens().unwrap();
    try_join_all((0..20).map(|_| Network::list(&conn).into_future())).await.unwrap();
    assert_eq!(sign_ins(&cloud), 2);
}

#[tokio::test]
async fn a_token_that_is_about_to_end_is_renewed_before_it_is_used() {
    let cloud = Cloud::builder()
        .resources(osc_services::resources())
        .token_lifetime(Duration::from_secs(5))
        .start()
        .await
        .unwrap();
    let conn = cloud.connect().await.unwrap();
    Network::list(&conn).await.unwrap();
    let requests = lines(&cloud.requests());
    assert!(requests.iter().all(|line| line.starts_with("POST") || line == "GET /network/v2.0/networks"));
    assert_eq!(sign_ins(&cloud), 2, "{requests:?}");
}

#[tokio::test]
async fn a_token_that_stays_refused_is_an_error_and_no_loop() {
    let (cloud, conn) = example_cloud().await;
    for _ in 0..2 {
        cloud.answer_next(osc_fake::Answer::new(401));
    }
    let error = Network::list(&conn).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(sign_ins(&cloud), 2);
}

#[tokio::test]
async fn a_token_buys_another_one() {
    let (cloud, _) = example_cloud().await;
    let token = token_of(&cloud).await;
    let conn = Connection::builder()
        .auth_url(cloud.auth_url())
        .token(token)
        .project_name("demo")
        .project_domain_id("default")
        .connect()
        .await
        .unwrap();
    assert_eq!(Network::list(&conn).await.unwrap().len(), 2);
}

/// A token, as another tool would have it.
async fn token_of(cloud: &Cloud) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let body = r#"{"auth": {"identity": {"methods": ["password"], "password":
        {"user": {"name": "demo", "domain": {"id": "default"}, "password": "demo"}}}}}"#;
    let address = cloud.auth_url().replace("http://", "").replace("/identity/v3", "");
    let mut stream = tokio::net::TcpStream::connect(&address).await.unwrap();
    let request = format!(
        "POST /identity/v3/auth/tokens HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.lines().find_map(|line| line.strip_prefix("x-subject-token: ")).unwrap().to_owned()
}

#[tokio::test]
async fn a_wrong_password_is_an_error_that_says_so() {
    let (cloud, _) = example_cloud().await;
    let error = cloud.connection().password("wr0ng").connect().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(
        error.to_string(),
        format!(
            "cannot sign in at {}/auth/tokens: wrong user name, password, domain or project (401); \
             Keystone does not tell which",
            cloud.auth_url()
        )
    );
}

#[tokio::test]
async fn an_auth_url_needs_no_version() {
    let (cloud, _) = example_cloud().await;
    for version in ["", "/", "/v3/", "/v2.0"] {
        let auth_url = cloud.auth_url().replace("/v3", version);
        cloud.connection().auth_url(auth_url).connect().await.unwrap();
    }
    assert_eq!(sign_ins(&cloud), 5);
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let error = Connection::builder().connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().starts_with("no `auth_url`"), "{error}");
    let error = Connection::builder().auth_url("http://127.0.0.1:1").connect().await.unwrap_err();
    assert!(error.to_string().starts_with("no `username`"), "{error}");
    let error = Connection::builder().auth_url("http://127.0.0.1:1").username("ada").connect().await.unwrap_err();
    assert!(error.to_string().starts_with("no `password`"), "{error}");
    let error = Connection::builder().auth_url("keystone:5000").connect().await.unwrap_err();
    assert!(error.to_string().contains("`keystone` is neither http nor https"), "{error}");
}

#[tokio::test]
async fn a_connection_is_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let (_cloud, conn) = example_cloud().await;
    shared(&conn);
    let listing = tokio::spawn(Network::list(&conn).into_future());
    assert_eq!(listing.await.unwrap().unwrap().len(), 2);
}
