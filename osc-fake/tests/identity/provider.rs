//! The identity provider by itself.

use data_encoding::{BASE64, BASE64URL_NOPAD};
use osc_fake::{Answer, IdentityProvider};
use ring::digest;
use serde_json::{Value, json};
use std::time::Duration;

use crate::{Answered, send};

const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const CALLBACK: &str = "http://127.0.0.1:9990/callback";

/// A form of these parameters.
fn form(parameters: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish()
}

/// The client that has a secret posts a form.
async fn post(provider: &IdentityProvider, path: &str, parameters: &[(&str, &str)]) -> Answered {
    let id = format!("{}:{}", IdentityProvider::CLIENT_ID, IdentityProvider::CLIENT_SECRET);
    let basic = format!("Basic {}", BASE64.encode(id.as_bytes()));
    let url = format!("{}{path}", provider.issuer());
    send("POST", &url, &[("authorization", &basic)], &form(parameters)).await
}

/// The client that has none does.
async fn post_publicly(provider: &IdentityProvider, path: &str, parameters: &[(&str, &str)]) -> Answered {
    let mut parameters = parameters.to_vec();
    parameters.push(("client_id", IdentityProvider::PUBLIC_CLIENT_ID));
    send("POST", &format!("{}{path}", provider.issuer()), &[], &form(&parameters)).await
}

pub(crate) async fn by_password(provider: &IdentityProvider) -> Value {
    let user = [("username", IdentityProvider::USERNAME), ("password", IdentityProvider::PASSWORD)];
    let answer =
        post(provider, "/token", &[&[("grant_type", "password"), ("scope", "openid")][..], &user].concat()).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body
}

/// What is told of an access token.
async fn told(provider: &IdentityProvider, token: &Value) -> Value {
    post(provider, "/introspect", &[("token", token.as_str().unwrap())]).await.body
}

fn error(answer: &Answered) -> (u16, &str) {
    (answer.status, answer.body["error"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn a_provider_tells_where_everything_is() {
    let provider = IdentityProvider::start().await.unwrap();
    let answer = send("GET", &provider.discovery_url(), &[], "").await;
    assert_eq!((answer.status, &answer.body["issuer"]), (200, &json!(provider.issuer())));
    for name in ["authorization_endpoint", "token_endpoint", "device_authorization_endpoint", "introspection_endpoint"]
    {
        assert!(answer.body[name].as_str().unwrap().starts_with(provider.issuer()), "{name}");
    }
    let jwks = send("GET", answer.body["jwks_uri"].as_str().unwrap(), &[], "").await;
    assert_eq!((jwks.status, provider.counted()), (200, 2));
}

#[tokio::test]
async fn a_password_buys_a_token_that_is_told_of() {
    let provider = IdentityProvider::start().await.unwrap();
    let given = by_password(&provider).await;
    assert_eq!(
        (&given["token_type"], &given["expires_in"], &given["scope"]),
        (&json!("Bearer"), &json!(300), &json!("openid"))
    );
    let told_of = told(&provider, &given["access_token"]).await;
    assert_eq!((&told_of["active"], &told_of["username"]), (&json!(true), &json!("ada")));
    let bearer = format!("Bearer {}", given["access_token"].as_str().unwrap());
    let user = send("GET", &format!("{}/userinfo", provider.issuer()), &[("authorization", &bearer)], "").await;
    assert_eq!(user.body["sub"], "ada");
    provider.revoke_tokens();
    assert_eq!(told(&provider, &given["access_token"]).await, json!({"active": false}));
    provider.set_token_lifetime(Duration::ZERO);
    let given = by_password(&provider).await;
    assert_eq!(told(&provider, &given["access_token"]).await, json!({"active": false}));
}

#[tokio::test]
async fn who_has_not_been_granted_something_is_refused() {
    let provider = IdentityProvider::start().await.unwrap();
    let wrong = [("grant_type", "password"), ("username", "ada"), ("password", "wrong")];
    assert_eq!(error(&post(&provider, "/token", &wrong).await), (400, "invalid_grant"));
    assert_eq!(error(&post(&provider, "/token", &[("grant_type", "magic")]).await), (400, "unsupported_grant_type"));
    assert_eq!(error(&post(&provider, "/token", &[]).await), (400, "invalid_request"));
    let nobody = send("POST", &format!("{}/token", provider.issuer()), &[], "grant_type=password&client_id=osc").await;
    assert_eq!(error(&nobody), (401, "invalid_client"));
    let public = post_publicly(&provider, "/token", &[("grant_type", "client_credentials")]).await;
    assert_eq!(error(&public), (400, "unauthorized_client"));
    assert_eq!(error(&post_publicly(&provider, "/introspect", &[("token", "x")]).await), (400, "unauthorized_client"));
}

#[tokio::test]
async fn a_refresh_token_is_good_once() {
    let provider = IdentityProvider::start().await.unwrap();
    let given = by_password(&provider).await;
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", given["refresh_token"].as_str().unwrap())];
    let again = post(&provider, "/token", &refresh).await;
    assert_eq!((again.status, &again.body["scope"]), (200, &json!("openid")));
    assert_eq!(error(&post(&provider, "/token", &refresh).await), (400, "invalid_grant"));
    let client = post(&provider, "/token", &[("grant_type", "client_credentials")]).await;
    assert_eq!((client.status, client.body.get("refresh_token")), (200, None));
}

/// Sends a browser to the provider; gives the parameters with which it is sent back.
async fn browse(provider: &IdentityProvider, parameters: &[(&str, &str)]) -> Vec<(String, String)> {
    let url = format!("{}/authorize?{}", provider.issuer(), form(parameters));
    let answer = send("GET", &url, &[], "").await;
    assert_eq!(answer.status, 302, "{}", answer.text);
    let target = url::Url::parse(answer.header("location").unwrap()).unwrap();
    assert!(target.as_str().starts_with(CALLBACK), "{target}");
    target.query_pairs().into_owned().collect()
}

#[tokio::test]
async fn a_code_is_good_once_and_for_who_asked_for_it() {
    let provider = IdentityProvider::start().await.unwrap();
    let verifier = "a-text-of-forty-three-characters-or-somewhat-more";
    let challenge = BASE64URL_NOPAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()).as_ref());
    let asked = [
        ("response_type", "code"),
        ("client_id", IdentityProvider::PUBLIC_CLIENT_ID),
        ("redirect_uri", CALLBACK),
        ("state", "of mine"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    for (verifier, uri, status) in
        [(verifier, CALLBACK, 200), ("wrong", CALLBACK, 400), (verifier, "http://else/", 400)]
    {
        let back = browse(&provider, &asked).await;
        assert_eq!((back[0].0.as_str(), &back[1]), ("code", &("state".to_owned(), "of mine".to_owned())));
        let code = back[0].1.as_str();
        let parameters =
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", uri), ("code_verifier", verifier)];
        assert_eq!(post_publicly(&provider, "/token", &parameters).await.status, status, "{verifier} {uri}");
        assert_eq!(error(&post_publicly(&provider, "/token", &parameters).await), (400, "invalid_grant"));
    }
    let back = browse(&provider, &asked[..4]).await;
    assert_eq!(back[0], ("error".into(), "invalid_request".into()), "who has no secret needs a challenge");
    let elsewhere = form(&[asked[0], asked[1], ("redirect_uri", "http://example.org/")]);
    let url = format!("{}/authorize?{elsewhere}", provider.issuer());
    assert_eq!(send("GET", &url, &[], "").await.status, 400, "a browser is not sent to the world");
}

#[tokio::test]
async fn a_client_with_a_secret_needs_no_challenge_for_its_code() {
    let provider = IdentityProvider::start().await.unwrap();
    let client = ("client_id", IdentityProvider::CLIENT_ID);
    let back = browse(&provider, &[("response_type", "code"), client, ("redirect_uri", CALLBACK)]).await;
    let code = ("code", back[0].1.as_str());
    let answer =
        post(&provider, "/token", &[("grant_type", "authorization_code"), code, ("redirect_uri", CALLBACK)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test]
async fn a_device_waits_for_its_user() {
    let provider = IdentityProvider::start().await.unwrap();
    provider.set_interval(Duration::from_secs(3));
    let begun = post_publicly(&provider, "/device_authorization", &[("scope", "openid")]).await;
    assert_eq!((begun.status, &begun.body["interval"]), (200, &json!(3)));
    let code = begun.body["device_code"].as_str().unwrap();
    let poll = || async {
        let answer = post_publicly(&provider, "/token", &[("grant_type", DEVICE), ("device_code", code)]).await;
        (answer.status, answer.body["error"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(poll().await, (400, "authorization_pending".into()));
    provider.slow_down(1);
    assert_eq!(poll().await, (400, "slow_down".into()));
    provider.deny();
    assert_eq!(poll().await, (400, "access_denied".into()));
    provider.answer_next(Answer::new(503));
    assert_eq!(poll().await.0, 503);
    provider.approve_after(1);
    assert_eq!(poll().await, (400, "authorization_pending".into()));
    assert_eq!(poll().await, (200, String::new()));
    assert_eq!(poll().await, (400, "invalid_grant".into()), "a device is given one token");
}

#[tokio::test]
async fn a_browser_at_the_address_of_a_device_approves_it() {
    let provider = IdentityProvider::start().await.unwrap();
    let begun = post(&provider, "/device_authorization", &[]).await.body;
    let page = send("GET", begun["verification_uri_complete"].as_str().unwrap(), &[], "").await;
    assert_eq!(page.status, 200);
    let code = ("device_code", begun["device_code"].as_str().unwrap());
    assert_eq!(post(&provider, "/token", &[("grant_type", DEVICE), code]).await.status, 200);
}
