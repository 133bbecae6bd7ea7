//! Open schemas: keys that are not declared are read, and can be set.

use std::collections::{BTreeMap, HashMap};

use osc_runtime::{Resource, Value};
use serde_json::{Map, json as value};

use crate::{cloud, json, sent};

/// An image, whose properties stand beside its fields.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/images", service = "image", key = none, operations(list, get, create))]
pub struct Image {
    pub id: String,
    pub name: Option<String>,
    #[resource(flatten)]
    pub properties: BTreeMap<String, Value>,
}

/// A project.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/projects", service = "identity", update_method = "PATCH", operations(get, create, update))]
pub struct Project {
    pub id: String,
    #[resource(required)]
    pub name: String,
    #[resource(flatten)]
    pub extra: Map<String, Value>,
}

/// A quota set, whose quotas are whatever the cloud has.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/os-quota-sets/{project_id}", service = "block-storage", key = "quota_set", singleton)]
#[resource(operations(get, update))]
pub struct QuotaSet {
    pub project_id: String,
    pub volumes: i64,
    #[resource(flatten)]
    pub others: HashMap<String, i64>,
}

#[tokio::test]
async fn unknown_keys_are_kept_and_written_beside_the_fields() {
    let (cloud, conn) = cloud([Image::SCHEMA, Project::SCHEMA, QuotaSet::SCHEMA]).await;
    let properties = BTreeMap::from([("hw_disk_bus".to_owned(), value!("virtio")), ("name".to_owned(), value!("no"))]);
    let image = Image::create(&conn).name("cirros").properties(properties).await.unwrap();
    assert_eq!(sent(&cloud), json("POST /image/v2/images", r#"{"hw_disk_bus":"virtio","name":"cirros"}"#));
    assert_eq!(image.name.as_deref(), Some("cirros"));
    assert_eq!(image.properties, BTreeMap::from([("hw_disk_bus".to_owned(), value!("virtio"))]));
    let shown = value!({"id": image.id, "name": "cirros", "hw_disk_bus": "virtio"});
    assert_eq!(image.to_value(), shown);
    assert_eq!(Image::list(&conn).await.unwrap()[0].properties["hw_disk_bus"], "virtio");

    let extra = Map::from_iter([("cost_center".to_owned(), value!(42))]);
    let project = Project::create(&conn, "engine").extra(extra).await.unwrap();
    assert_eq!(sent(&cloud), json("POST /identity/v3/projects", r#"{"project":{"cost_center":42,"name":"engine"}}"#));
    assert_eq!(project.extra["cost_center"], 42);

    let quotas = HashMap::from([("gigabytes_lvm".to_owned(), -1)]);
    let quota_set = QuotaSet::update(&conn, "p1").volumes(20).others(quotas).await.unwrap();
    let body = r#"{"quota_set":{"gigabytes_lvm":-1,"volumes":20}}"#;
    assert_eq!(sent(&cloud), json("PUT /block-storage/v3/os-quota-sets/p1", body));
    assert_eq!((quota_set.volumes, quota_set.others["gigabytes_lvm"]), (20, -1));
}
