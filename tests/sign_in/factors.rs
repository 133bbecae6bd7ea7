//! More than a password: passcodes, several methods, credentials for programs, on the embedded cloud.

use osc_fake::Cloud;
use osc_runtime::{Connection, ConnectionBuilder, Method};
use serde_json::{Value, json};

use crate::own::sent;
use crate::refused;

/// The secret of RFC 6238's own examples.
const TOTP: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A cloud with the user `ada`, who has a secret for passcodes, and has to use it where `rules` are given.
async fn cloud(rules: &Value) -> Cloud {
    let ada = json!({
        "id": "ada-id", "name": "ada", "domain_id": "default", "enabled": true, "password": "countess",
        "options": {"multi_factor_auth_enabled": true, "multi_factor_auth_rules": rules},
    });
    let cloud = Cloud::builder().seed("identity", "/users", ada).start().await.unwrap();
    let credential = json!({"credential": {"type": "totp", "blob": TOTP, "user_id": "ada-id"}});
    post(&cloud.connect().await.unwrap(), "/credentials", &credential).await;
    cloud
}

async fn post(conn: &Connection, path: &str, body: &Value) -> Value {
    conn.request(Method::Post, "identity", path).json(body).await.unwrap().value().unwrap()
}

/// Whose token it is.
async fn user(conn: &Connection) -> String {
    conn.user_id().await.unwrap().unwrap()
}

fn ada(cloud: &Cloud) -> ConnectionBuilder {
    Connection::builder().auth_url(cloud.auth_url()).username("ada").project_name("demo").region("RegionOne")
}

#[tokio::test]
async fn a_passcode_and_two_methods_at_once_are_sent_by_their_names() {
    let user = |secret: &str, value: &str| json!({"user": {"id": "u1", secret: value}});
    let asked = sent(|b| b.auth_type("v3totp").user_id("u1").passcode("123456")).await;
    assert_eq!(asked, json!({"auth": {"identity": {"methods": ["totp"], "totp": user("passcode", "123456")}}}));
    let both = json!({"auth": {"identity": {
        "methods": ["password", "totp"],
        "password": user("password", "countess"),
        "totp": user("passcode", "123456"),
    }}});
    assert_eq!(sent(|b| b.user_id("u1").password("countess").passcode("123456")).await, both);
    let said = sent(|b| {
        let b = b.auth_type("v3multifactor").auth_methods("v3totp, v3password");
        b.user_id("u1").password("countess").passcode("123456")
    });
    assert_eq!(said.await, both);
}

#[tokio::test]
async fn a_passcode_is_good_once() {
    let cloud = cloud(&json!([])).await;
    let passcode = cloud.passcode(TOTP).unwrap();
    let builder = ada(&cloud).auth_type("v3totp").passcode(passcode.as_str());
    let conn = builder.clone().connect().await.unwrap();
    assert_eq!(user(&conn).await, "ada-id");
    drop(conn);
    let error = refused(builder).await.to_string();
    assert!(error.ends_with("; the passcode is wrong, too old, or was used before; take the one that is shown now"));
    assert!(!error.contains(&passcode), "{error}");
}

#[tokio::test]
async fn two_methods_at_once_satisfy_a_rule_for_both() {
    let cloud = cloud(&json!([["password", "totp"]])).await;
    let builder = ada(&cloud).password("countess").passcode(cloud.passcode(TOTP).unwrap());
    assert_eq!(user(&builder.connect().await.unwrap()).await, "ada-id");
    let wrong = refused(ada(&cloud).password("duchess").passcode("000000")).await;
    assert!(wrong.is_unauthorized() && wrong.receipt().is_none());
}

#[tokio::test]
async fn who_proves_too_little_goes_on_with_a_receipt() {
    let cloud = cloud(&json!([["password", "totp"]])).await;
    let builder = ada(&cloud).password("countess");
    let error = refused(builder.clone()).await;
    assert!(error.to_string().ends_with("; that was right, and is not enough: `totp` is asked for too"), "{error}");
    let receipt = error.receipt().unwrap().clone();
    assert_eq!((receipt.methods(), receipt.missing()), (["password".to_owned()].as_slice(), vec!["totp"]));

    let builder = builder.receipt(receipt).auth_type("v3totp");
    assert_eq!(refused(builder.clone()).await.missing_setting(), Some("passcode"));
    let conn = builder.passcode(cloud.passcode(TOTP).unwrap()).connect().await.unwrap();
    assert_eq!(user(&conn).await, "ada-id");
}

#[tokio::test]
async fn an_application_credential_does_what_its_roles_allow_and_a_restricted_one_makes_no_other() {
    let cloud = cloud(&json!([])).await;
    let owner = ada(&cloud).password("countess").connect().await.unwrap();
    let path = "/users/ada-id/application_credentials";
    let new = |name: &str, unrestricted: bool| json!({"application_credential": {"name": name, "secret": "s3cret", "unrestricted": unrestricted}});
    let by_id = |made: &Value| {
        let id = made["application_credential"]["id"].as_str().unwrap();
        let builder = Connection::builder().auth_url(cloud.auth_url()).region("RegionOne");
        builder.application_credential_id(id).application_credential_secret("s3cret")
    };
    let restricted = by_id(&post(&owner, path, &new("ci", false)).await);
    let conn = restricted.clone().connect().await.unwrap();
    assert_eq!(user(&conn).await, "ada-id");
    let refusal = conn.request(Method::Post, "identity", path).json(&new("more", false)).await.unwrap_err();
    assert_eq!(refusal.status(), Some(403));

    let unrestricted = by_id(&post(&owner, path, &new("keeper", true)).await).connect().await.unwrap();
    post(&unrestricted, path, &new("more", false)).await;

    let by_name = Connection::builder().auth_url(cloud.auth_url()).region("RegionOne").username("ada");
    let by_name = by_name.application_credential_name("ci");
    let wrong = refused(by_name.clone().application_credential_secret("wrong")).await.to_string();
    assert!(wrong.ends_with("; the application credential or its secret is wrong, or it has expired or was deleted"));
    assert_eq!(user(&by_name.application_credential_secret("s3cret").connect().await.unwrap()).await, "ada-id");
}

#[tokio::test]
async fn a_trust_lends_a_project_and_an_unscoped_token_is_for_none() {
    let cloud = cloud(&json!([])).await;
    let demo = cloud.connect().await.unwrap();
    let trust = json!({"trust": {
        "trustor_user_id": user(&demo).await, "trustee_user_id": "ada-id", "impersonation": true,
        "project_id": demo.project_id().await.unwrap().unwrap(), "roles": [{"name": "member"}],
    }});
    let trust = post(&demo, "/OS-TRUST/trusts", &trust).await;
    let builder =
        Connection::builder().auth_url(cloud.auth_url()).region("RegionOne").username("ada").password("countess");
    let lent = builder.clone().trust_id(trust["trust"]["id"].as_str().unwrap()).connect().await.unwrap();
    assert_eq!(user(&lent).await, user(&demo).await, "the one who is impersonated");
    for whole in [builder.clone().system_scope("all"), builder.clone().domain_id("default")] {
        assert_eq!(user(&whole.connect().await.unwrap()).await, "ada-id");
    }
    // Without a scope there is no catalog, and nothing to be had.
    let unscoped = builder.connect().await.unwrap();
    let error = unscoped.request(Method::Get, "identity", "/users").await.unwrap_err();
    assert_eq!(error.kind(), osc_runtime::ErrorKind::Catalog);
}
