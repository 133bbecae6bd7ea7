//! Keystone's tokens for those of an identity provider.

use osc_fake::{Cloud, IdentityProvider};
use serde_json::json;

use crate::provider::by_password;
use crate::{Answered, ask, project, roles, sign_in, token};

const AUTH: &str = "/OS-FEDERATION/identity_providers/company/protocols/openid/auth";

async fn start() -> (IdentityProvider, Cloud) {
    let provider = IdentityProvider::start().await.unwrap();
    let builder = Cloud::builder().federated(&provider, "company", "openid");
    let cloud = builder.trusted_dashboard("http://127.0.0.1:").start().await.unwrap();
    (provider, cloud)
}

async fn with_bearer(cloud: &Cloud, line: &str, bearer: &str) -> Answered {
    ask(cloud, line, &[("authorization", &format!("Bearer {bearer}"))], "").await
}

#[tokio::test]
async fn a_token_of_the_providers_buys_an_unscoped_one_that_buys_one_for_a_project() {
    let (provider, cloud) = start().await;
    let bearer = by_password(&provider).await["access_token"].as_str().unwrap().to_owned();
    let mut users = Vec::new();
    for method in ["GET", "POST"] {
        let answer = with_bearer(&cloud, &format!("{method} {AUTH}"), &bearer).await;
        let body = &answer.body["token"];
        assert_eq!((answer.status, &body["methods"], body.get("project")), (201, &json!(["openid"]), None));
        let federation = json!({"groups": [], "identity_provider": {"id": "company"}, "protocol": {"id": "openid"}});
        assert_eq!(body["user"]["OS-FEDERATION"], federation);
        assert!(body["user"]["name"] == "ada" && body["user"].get("password_expires_at").is_none());
        users.push(body["user"]["id"].clone());

        let scoped = sign_in(&cloud, &[token(&answer.token())], Some(project())).await;
        let body = &scoped.body["token"];
        assert_eq!((&body["project"]["name"], roles(body)[0]), (&json!("demo"), "admin"));
        assert_eq!(body["user"]["OS-FEDERATION"], federation);
    }
    assert_eq!(users[0], users[1], "who comes again is the same user");
}

#[tokio::test]
async fn a_token_that_is_none_of_the_providers_buys_nothing() {
    let (provider, cloud) = start().await;
    let bearer = by_password(&provider).await["access_token"].as_str().unwrap().to_owned();
    provider.revoke_tokens();
    assert_eq!(with_bearer(&cloud, &format!("POST {AUTH}"), &bearer).await.status, 401);
    assert_eq!(ask(&cloud, &format!("POST {AUTH}"), &[], "").await.status, 401);
    let unknown = AUTH.replace("company", "else");
    assert_eq!(with_bearer(&cloud, &format!("POST {unknown}"), &bearer).await.status, 404);
}

/// The value of an attribute in a page.
fn attribute<'a>(page: &'a str, before: &str) -> &'a str {
    page.split_once(before).unwrap().1.split_once('"').unwrap().0
}

#[tokio::test]
async fn a_browser_is_given_a_form_that_brings_the_token_to_who_sent_it() {
    let (_provider, cloud) = start().await;
    for path in [
        "/auth/OS-FEDERATION/identity_providers/company/protocols/openid/websso",
        "/auth/OS-FEDERATION/websso/openid",
        AUTH,
    ] {
        let page = ask(&cloud, &format!("GET {path}?origin=http://127.0.0.1:9990/a%26b/"), &[], "").await;
        assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")), "{path}");
        assert_eq!(attribute(&page.text, "action=\""), "http://127.0.0.1:9990/a&amp;b/");
        let given = attribute(&page.text, "name=\"token\" id=\"token\" value=\"");
        assert_eq!(sign_in(&cloud, &[token(given)], Some(project())).await.status, 201);

        let elsewhere = ask(&cloud, &format!("GET {path}?origin=http://example.org/"), &[], "").await;
        assert_eq!(elsewhere.status, 401, "{path}");
        let nowhere = ask(&cloud, &format!("GET {path}"), &[], "").await;
        assert_eq!(nowhere.status, if path == AUTH { 401 } else { 400 }, "{path}");
    }
}
