//! Tokens, once they are given out.

use std::time::{Duration, SystemTime};

use osc_fake::Cloud;
use osc_runtime::Timestamp;
use serde_json::{Value, json};

use crate::{Answered, ask, call, demo, project, sign_in, token};

async fn with_subject(cloud: &Cloud, line: &str, own: &str, subject: &str) -> Answered {
    ask(cloud, line, &[("x-auth-token", own), ("x-subject-token", subject)], "").await
}

#[tokio::test]
async fn a_token_is_told_of_as_it_was_given_out() {
    let cloud = Cloud::builder().start().await.unwrap();
    let given = demo(&cloud, Some(project())).await;
    let own = given.token();
    let answer = with_subject(&cloud, "GET /auth/tokens", &own, &own).await;
    assert_eq!((answer.status, answer.token(), &answer.body), (200, own.clone(), &given.body));
    let short = with_subject(&cloud, "GET /auth/tokens?nocatalog", &own, &own).await;
    assert!(short.body["token"].get("catalog").is_none() && short.body["token"].get("project").is_some());
    assert_eq!(with_subject(&cloud, "GET /auth/tokens", &own, "none").await.status, 404);
    assert_eq!(call(&cloud, &own, "GET /auth/tokens", &Value::Null).await.status, 404);
    assert_eq!(with_subject(&cloud, "GET /auth/tokens", "none", &own).await.status, 401);
}

#[tokio::test]
async fn a_token_that_is_revoked_takes_those_with_it_that_it_bought() {
    let cloud = Cloud::builder().start().await.unwrap();
    let other = demo(&cloud, None).await.token();
    let first = demo(&cloud, Some(json!("unscoped"))).await.token();
    let second = sign_in(&cloud, &[token(&first)], Some(project())).await.token();
    assert_eq!(with_subject(&cloud, "DELETE /auth/tokens", &other, &first).await.status, 204);
    for gone in [&first, &second] {
        assert_eq!(with_subject(&cloud, "GET /auth/tokens", &other, gone).await.status, 404);
        assert_eq!(call(&cloud, gone, "GET /auth/catalog", &Value::Null).await.status, 401);
    }
    assert_eq!(with_subject(&cloud, "DELETE /auth/tokens", &other, &first).await.status, 404);
}

#[tokio::test]
async fn the_catalog_is_for_a_project() {
    let cloud = Cloud::builder().start().await.unwrap();
    let given = demo(&cloud, Some(project())).await;
    let answer = call(&cloud, &given.token(), "GET /auth/catalog", &Value::Null).await;
    assert_eq!((answer.status, &answer.body["catalog"]), (200, &given.body["token"]["catalog"]));
    let unscoped = demo(&cloud, Some(json!("unscoped"))).await.token();
    assert_eq!(call(&cloud, &unscoped, "GET /auth/catalog", &Value::Null).await.status, 403);
    let projects = call(&cloud, &unscoped, "GET /auth/projects", &Value::Null).await;
    assert_eq!(projects.body["projects"][0]["name"], "demo");
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_so_in_all_that_it_tells() {
    let day = Duration::from_secs(24 * 60 * 60);
    for (builder, right) in [
        (Cloud::builder().clock_ahead(day), SystemTime::now() + day),
        (Cloud::builder().clock_behind(day), SystemTime::now() - day),
    ] {
        let cloud = builder.start().await.unwrap();
        let answer = demo(&cloud, Some(project())).await;
        let told = |text: &str| text.parse::<Timestamp>().unwrap().as_second();
        let right = Timestamp::from(right).as_second();
        for time in [answer.header("date").unwrap(), answer.body["token"]["issued_at"].as_str().unwrap()] {
            assert!((told(time) - right).abs() < 600, "{time}");
        }
        assert_eq!(call(&cloud, &answer.token(), "GET /auth/catalog", &Value::Null).await.status, 200);
    }
}

#[tokio::test]
async fn a_token_that_has_ended_is_told_of_to_who_asks_for_it_and_a_revoked_one_is_not() {
    let cloud = Cloud::builder().start().await.unwrap();
    let ended = demo(&cloud, Some(project())).await.token();
    cloud.expire_tokens().unwrap();
    assert_eq!(call(&cloud, &ended, "GET /auth/catalog", &Value::Null).await.status, 401);
    let own = demo(&cloud, Some(project())).await.token();
    assert_eq!(with_subject(&cloud, "GET /auth/tokens", &own, &ended).await.status, 404);
    assert_eq!(with_subject(&cloud, "GET /auth/tokens?allow_expired=1", &own, &ended).await.status, 200);
    cloud.revoke_tokens().unwrap();
    let own = demo(&cloud, Some(project())).await.token();
    assert_eq!(with_subject(&cloud, "GET /auth/tokens?allow_expired=1", &own, &ended).await.status, 404);
}

#[tokio::test]
async fn a_token_outlives_the_process_where_the_state_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let start = || Cloud::builder().state_file(&file).start();
    let mut given = Vec::new();
    {
        let cloud = start().await.unwrap();
        for scope in
            [project(), json!({"domain": {"id": "default"}}), json!({"system": {"all": true}}), json!("unscoped")]
        {
            let answer = demo(&cloud, Some(scope)).await;
            let mut body = answer.body.clone();
            body["token"].as_object_mut().unwrap().remove("catalog");
            given.push((answer.token(), body));
        }
    }
    let cloud = start().await.unwrap();
    for (id, body) in &given {
        assert_eq!(with_subject(&cloud, "GET /auth/tokens?nocatalog", id, id).await.body, *body);
    }
}

#[tokio::test]
async fn a_token_in_a_file_that_cannot_be_read_is_one_no_longer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let old = json!({"expires_at": "2099-01-01T00:00:00Z", "user_id": "demo", "project_id": null});
    std::fs::write(&file, json!({"collections": {}, "tokens": {"gAAAAA": old}}).to_string()).unwrap();
    let cloud = Cloud::builder().state_file(&file).start().await.unwrap();
    assert_eq!(call(&cloud, "gAAAAA", "GET /auth/projects", &Value::Null).await.status, 401);
}
