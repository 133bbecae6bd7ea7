//! What a token is for.

use osc_fake::Cloud;
use serde_json::{Value, json};

use crate::{call, demo, password, project, roles, sign_in, token};

async fn start() -> Cloud {
    Cloud::builder().seed("identity", "/users", account("ada")).start().await.unwrap()
}

fn account(name: &str) -> Value {
    json!({"id": format!("{name}-id"), "name": name, "domain_id": "default", "enabled": true, "password": "secret"})
}

/// What of a token tells its scope.
fn told(token: &Value) -> Vec<&str> {
    let told = ["project", "is_domain", "domain", "system", "OS-TRUST:trust", "roles", "catalog"];
    told.into_iter().filter(|name| token.get(name).is_some()).collect()
}

#[tokio::test]
async fn a_token_tells_its_scope_as_keystone_does() {
    let cloud = start().await;
    for (scope, status, expected) in [
        (project(), 201, vec!["project", "is_domain", "roles", "catalog"]),
        (json!({"domain": {"name": "Default"}}), 201, vec!["domain", "roles", "catalog"]),
        (json!({"system": {"all": true}}), 201, vec!["system", "roles", "catalog"]),
        (json!("unscoped"), 201, vec![]),
        (json!({"unscoped": {}}), 201, vec![]),
        (json!({}), 400, vec![]),
        (json!("else"), 400, vec![]),
        (json!({"domain": {"id": "default"}, "system": {"all": true}}), 400, vec![]),
        (json!({"project": {}}), 400, vec![]),
        (json!({"project": {"name": "demo"}}), 400, vec![]),
        (json!({"project": {"name": "none", "domain": {"id": "default"}}}), 401, vec![]),
        (json!({"domain": {"id": "none"}}), 401, vec![]),
        (json!({"OS-TRUST:trust": {"id": "none"}}), 401, vec![]),
        (json!({"OS-TRUST:trust": {}}), 400, vec![]),
    ] {
        let answer = demo(&cloud, Some(scope.clone())).await;
        assert_eq!((answer.status, told(&answer.body["token"])), (status, expected), "{scope}");
    }
}

#[tokio::test]
async fn who_asks_for_no_scope_has_the_default_project() {
    let project_id = demo(&start().await, Some(project())).await.body["token"]["project"]["id"].clone();
    for (default, expected) in
        [(project_id, vec!["project", "is_domain", "roles", "catalog"]), (json!("none"), vec![]), (Value::Null, vec![])]
    {
        let mut eve = account("eve");
        eve["default_project_id"] = default;
        let cloud = Cloud::builder().seed("identity", "/users", eve).start().await.unwrap();
        let eve = [password("eve", "secret")];
        let answer = sign_in(&cloud, &eve, None).await;
        assert_eq!((answer.status, told(&answer.body["token"])), (201, expected));
        let answer = sign_in(&cloud, &eve, Some(json!("unscoped"))).await;
        assert_eq!((answer.status, told(&answer.body["token"])), (201, vec![]));
    }
}

#[tokio::test]
async fn a_token_buys_one_for_another_scope_and_no_longer_life() {
    let cloud = start().await;
    let first = demo(&cloud, Some(json!("unscoped"))).await;
    let second = sign_in(&cloud, &[token(&first.token())], Some(project())).await;
    let (first_body, body) = (&first.body["token"], &second.body["token"]);
    assert_eq!(body["methods"], json!(["token", "password"]));
    assert_eq!(body["expires_at"], first_body["expires_at"]);
    assert_eq!(body["audit_ids"][1], first_body["audit_ids"][0]);
    let third = sign_in(&cloud, &[token(&second.token())], None).await;
    assert_eq!(third.body["token"]["methods"], json!(["token", "password"]));
    let system = demo(&cloud, Some(json!({"system": {"all": true}}))).await.token();
    assert_eq!(sign_in(&cloud, &[token(&system)], Some(project())).await.status, 403);
    assert_eq!(sign_in(&cloud, &[token("none")], None).await.status, 404);
}

#[tokio::test]
async fn a_trust_lets_another_user_do_what_its_roles_allow() {
    let cloud = start().await;
    let answer = demo(&cloud, Some(project())).await;
    let (admin, me) = (answer.token(), answer.body["token"]["user"]["id"].clone());
    let project_id = answer.body["token"]["project"]["id"].clone();
    let mut trust = json!({
        "trustor_user_id": me, "trustee_user_id": "ada-id", "project_id": project_id,
        "impersonation": true, "roles": [{"name": "member"}],
    });
    let made = call(&cloud, &admin, "POST /OS-TRUST/trusts", &json!({ "trust": trust })).await;
    assert_eq!((made.status, roles(&made.body["trust"])), (201, vec!["member", "reader"]));
    let id = made.body["trust"]["id"].as_str().unwrap();
    let by_trust = |id: &str| Some(json!({"OS-TRUST:trust": {"id": id}}));

    let answer = sign_in(&cloud, &[password("ada", "secret")], by_trust(id)).await;
    let body = &answer.body["token"];
    assert_eq!(told(body), ["project", "OS-TRUST:trust", "roles", "catalog"]);
    assert_eq!((&body["user"]["id"], &body["OS-TRUST:trust"]["trustee_user"]["id"]), (&me, &json!("ada-id")));
    assert_eq!(roles(body), ["member", "reader"]);
    assert_eq!(sign_in(&cloud, &[token(&answer.token())], None).await.status, 403);
    assert_eq!(demo(&cloud, by_trust(id)).await.status, 403);

    trust["remaining_uses"] = 1.into();
    trust["impersonation"] = false.into();
    let once = call(&cloud, &admin, "POST /OS-TRUST/trusts", &json!({ "trust": trust })).await;
    let once = once.body["trust"]["id"].as_str().unwrap();
    let answer = sign_in(&cloud, &[password("ada", "secret")], by_trust(once)).await;
    assert_eq!(answer.body["token"]["user"]["id"], "ada-id");
    assert_eq!(sign_in(&cloud, &[password("ada", "secret")], by_trust(once)).await.status, 401);

    let list = call(&cloud, &admin, "GET /OS-TRUST/trusts?trustee_user_id=ada-id", &Value::Null).await;
    assert_eq!(list.body["trusts"].as_array().unwrap().len(), 2);
    assert_eq!(call(&cloud, &admin, &format!("DELETE /OS-TRUST/trusts/{id}"), &Value::Null).await.status, 204);
    assert_eq!(call(&cloud, &admin, &format!("GET /OS-TRUST/trusts/{id}"), &Value::Null).await.status, 404);
}

#[tokio::test]
async fn a_trust_that_cannot_be_is_refused() {
    let cloud = start().await;
    let answer = demo(&cloud, Some(project())).await;
    let (admin, me) = (answer.token(), answer.body["token"]["user"]["id"].clone());
    let whole = json!({
        "trustor_user_id": me, "trustee_user_id": "ada-id", "project_id": answer.body["token"]["project"]["id"],
        "impersonation": true, "roles": [{"name": "member"}],
    });
    for (name, value, status) in [
        ("roles", json!([]), 403),
        ("roles", json!([{"name": "none"}]), 404),
        ("trustor_user_id", json!("ada-id"), 403),
        ("trustor_user_id", Value::Null, 400),
        ("trustee_user_id", json!("none"), 404),
        ("expires_at", json!("2020-01-01T00:00:00.000000Z"), 400),
    ] {
        let mut trust = whole.clone();
        trust[name] = value;
        let answer = call(&cloud, &admin, "POST /OS-TRUST/trusts", &json!({ "trust": trust })).await;
        assert_eq!(answer.status, status, "{name}: {}", answer.text);
    }
}
