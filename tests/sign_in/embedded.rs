//! The same ways on the embedded cloud and its identity provider, to the list that somebody wanted.

use osc_fake::{Answer, Cloud, IdentityProvider};
use osc_runtime::transport::url::{Position, Url};
use osc_runtime::{Connection, ConnectionBuilder, Method, Resource as _};
use osc_services::network::v2::Network;
use serde_json::json;

use crate::person::{Person, exchange, free_port, is_gone, status};
use crate::refused;

struct Campus {
    provider: IdentityProvider,
    cloud: Cloud,
}

impl Campus {
    async fn start() -> Self {
        let provider = IdentityProvider::start().await.unwrap();
        let builder = Cloud::builder().resources([Network::SCHEMA]).example().federated(&provider, "campus", "openid");
        let cloud = builder.trusted_dashboard("http://localhost:").start().await.unwrap();
        Self { provider, cloud }
    }

    /// A connection by way of the identity provider.
    fn federated(&self, auth_type: &str) -> ConnectionBuilder {
        Connection::builder()
            .auth_type(auth_type)
            .auth_url(self.cloud.auth_url())
            .identity_provider("campus")
            .protocol("openid")
            .project_name("demo")
            .region("RegionOne")
    }

    /// The same, as the client that has a secret.
    fn client(&self, auth_type: &str) -> ConnectionBuilder {
        let builder = self.federated(auth_type).discovery_endpoint(self.provider.discovery_url());
        builder.client_id(IdentityProvider::CLIENT_ID).client_secret(IdentityProvider::CLIENT_SECRET)
    }

    /// The same, as the client that has none.
    fn public_client(&self, auth_type: &str) -> ConnectionBuilder {
        let builder = self.federated(auth_type).discovery_endpoint(self.provider.discovery_url());
        builder.client_id(IdentityProvider::PUBLIC_CLIENT_ID)
    }
}

async fn lists(conn: &Connection) {
    let names: Vec<_> = Network::list(conn).await.unwrap().into_iter().map(|network| network.name).collect();
    assert_eq!(names, ["admin_pri", "public"]);
}

fn host(url: &Url) -> String {
    url[Position::BeforeHost..Position::AfterPort].to_owned()
}

/// What a browser is answered that goes there.
async fn browse(url: &Url) -> String {
    let target = &url[Position::BeforePath..];
    exchange(&host(url), &format!("GET {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", host(url))).await
}

#[tokio::test]
async fn a_password_or_a_clients_secret_is_enough() {
    let campus = Campus::start().await;
    let password = campus.client("v3oidcpassword").username(IdentityProvider::USERNAME);
    lists(&password.clone().password(IdentityProvider::PASSWORD).connect().await.unwrap()).await;
    lists(&campus.client("v3oidcclientcredentials").connect().await.unwrap()).await;

    let error = refused(password.password("byron")).await;
    let expected = format!(
        "cannot sign in at {}/token: 400 Bad Request: invalid_grant: The user name or the password is wrong.; the user name, the \
         password or the one-time password is wrong there",
        campus.provider.issuer()
    );
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn an_access_token_is_enough_as_long_as_it_is_good() {
    let campus = Campus::start().await;
    let form =
        format!("grant_type=password&username={}&password={}", IdentityProvider::USERNAME, IdentityProvider::PASSWORD);
    let url: Url = campus.provider.issuer().parse().unwrap();
    let (id, secret) = (IdentityProvider::CLIENT_ID, IdentityProvider::CLIENT_SECRET);
    let body = format!("{form}&client_id={id}&client_secret={secret}");
    let request = format!(
        "POST /token HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        host(&url),
        body.len()
    );
    let answer = exchange(&host(&url), &request).await;
    let document: serde_json::Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    let builder = campus.federated("v3oidcaccesstoken").access_token(document["access_token"].as_str().unwrap());
    lists(&builder.clone().connect().await.unwrap()).await;
    campus.provider.revoke_tokens();
    assert!(refused(builder).await.is_unauthorized());
}

#[tokio::test]
async fn a_browser_brings_a_code_and_a_refresh_token_spares_it_the_next_time() {
    let campus = Campus::start().await;
    let (builder, mut person) = Person::of(campus.public_client("v3oidcauthcode"));
    let sign_in = tokio::spawn(builder.connect());
    let asked = person.asked().await;
    let sent_back = browse(&asked.url).await;
    assert_eq!(status(&sent_back), "302 Found");
    let location = sent_back.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
    let location: Url = location.parse().unwrap();
    assert_eq!(status(&browse(&location).await), "200 OK");
    let conn = sign_in.await.unwrap().unwrap();
    lists(&conn).await;
    assert!(is_gone(&host(&location)).await);

    // The token ends, and nobody is asked for another one.
    campus.cloud.revoke_tokens().unwrap();
    lists(&conn).await;
    assert!(person.was_not_asked());
}

#[tokio::test]
async fn a_code_is_entered_elsewhere_while_the_provider_says_when_to_ask() {
    let campus = Campus::start().await;
    campus.provider.approve_after(1);
    let (builder, mut person) = Person::of(campus.public_client("v3oidcdeviceauthz"));
    let conn = builder.connect().await.unwrap();
    lists(&conn).await;
    assert!(person.asked().await.user_code.is_some());

    campus.provider.deny();
    let (builder, _person) = Person::of(campus.public_client("v3oidcdeviceauthz"));
    drop(conn);
    let error = refused(builder).await.to_string();
    assert!(error.contains("access_denied"), "{error}");
}

#[tokio::test]
async fn keystones_own_page_brings_a_token() {
    let campus = Campus::start().await;
    let port = free_port().await.to_string();
    let (builder, mut person) = Person::of(campus.federated("v3websso").redirect_port(&port));
    let sign_in = tokio::spawn(builder.connect());
    let page = browse(&person.asked().await.url).await;
    let attribute = |before: &str| page.split_once(before).unwrap().1.split_once('"').unwrap().0;
    assert_eq!(attribute("action=\""), format!("http://localhost:{port}/auth/websso/"));
    let (host, body) = (format!("localhost:{port}"), format!("token={}", attribute("id=\"token\" value=\"")));
    let request = format!(
        "POST /auth/websso/ HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    assert_eq!(status(&exchange(&host, &request).await), "200 OK");
    // A second one finds nobody.
    assert!(is_gone(&host).await);
    lists(&sign_in.await.unwrap().unwrap()).await;
}

#[tokio::test]
async fn an_application_credential_is_a_client_of_keystones_own() {
    let campus = Campus::start().await;
    let owner = campus.cloud.connect().await.unwrap();
    let path = format!("/users/{}/application_credentials", owner.user_id().await.unwrap().unwrap());
    let new = json!({"application_credential": {"name": "ci", "secret": "s3cret"}});
    let made = owner.request(Method::Post, "identity", &path).json(&new).await.unwrap().value().unwrap();
    let builder = Connection::builder()
        .auth_type("v3oauth2clientcredential")
        .auth_url(campus.cloud.auth_url())
        .oauth2_endpoint(format!("{}/OS-OAUTH2/token", campus.cloud.auth_url()))
        .oauth2_client_id(made["application_credential"]["id"].as_str().unwrap())
        .region("RegionOne");
    lists(&builder.clone().oauth2_client_secret("s3cret").connect().await.unwrap()).await;
    let error = refused(builder.oauth2_client_secret("wrong")).await;
    assert!(error.to_string().contains("401 Unauthorized: invalid_client"), "{error}");
}

#[tokio::test]
async fn a_provider_that_is_down_is_no_wrong_password() {
    let campus = Campus::start().await;
    campus.provider.answer_next(Answer::new(500));
    let builder = campus.client("v3oidcpassword").username(IdentityProvider::USERNAME);
    let error = refused(builder.password(IdentityProvider::PASSWORD)).await;
    assert_eq!((error.kind(), error.status()), (osc_runtime::ErrorKind::Service, Some(500)));
    assert!(error.to_string().ends_with("; ask whoever runs the identity provider"), "{error}");
}
