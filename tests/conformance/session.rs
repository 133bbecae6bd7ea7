//! The token's life.

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
async fn a_token_that_is_at_its_end_is_renewed_before_it_is_used() {
    let cloud = Cloud::builder().resources(osc_services::resources()).start().await.unwrap();
    // By Keystone's clock, which is years ahead of ours.
    let token =
        r#"{"token": {"issued_at": "2099-01-01T00:00:00.000000Z", "expires_at": "2099-01-01T00:00:00.000000Z"}}"#;
    cloud.answer_next_sign_in(osc_fake::Answer::new(201).header("x-subject-token", "gAAAAA").body(token));
    let conn = cloud.connect().await.unwrap();
    Network::list(&conn).await.unwrap();
    Network::list(&conn).await.unwrap();
    let (sign_in, list) = ("POST /identity/v3/auth/tokens", "GET /network/v2.0/networks");
    assert_eq!(lines(&cloud.requests()), [sign_in, sign_in, list, list]);
}

#[tokio::test]
async fn a_clock_that_is_wrong_costs_no_sign_ins() {
    let (cloud, _) = example_cloud().await;
    let before = sign_ins(&cloud);
    let token =
        r#"{"token": {"issued_at": "1999-01-01T00:00:00Z", "expires_at": "1999-01-01T01:00:00Z", "catalog": []}}"#;
    cloud.answer_next_sign_in(osc_fake::Answer::new(201).header("x-subject-token", "gAAAAA").body(token));
    let conn = cloud.connect().await.unwrap();
    for _ in 0..3 {
        assert!(Network::list(&conn).await.unwrap_err().to_string().contains("the catalog is empty"));
    }
    assert_eq!(sign_ins(&cloud) - before, 1);
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
    let request = error.request_id().unwrap();
    assert_eq!(
        error.to_string(),
        format!(
            "cannot sign in at {}/auth/tokens: 401 Unauthorized: The request you have made requires authentication. \
             (request {request}); the user name, password, domain or project is wrong, Keystone does not tell which",
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
    let builder = Connection::builder().auth_url("http://ada:countess@keystone/v3");
    assert!(!format!("{builder:?}").contains("countess"), "{builder:?}");
    let error = builder.connect().await.unwrap_err();
    assert!(error.to_string().contains("say them as `username` and `password`"), "{error}");
    assert!(!error.to_string().contains("countess"), "{error}");
}

#[tokio::test]
async fn a_connection_is_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let (_cloud, conn) = example_cloud().await;
    shared(&conn);
    let listing = tokio::spawn(Network::list(&conn).into_future());
    assert_eq!(listing.await.unwrap().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_has_become_wrong_is_not_tried_by_every_task() {
    use osc_services::identity::User;

    let (cloud, admin) = example_cloud().await;
    let user = User::create(&admin, "ada").password("before").await.unwrap();
    let conn = cloud.connection().username("ada").password("before").connect().await.unwrap();
    User::update(&admin, &user.id).password("after").await.unwrap();
    cloud.revoke_tokens().unwrap();
    let before = sign_ins(&cloud);
    let lists = (0..20).map(|_| tokio::spawn(Network::list(&conn).into_future()));
    for list in lists.collect::<Vec<_>>() {
        assert!(list.await.unwrap().unwrap_err().is_unauthorized());
    }
    // Nor by those that come later.
    for _ in 0..3 {
        assert!(Network::list(&conn).await.unwrap_err().is_unauthorized());
    }
    assert_eq!(sign_ins(&cloud) - before, 1);
}

#[tokio::test]
async fn a_token_in_use_is_renewed_before_its_end_without_being_waited_for() {
    let cloud = Cloud::builder()
        .resources(osc_services::resources())
        .token_lifetime(std::time::Duration::from_secs(2))
        .start()
        .await
        .unwrap();
    let conn = cloud.connect().await.unwrap();
    Network::list(&conn).await.unwrap();
    // Longer than the token lives: what is asked next finds a fresh one.
    tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
    assert_eq!(sign_ins(&cloud), 2);
    drop(conn);
    // A connection that is gone has no token to renew.
    tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
    assert_eq!(sign_ins(&cloud), 2);
}

#[tokio::test]
async fn a_connection_for_another_project_is_made_from_this_one() {
    let (cloud, conn) = example_cloud().await;
    let project = osc_services::identity::Project::create(&conn, "theirs").await.unwrap();
    let theirs = conn.connect_as().project_id(&project.id).connect().await.unwrap();
    assert_eq!(theirs.project_id().await.unwrap().as_deref(), Some(project.id.as_str()));
    assert_ne!(conn.project_id().await.unwrap().as_deref(), Some(project.id.as_str()));
    assert_eq!(sign_ins(&cloud), 2);
}

#[tokio::test]
async fn requests_carry_the_id_of_what_they_are_sent_for() {
    let (cloud, conn) = example_cloud().await;
    Network::list(&conn.for_request("req-7a1f")).await.unwrap();
    Network::list(&conn).await.unwrap();
    let ids: Vec<_> = cloud
        .requests()
        .into_iter()
        .map(|request| request.headers.into_iter().find(|(name, _)| name == "x-openstack-request-id"))
        .map(|header| header.map(|(_, id)| id))
        .collect();
    assert_eq!(ids, [None, Some("req-7a1f".to_owned()), None]);
}
