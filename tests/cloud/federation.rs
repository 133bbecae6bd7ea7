//! Signing in by way of an identity provider, whose users Keystone knows by its mapping alone.
//!
//! The provider is that of the embedded cloud, and Keystone's routes and mapping are real. What Apache does between the two is
//! a middleware here (`python/federation.py`).

use http_body_util::BodyExt;
use osc_fake::IdentityProvider;
use osc_runtime::transport::{Network as Http, Outgoing, Transport, http, url};
use osc_runtime::{Connection, ConnectionBuilder, ErrorKind, Method, Secret, Value};
use osc_services::network::Network;
use serde_json::json;
use tokio::sync::{OnceCell, oneshot};

use crate::browser::with_browser;
use crate::member::keystone;
use crate::recorder::Recorder;
use crate::{connect, revoke};

/// The provider of all tests, whose address Keystone has been told.
async fn provider() -> &'static IdentityProvider {
    static PROVIDER: OnceCell<IdentityProvider> = OnceCell::const_new();
    PROVIDER.get_or_init(start).await
}

async fn start() -> IdentityProvider {
    let (sender, receiver) = oneshot::channel();
    // Each test has a runtime of its own, and the provider outlives them.
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            sender.send(IdentityProvider::start().await.unwrap()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    let provider = receiver.await.unwrap();
    provider.approve_after(1);
    let change = json!({"identity_provider": {"remote_ids": [provider.issuer()]}});
    let change =
        connect().await.request(Method::Patch, "identity", "/OS-FEDERATION/identity_providers/osc").json(&change);
    change.await.unwrap();
    provider
}

/// A connection by way of the provider, to the project that its users are members of.
async fn federated(auth_type: &str, protocol: &str, recorder: &Recorder) -> ConnectionBuilder {
    provider().await;
    let builder = keystone().auth_type(auth_type).identity_provider("osc").protocol(protocol);
    builder.project_name("demo").transport(recorder.clone())
}

/// The same, as the provider's client that has a secret.
async fn client(auth_type: &str, recorder: &Recorder) -> ConnectionBuilder {
    let builder = federated(auth_type, "openid", recorder).await.discovery_endpoint(provider().await.discovery_url());
    builder.client_id(IdentityProvider::CLIENT_ID).client_secret(IdentityProvider::CLIENT_SECRET)
}

/// The same, for the provider's user.
async fn by_password(recorder: &Recorder) -> ConnectionBuilder {
    let builder = client("v3oidcpassword", recorder).await;
    builder.username(IdentityProvider::USERNAME).password(IdentityProvider::PASSWORD)
}

/// Signs in, and looks at who that is.
async fn connect_as(builder: ConnectionBuilder, recorder: &Recorder, name: &str, protocol: &str) -> Connection {
    let conn = builder.connect().await.unwrap();
    let token = recorder.token();
    assert_eq!((&token["user"]["name"], &token["project"]["name"]), (&json!(name), &json!("demo")));
    let federation = &token["user"]["OS-FEDERATION"];
    assert_eq!(
        (&federation["identity_provider"]["id"], &federation["protocol"]["id"]),
        (&json!("osc"), &json!(protocol))
    );
    assert_eq!(recorder.methods(), [protocol, "token"]);
    Network::find(&conn, "public").await.unwrap();
    conn
}

/// An access token of the provider.
async fn access_token() -> Secret {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("grant_type", "password").append_pair("client_id", IdentityProvider::PUBLIC_CLIENT_ID);
    form.append_pair("username", IdentityProvider::USERNAME).append_pair("password", IdentityProvider::PASSWORD);
    let address = format!("{}/token", provider().await.issuer()).parse().unwrap();
    let request = Outgoing::new(Method::Post, address).body(form.finish());
    let request = request.header(http::header::CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded").unwrap();
    let body = Http::default().send(request).await.unwrap().body.collect().await.unwrap().to_bytes();
    let answer: Value = serde_json::from_slice(&body).unwrap();
    answer["access_token"].as_str().unwrap().into()
}

#[tokio::test]
async fn a_password_of_the_provider_signs_in() {
    let recorder = Recorder::default();
    let builder = by_password(&recorder).await;
    connect_as(builder.clone(), &recorder, IdentityProvider::USERNAME, "openid").await;
    let error = builder.password("byron").connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized, "{error}");
    assert!(!error.to_string().contains("byron"), "{error}");
}

#[tokio::test]
async fn a_client_of_the_provider_signs_in_as_itself() {
    let recorder = Recorder::default();
    let builder = client("v3oidcclientcredentials", &recorder).await;
    connect_as(builder, &recorder, IdentityProvider::CLIENT_ID, "openid").await;
}

#[tokio::test]
async fn an_access_token_of_the_provider_signs_in() {
    let recorder = Recorder::default();
    let builder = federated("v3oidcaccesstoken", "openid", &recorder).await;
    connect_as(builder.clone().access_token(access_token().await), &recorder, IdentityProvider::USERNAME, "openid")
        .await;
    let error = builder.access_token("of-nobody").connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized, "{error}");
    assert!(error.to_string().contains("the token is not active"), "{error}");
    assert!(!error.to_string().contains("of-nobody"), "{error}");
}

#[tokio::test]
async fn a_code_that_a_browser_brings_signs_in() {
    let recorder = Recorder::default();
    let builder = federated("v3oidcauthcode", "openid", &recorder).await;
    let builder = builder.discovery_endpoint(provider().await.discovery_url());
    let builder = with_browser(builder.client_id(IdentityProvider::PUBLIC_CLIENT_ID));
    connect_as(builder, &recorder, IdentityProvider::USERNAME, "openid").await;
}

#[tokio::test]
async fn a_device_signs_in_once_its_user_approves() {
    let recorder = Recorder::default();
    let builder = with_browser(client("v3oidcdeviceauthz", &recorder).await);
    connect_as(builder, &recorder, IdentityProvider::USERNAME, "openid").await;
}

#[tokio::test]
async fn a_token_that_a_browser_brings_signs_in() {
    let port =
        std::env::var("OSC_TEST_WEBSSO_PORT").expect("run tests/cloud/run, which says where Keystone may send it");
    for (protocol, host) in [("openid", "localhost"), ("saml2", "127.0.0.1")] {
        let recorder = Recorder::default();
        let builder = federated("v3websso", protocol, &recorder).await.redirect_host(host).redirect_port(&port);
        connect_as(with_browser(builder), &recorder, &format!("{protocol}-user"), protocol).await;
    }
}

#[tokio::test]
async fn a_federated_user_may_choose_the_project_later() {
    let recorder = Recorder::default();
    let conn = by_password(&recorder).await.project_name("").connect().await.unwrap();
    assert!(recorder.token()["project"].is_null());
    assert_eq!(conn.project_id().await.unwrap(), None);
    connect_as(conn.connect_as().project_name("demo"), &recorder, IdentityProvider::USERNAME, "openid").await;
}

#[tokio::test]
async fn a_federated_token_that_is_revoked_is_replaced_by_way_of_the_provider() {
    let recorder = Recorder::default();
    let conn = connect_as(by_password(&recorder).await, &recorder, IdentityProvider::USERNAME, "openid").await;
    revoke(&recorder).await;
    let projects = conn.request(Method::Get, "identity", "/auth/projects").await.unwrap().value().unwrap();
    assert_eq!(projects["projects"][0]["name"], "demo");
    assert_eq!(recorder.sign_ins(), [201, 201], "{:?}", recorder.calls());
}
