//! Ways in: by which header, and without Keystone.

use data_encoding::BASE64;
use osc_fake::{Cloud, CloudBuilder};
use osc_runtime::Resource;
use serde_json::{Value, json};

use crate::{ask, call, client_credentials, demo, project};

/// A node, as standalone Ironic has.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/nodes", service = "baremetal", operations(list))]
struct Node {
    id: String,
}

async fn start(builder: CloudBuilder) -> Cloud {
    builder.resources([Node::SCHEMA]).start().await.unwrap()
}

/// The status of a list with this header.
async fn nodes(cloud: &Cloud, name: &str, value: &str) -> u16 {
    ask(cloud, &format!("GET {}/baremetal/v1/nodes", cloud.origin()), &[(name, value)], "").await.status
}

fn basic(name: &str, password: &str) -> String {
    format!("Basic {}", BASE64.encode(format!("{name}:{password}").as_bytes()))
}

#[tokio::test]
async fn a_token_is_taken_as_a_bearer_too() {
    let cloud = start(Cloud::builder()).await;
    let token = demo(&cloud, Some(project())).await.token();
    assert_eq!(nodes(&cloud, "authorization", &format!("Bearer {token}")).await, 200);
    assert_eq!(nodes(&cloud, "authorization", &format!("bearer {token}")).await, 200);
    assert_eq!(nodes(&cloud, "authorization", &token).await, 401);
    let sent = &cloud.requests()[1].headers;
    assert!(sent.contains(&("authorization".into(), "Bearer ***".into())), "{sent:?}");
}

#[tokio::test]
async fn an_application_credential_is_a_client_of_oauth2() {
    let cloud = start(Cloud::builder()).await;
    let answer = demo(&cloud, Some(project())).await;
    let user = answer.body["token"]["user"]["id"].as_str().unwrap();
    let content = json!({"application_credential": {"name": "ci", "secret": "of mine"}});
    let path = format!("POST /users/{user}/application_credentials");
    let made = call(&cloud, &answer.token(), &path, &content).await;
    let id = made.body["application_credential"]["id"].as_str().unwrap();

    let given = client_credentials(&cloud, id, "of mine").await;
    assert_eq!(
        (given.status, &given.body["token_type"], &given.body["expires_in"]),
        (200, &json!("Bearer"), &json!(3600))
    );
    let bearer = format!("Bearer {}", given.body["access_token"].as_str().unwrap());
    assert_eq!(nodes(&cloud, "authorization", &bearer).await, 200);
    let form = format!("grant_type=client_credentials&client_id={id}&client_secret=of+mine");
    assert_eq!(ask(&cloud, "POST /OS-OAUTH2/token", &[], &form).await.status, 200);
    assert!(cloud.requests().iter().all(|request| !String::from_utf8_lossy(&request.body).contains("of+mine")));

    for (answer, status, error) in [
        (client_credentials(&cloud, id, "wrong").await, 401, "invalid_client"),
        (client_credentials(&cloud, "none", "wrong").await, 404, "other_error"),
        (ask(&cloud, "POST /OS-OAUTH2/token", &[], "grant_type=client_credentials").await, 401, "invalid_client"),
        (ask(&cloud, "POST /OS-OAUTH2/token", &[], "grant_type=magic").await, 400, "unsupported_grant_type"),
        (ask(&cloud, "POST /OS-OAUTH2/token", &[], "").await, 400, "invalid_request"),
        (ask(&cloud, "GET /OS-OAUTH2/token", &[], "").await, 405, "other_error"),
    ] {
        assert_eq!((answer.status, &answer.body["error"]), (status, &json!(error)), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_standalone_service_takes_a_name_and_a_password() {
    let cloud = start(Cloud::builder().http_basic("ironic", "of: iron")).await;
    assert_eq!(nodes(&cloud, "authorization", &basic("ironic", "of: iron")).await, 200);
    assert_eq!(nodes(&cloud, "authorization", &basic("ironic", "wrong")).await, 401);
    let refusal = ask(&cloud, &format!("GET {}/baremetal/v1/nodes", cloud.origin()), &[], "").await;
    assert!(refusal.status == 401 && refusal.head.contains("www-authenticate: Basic realm="), "{}", refusal.head);
    assert!(!format!("{:?}", Cloud::builder().http_basic("ironic", "of: iron")).contains("of: iron"));
}

#[tokio::test]
async fn a_cloud_without_keystone_takes_anybody() {
    let cloud = start(Cloud::builder().no_auth()).await;
    assert_eq!(nodes(&cloud, "accept", "*/*").await, 200);
    assert_eq!(nodes(&cloud, "x-auth-token", "whatever").await, 200);
    assert_eq!(cloud.sign_ins(), 0);
}

#[tokio::test]
async fn a_token_of_the_configuration_is_good_for_everything() {
    let cloud = start(Cloud::builder().admin_token("of the configuration")).await;
    assert_eq!(nodes(&cloud, "x-auth-token", "of the configuration").await, 200);
    assert_eq!(nodes(&cloud, "x-auth-token", "another").await, 401);
    let trusts = call(&cloud, "of the configuration", "GET /OS-TRUST/trusts", &Value::Null).await;
    assert_eq!(trusts.status, 200);
}

#[tokio::test]
async fn all_requests_are_counted_and_not_only_those_that_are_kept() {
    let cloud = start(Cloud::builder().no_auth()).await;
    demo(&cloud, Some(json!({}))).await;
    demo(&cloud, None).await;
    for _ in 0..1000 {
        nodes(&cloud, "accept", "*/*").await;
    }
    assert_eq!((cloud.sign_ins(), cloud.counted(), cloud.requests().len()), (2, 1002, 1000));
}
