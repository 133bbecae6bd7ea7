//! Ways to sign in.

use osc_fake::Cloud;
use serde_json::{Value, json};

use crate::{Answered, ask, call, demo, identity, password, project, roles, sign_in, token, user};

/// The secret of RFC 6238's own examples.
const TOTP: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn by_passcode(name: &str, passcode: &str) -> (&'static str, Value) {
    let mut user = user(name);
    user["passcode"] = passcode.into();
    ("totp", json!({ "user": user }))
}

/// A cloud with a user who has a secret for passcodes, and has to use it where `rules` are given.
async fn with_passcodes(rules: &Value) -> Cloud {
    let ada = json!({
        "id": "ada-id", "name": "ada", "domain_id": "default", "enabled": true, "password": "secret",
        "options": {"multi_factor_auth_enabled": true, "multi_factor_auth_rules": rules},
    });
    let cloud = Cloud::builder().seed("identity", "/users", ada).start().await.unwrap();
    let admin = demo(&cloud, None).await.token();
    let credential = json!({"credential": {"type": "totp", "blob": TOTP, "user_id": "ada-id"}});
    assert_eq!(call(&cloud, &admin, "POST /credentials", &credential).await.status, 201);
    cloud
}

#[tokio::test]
async fn a_sign_in_that_lacks_something_is_refused_as_keystone_does() {
    let cloud = Cloud::builder().start().await.unwrap();
    let nameless = json!({"user": {"name": "demo", "password": "demo"}});
    for (body, status) in [
        (json!({}), 400),
        (json!({"auth": {}}), 400),
        (json!({"auth": {"identity": {}}}), 400),
        (json!({"auth": {"identity": {"methods": ["password"]}}}), 400),
        (json!({"auth": {"identity": {"methods": ["token"], "token": {}}}}), 400),
        (json!({"auth": {"identity": {"methods": []}}}), 401),
        (json!({"auth": {"identity": {"methods": ["magic"], "magic": {}}}}), 401),
        (identity(&[("password", nameless)], None), 400),
        (identity(&[password("demo", "wrong")], None), 401),
        (identity(&[password("nobody", "demo")], None), 401),
    ] {
        let answer = ask(&cloud, "POST /auth/tokens", &[], &body.to_string()).await;
        assert_eq!(answer.status, status, "{body}: {}", answer.text);
        assert_eq!(answer.header("www-authenticate").is_some(), status == 401, "{body}");
    }
}

#[tokio::test]
async fn a_passcode_is_good_once() {
    let cloud = with_passcodes(&json!([])).await;
    let passcode = cloud.passcode(TOTP).unwrap();
    let answer = sign_in(&cloud, &[by_passcode("ada", &passcode)], None).await;
    assert_eq!((answer.status, &answer.body["token"]["methods"]), (201, &json!(["totp"])));
    assert_eq!(sign_in(&cloud, &[by_passcode("ada", &passcode)], None).await.status, 401);
    assert_eq!(sign_in(&cloud, &[by_passcode("ada", "")], None).await.status, 401);
    assert_eq!(sign_in(&cloud, &[by_passcode("demo", &passcode)], None).await.status, 401);
}

#[tokio::test]
async fn two_methods_at_once_fulfil_a_rule() {
    let cloud = with_passcodes(&json!([["password", "totp"]])).await;
    let both = [password("ada", "secret"), by_passcode("ada", &cloud.passcode(TOTP).unwrap())];
    assert_eq!(sign_in(&cloud, &both, None).await.body["token"]["methods"], json!(["password", "totp"]));
    let of_two_users = [password("demo", "demo"), by_passcode("ada", &cloud.passcode(TOTP).unwrap())];
    assert_eq!(sign_in(&cloud, &of_two_users, None).await.status, 401);
}

async fn with_receipt(cloud: &Cloud, method: (&str, Value), receipt: &str) -> Answered {
    let body = identity(&[method], None).to_string();
    ask(cloud, "POST /auth/tokens", &[("openstack-auth-receipt", receipt)], &body).await
}

#[tokio::test]
async fn who_proves_too_little_is_given_a_receipt_for_it() {
    let cloud = with_passcodes(&json!([["password", "totp"], ["token", "totp"], ["magic"]])).await;
    let answer = sign_in(&cloud, &[password("ada", "secret")], None).await;
    let receipt = answer.header("openstack-auth-receipt").unwrap().to_owned();
    assert_eq!((answer.status, answer.header("x-subject-token")), (401, None));
    assert_eq!(answer.body["receipt"]["methods"], json!(["password"]));
    assert_eq!(answer.body["receipt"]["user"]["id"], "ada-id");
    assert_eq!(answer.body["required_auth_methods"], json!([["password", "totp"]]));

    let demo = with_receipt(&cloud, password("demo", "demo"), &receipt).await;
    assert_eq!(demo.status, 401, "a receipt is for one user");
    let passcode = cloud.passcode(TOTP).unwrap();
    assert_eq!(with_receipt(&cloud, by_passcode("ada", &passcode), "none").await.status, 401);
    let again = with_receipt(&cloud, password("ada", "secret"), &receipt).await;
    assert!(again.status == 401 && again.header("openstack-auth-receipt").is_some());
    // The passcode has been spent on the wrong receipt.
    let cloud = with_passcodes(&json!([["password", "totp"]])).await;
    let answer = sign_in(&cloud, &[password("ada", "secret")], None).await;
    let receipt = answer.header("openstack-auth-receipt").unwrap();
    let answer = with_receipt(&cloud, by_passcode("ada", &cloud.passcode(TOTP).unwrap()), receipt).await;
    assert_eq!((answer.status, &answer.body["token"]["methods"]), (201, &json!(["totp", "password"])));
}

/// Makes an application credential; gives it, with its secret.
async fn credential(cloud: &Cloud, token: &str, content: Value) -> Answered {
    call(cloud, token, "POST /users/ada-id/application_credentials", &json!({"application_credential": content})).await
}

async fn by(cloud: &Cloud, content: Value) -> Answered {
    sign_in(cloud, &[("application_credential", content)], None).await
}

#[tokio::test]
async fn an_application_credential_signs_in_by_its_id_or_its_name() {
    let cloud = with_passcodes(&json!([])).await;
    let ada = sign_in(&cloud, &[password("ada", "secret")], Some(project())).await.token();
    let made = credential(&cloud, &ada, json!({"name": "ci", "roles": [{"name": "member"}]})).await;
    let body = &made.body["application_credential"];
    assert_eq!((made.status, roles(body)), (201, vec!["member", "reader"]));
    let (id, secret) = (body["id"].as_str().unwrap(), body["secret"].clone());

    for named in
        [json!({"id": id}), json!({"name": "ci", "user": {"id": "ada-id"}}), json!({"name": "ci", "user": user("ada")})]
    {
        let mut content = named.clone();
        content["secret"] = secret.clone();
        let answer = by(&cloud, content).await;
        let token = &answer.body["token"];
        assert_eq!((answer.status, &token["project"]["name"]), (201, &json!("demo")), "{named}");
        assert_eq!(token["application_credential"], json!({"id": id, "name": "ci", "restricted": true}));
        assert_eq!((roles(token), &token["methods"]), (vec!["member", "reader"], &json!(["application_credential"])));
    }
    for (content, status) in [
        (json!({"id": id, "secret": "wrong"}), 401),
        (json!({"id": id}), 401),
        (json!({"id": "none", "secret": secret}), 404),
        (json!({"name": "none", "user": user("ada"), "secret": secret}), 401),
        (json!({"name": "ci", "secret": secret}), 400),
        (json!({"name": "ci", "user": {"name": "ada"}, "secret": secret}), 400),
        (json!({"secret": secret}), 400),
    ] {
        assert_eq!(by(&cloud, content).await.status, status);
    }
    let scoped = [("application_credential", json!({"id": id, "secret": secret}))];
    assert_eq!(sign_in(&cloud, &scoped, Some(project())).await.status, 401);

    let path = format!("/users/ada-id/application_credentials/{id}");
    let shown = call(&cloud, &ada, &format!("GET {path}"), &Value::Null).await;
    assert_eq!((shown.status, shown.body["application_credential"].get("secret")), (200, None));
    let own = by(&cloud, json!({"id": id, "secret": secret})).await.token();
    assert_eq!(call(&cloud, &ada, &format!("DELETE {path}"), &Value::Null).await.status, 204);
    assert_eq!(call(&cloud, &own, "GET /auth/catalog", &Value::Null).await.status, 401);
    assert_eq!(by(&cloud, json!({"id": id, "secret": secret})).await.status, 404);
}

#[tokio::test]
async fn a_restricted_application_credential_makes_no_others() {
    let cloud = with_passcodes(&json!([])).await;
    let ada = sign_in(&cloud, &[password("ada", "secret")], Some(project())).await.token();
    for (unrestricted, status) in [(false, 403), (true, 201)] {
        let name = format!("free: {unrestricted}");
        let content = json!({"name": name, "secret": "of mine", "unrestricted": unrestricted});
        let id = credential(&cloud, &ada, content).await.body["application_credential"]["id"].clone();
        let own = by(&cloud, json!({"id": id, "secret": "of mine"})).await.token();
        assert_eq!(credential(&cloud, &own, json!({"name": format!("by {name}")})).await.status, status);
        assert_eq!(call(&cloud, &own, "POST /OS-TRUST/trusts", &json!({"trust": {}})).await.status, 403);
        assert_eq!(sign_in(&cloud, &[token(&own)], None).await.status, 403);
    }
}

#[tokio::test]
async fn an_application_credential_that_cannot_be_is_refused() {
    let cloud = with_passcodes(&json!([])).await;
    let ada = sign_in(&cloud, &[password("ada", "secret")], Some(project())).await.token();
    assert_eq!(credential(&cloud, &ada, json!({"name": "ci"})).await.status, 201);
    for (content, status) in [
        (json!({"name": "ci"}), 409),
        (json!({}), 400),
        (json!({"name": "else", "roles": [{"name": "none"}]}), 404),
        (json!({"name": "else", "expires_at": "2020-01-01T00:00:00"}), 400),
    ] {
        assert_eq!(credential(&cloud, &ada, content).await.status, status);
    }
}
