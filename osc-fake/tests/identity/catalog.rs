//! What the catalog lists, and where that leads.

use osc_fake::Cloud;
use osc_runtime::Resource;
use serde_json::{Value, json};

use crate::{ask, call, demo, project};

/// A volume.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/volumes", service = "block-storage", operations(list))]
struct Volume {
    id: String,
}

/// The types, regions, interfaces and addresses of a catalog, but for Keystone's own.
fn endpoints(token: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for service in token["catalog"].as_array().unwrap() {
        for endpoint in service["endpoints"].as_array().unwrap() {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let parts = [&service["type"], &endpoint["region"], &endpoint["interface"], &endpoint["url"]].map(text);
            found.push(parts.join(" "));
        }
    }
    found.retain(|line| !line.starts_with("identity"));
    found
}

#[tokio::test]
async fn a_named_endpoint_is_listed_in_place_of_those_that_are_made() {
    let cloud = Cloud::builder()
        .resources([Volume::SCHEMA])
        .endpoint("block-storage", "public", "north", "{origin}/volume/v3/$(project_id)s")
        .endpoint("block-storage", "internal", "south", "https://volume.south.example/v3")
        .start()
        .await
        .unwrap();
    let answer = demo(&cloud, Some(project())).await;
    let id = answer.body["token"]["project"]["id"].as_str().unwrap();
    let own = format!("{}/volume/v3/{id}", cloud.origin());
    let expected = [
        format!("block-storage north public {own}"),
        "block-storage south internal https://volume.south.example/v3".to_owned(),
    ];
    assert_eq!(endpoints(&answer.body["token"]), expected);
    let volumes = call(&cloud, &answer.token(), &format!("GET {own}/volumes"), &Value::Null).await;
    assert_eq!((volumes.status, &volumes.body), (200, &json!({"volumes": []})));
    let system = demo(&cloud, Some(json!({"system": {"all": true}}))).await;
    assert_eq!(endpoints(&system.body["token"]), expected[1..], "an endpoint for a project needs one");
}

#[tokio::test]
async fn a_service_can_be_listed_under_an_alias() {
    let cloud = Cloud::builder()
        .resources([Volume::SCHEMA])
        .unlisted("block-storage")
        .endpoint("volumev3", "public", "RegionOne", "{origin}/block-storage/v3")
        .start()
        .await
        .unwrap();
    let answer = demo(&cloud, Some(project())).await;
    let own = format!("{}/block-storage/v3", cloud.origin());
    assert_eq!(endpoints(&answer.body["token"]), [format!("volumev3 RegionOne public {own}")]);
    assert_eq!(call(&cloud, &answer.token(), &format!("GET {own}/volumes"), &Value::Null).await.status, 200);
}

#[tokio::test]
async fn a_version_document_is_told_to_whoever_asks() {
    let versions = json!({"versions": [{"id": "v3.0", "links": [{"rel": "self", "href": "{origin}/volume/v3/"}]}]});
    let cloud = Cloud::builder().version_document("/volume/", 300, versions).start().await.unwrap();
    let answer = ask(&cloud, &format!("GET {}/volume/", cloud.origin()), &[], "").await;
    assert_eq!((answer.status, answer.header("content-type")), (300, Some("application/json")));
    let href = &answer.body["versions"][0]["links"][0]["href"];
    assert_eq!(*href, json!(format!("{}/volume/v3/", cloud.origin())));
    let without_slash = ask(&cloud, &format!("GET {}/volume", cloud.origin()), &[], "").await;
    assert_eq!(without_slash.status, 401);
}
