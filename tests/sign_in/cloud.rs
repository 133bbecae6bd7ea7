//! All of it together: the embedded cloud, an identity provider, and a browser that goes where it is sent.

use osc_fake::{Cloud, IdentityProvider};
use osc_runtime::transport::url::{Position, Url};
use osc_runtime::{Connection, ConnectionBuilder, Method};
use osc_services::network::Network;
use serde_json::json;

use crate::person::{Asked, Person, exchange, free_port, status};

async fn start() -> (IdentityProvider, Cloud) {
    let provider = IdentityProvider::start().await.unwrap();
    let cloud = Cloud::builder().resources(osc_services::resources()).example();
    let cloud = cloud.federated(&provider, "campus", "openid").trusted_dashboard("http://localhost:");
    (provider, cloud.start().await.unwrap())
}

/// A connection to the cloud by way of the identity provider.
fn federated(cloud: &Cloud, auth_type: &str) -> ConnectionBuilder {
    let builder = Connection::builder().auth_type(auth_type).auth_url(cloud.auth_url());
    builder.project_name("demo").identity_provider("campus").protocol("openid")
}

fn client(provider: &IdentityProvider, cloud: &Cloud, auth_type: &str) -> ConnectionBuilder {
    let builder = federated(cloud, auth_type).discovery_endpoint(provider.discovery_url());
    builder.client_id(IdentityProvider::CLIENT_ID).client_secret(IdentityProvider::CLIENT_SECRET)
}

fn public_client(provider: &IdentityProvider, cloud: &Cloud, auth_type: &str) -> ConnectionBuilder {
    let builder = federated(cloud, auth_type).discovery_endpoint(provider.discovery_url());
    builder.client_id(IdentityProvider::PUBLIC_CLIENT_ID)
}

/// Where a browser is sent from there, or what is shown to it.
async fn browse(url: &Url) -> Result<Url, String> {
    let host = &url[Position::BeforeHost..Position::AfterPort];
    let target = &url[Position::BeforePath..];
    let answer = exchange(host, &format!("GET {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n")).await;
    let location = answer.lines().find_map(|line| line.strip_prefix("location: "));
    location.map(|location| location.parse().unwrap()).ok_or(answer)
}

/// The browser that follows.
async fn follow(asked: &Asked) -> String {
    let mut url = asked.url.clone();
    loop {
        match browse(&url).await {
            Ok(next) => url = next,
            Err(page) => return page,
        }
    }
}

async fn works(conn: &Connection) {
    assert_eq!(Network::list(conn).await.unwrap().len(), 2);
}

#[tokio::test]
async fn every_grant_of_the_identity_provider_opens_the_cloud() {
    let (provider, cloud) = start().await;
    let password = client(&provider, &cloud, "v3oidcpassword").username(IdentityProvider::USERNAME);
    works(&password.clone().password(IdentityProvider::PASSWORD).connect().await.unwrap()).await;
    works(&client(&provider, &cloud, "v3oidcclientcredentials").connect().await.unwrap()).await;
    let error = password.password("babbage").connect().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "cannot sign in at {}/token: 400 Bad Request: invalid_grant: The user name or the password is wrong.; the user name, \
             the password or the one-time password is wrong there",
            provider.issuer()
        )
    );
}

#[tokio::test]
async fn a_browser_opens_the_cloud_and_is_not_asked_twice() {
    let (provider, cloud) = start().await;
    let (builder, mut person) = Person::of(public_client(&provider, &cloud, "v3oidcauthcode"));
    let sign_in = tokio::spawn(builder.connect());
    // The provider checks what binds the code to who asked for it.
    assert_eq!(status(&follow(&person.asked().await).await), "200 OK");
    let conn = sign_in.await.unwrap().unwrap();
    works(&conn).await;
    cloud.revoke_tokens().unwrap();
    works(&conn).await;
    assert!(person.was_not_asked());

    // Unless the provider has forgotten them too.
    cloud.revoke_tokens().unwrap();
    provider.revoke_tokens();
    let list = tokio::spawn(async move { Network::list(&conn).await.map(|list| list.len()) });
    follow(&person.asked().await).await;
    assert_eq!(list.await.unwrap().unwrap(), 2);
}

#[tokio::test]
async fn a_device_opens_the_cloud_when_its_code_has_been_entered() {
    let (provider, cloud) = start().await;
    let (builder, mut person) = Person::of(public_client(&provider, &cloud, "v3oidcdeviceauthz"));
    let sign_in = tokio::spawn(builder.connect());
    let asked = person.asked().await;
    assert_eq!(asked.parameter("user_code"), asked.user_code.clone().unwrap());
    assert_eq!(status(&follow(&asked).await), "200 OK");
    works(&sign_in.await.unwrap().unwrap()).await;

    provider.deny();
    let (builder, _person) = Person::of(public_client(&provider, &cloud, "v3oidcdeviceauthz").project_name("admin"));
    let error = builder.connect().await.unwrap_err();
    assert!(error.to_string().contains("access_denied: The user has denied it."), "{error}");
}

#[tokio::test]
async fn keystones_single_sign_on_opens_the_cloud() {
    let (_provider, cloud) = start().await;
    let port = free_port().await;
    let (builder, mut person) = Person::of(federated(&cloud, "v3websso").redirect_port(port.to_string()));
    let sign_in = tokio::spawn(builder.connect());
    let page = follow(&person.asked().await).await;
    let attribute = |name: &str| page.split_once(&format!("{name}=\"")).unwrap().1.split('"').next().unwrap();
    let (action, token) = (attribute("action"), attribute("value"));
    assert_eq!(action, format!("http://localhost:{port}/auth/websso/"));
    let (host, body) = (format!("localhost:{port}"), format!("token={token}"));
    let request = format!(
        "POST /auth/websso/ HTTP/1.1\r\nhost: {host}\r\norigin: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{body}",
        cloud.origin(),
        body.len()
    );
    assert_eq!(status(&exchange(&host, &request).await), "200 OK");
    works(&sign_in.await.unwrap().unwrap()).await;
}

#[tokio::test]
async fn an_application_credential_opens_the_cloud_as_an_oauth_client() {
    let (_provider, cloud) = start().await;
    let conn = cloud.connect().await.unwrap();
    let path = format!("/users/{}/application_credentials", conn.user_id().await.unwrap().unwrap());
    let body = json!({"application_credential": {"name": "robot", "secret": "s+cret"}});
    let made = conn.request(Method::Post, "identity", &path).json(&body).await.unwrap().value().unwrap();
    let id = made["application_credential"]["id"].as_str().unwrap();
    let builder = Connection::builder().auth_type("v3oauth2clientcredential").auth_url(cloud.auth_url());
    let builder = builder.oauth2_endpoint(format!("{}/OS-OAUTH2/token", cloud.auth_url())).oauth2_client_id(id);
    works(&builder.clone().oauth2_client_secret("s+cret").connect().await.unwrap()).await;
    let error = builder.oauth2_client_secret("other").connect().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert!(error.to_string().contains("invalid_client"), "{error}");
}
