//! Creations by `PUT`, without a body in the answer, elsewhere, and of several at once.

use osc_fake::Answer;
use osc_runtime::Resource;

use crate::{bare, cloud, json, sent};

/// A trait that resource providers can have.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/traits", service = "placement", key = none, create_method = "PUT")]
#[resource(operations(list, get, create, delete), list_shape = "ids")]
pub struct Trait {
    #[resource(id)]
    pub name: String,
}

/// A queue.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/queues", service = "message", key = none, create_method = "PUT", operations(get, create, delete))]
pub struct Queue {
    #[resource(id)]
    pub name: String,
    #[resource(name = "_default_message_ttl")]
    pub default_message_ttl: Option<u64>,
}

/// A mapping of a federation.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/OS-FEDERATION/mappings", service = "identity", create_method = "PUT", update_method = "PATCH")]
#[resource(operations(list, get, create, update, delete))]
pub struct Mapping {
    pub id: String,
    #[resource(required)]
    pub rules: Vec<osc_runtime::Value>,
}

#[tokio::test]
async fn what_is_put_is_named_in_the_path() {
    let (cloud, conn) = cloud([Trait::SCHEMA, Queue::SCHEMA, Mapping::SCHEMA]).await;
    assert_eq!(Trait::create(&conn, "CUSTOM_GOLD").await.unwrap().name, "CUSTOM_GOLD");
    assert_eq!(sent(&cloud), bare("PUT /placement/traits/CUSTOM_GOLD"));
    let queue = Queue::create(&conn, "web").default_message_ttl(60u64).await.unwrap();
    assert_eq!(sent(&cloud), json("PUT /message/v2/queues/web", r#"{"_default_message_ttl":60}"#));
    assert_eq!((queue.name.as_str(), queue.default_message_ttl), ("web", Some(60)));
    let mapping = Mapping::create(&conn, "ldap", [serde_json::json!({})]).await.unwrap();
    assert_eq!(sent(&cloud), json("PUT /identity/v3/OS-FEDERATION/mappings/ldap", r#"{"mapping":{"rules":[{}]}}"#));
    assert_eq!(mapping.id, "ldap");
}

/// What the inspection of a node has found.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/introspection", service = "baremetal-introspection", key = none, list_key = "introspection")]
#[resource(operations(list, get, create), create_path = "/introspection/{uuid}")]
pub struct Introspection {
    #[resource(id)]
    pub uuid: String,
    #[resource(read_only)]
    pub finished: bool,
}

/// An export of a zone.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/zones/tasks/exports", service = "dns", key = none, list_key = "exports")]
#[resource(operations(list, get, create), create_path = "/zones/{zone_id}/tasks/export")]
pub struct ZoneExport {
    pub id: String,
    pub zone_id: String,
    pub status: String,
}

/// A rule that lets somebody at a share.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/share-access-rules", service = "shared-file-system", key = "access")]
#[resource(create_path = "/shares/{share_id}/action", create_key = "allow_access", list_key = "access_list")]
#[resource(operations(list, get, create))]
pub struct ShareAccessRule {
    pub id: String,
    pub share_id: String,
    #[resource(required)]
    pub access_type: String,
    #[resource(required)]
    pub access_to: String,
}

#[tokio::test]
async fn a_creation_may_go_elsewhere_and_be_answered_by_nothing() {
    let (cloud, conn) = cloud([Introspection::SCHEMA, ZoneExport::SCHEMA, ShareAccessRule::SCHEMA]).await;
    cloud.answer_next(Answer::new(202));
    let introspection = Introspection::create(&conn, "n1").await.unwrap();
    assert_eq!(sent(&cloud), json("POST /baremetal-introspection/v1/introspection/n1", "{}"));
    assert_eq!((introspection.uuid.as_str(), introspection.finished), ("n1", false));

    let export = ZoneExport::create(&conn, "z1").await.unwrap();
    assert_eq!(sent(&cloud), json("POST /dns/v2/zones/z1/tasks/export", "{}"));
    assert_eq!(ZoneExport::get(&conn, &export).await.unwrap().zone_id, "z1");
    assert_eq!(sent(&cloud), bare(&format!("GET /dns/v2/zones/tasks/exports/{}", export.id)));

    ShareAccessRule::create(&conn, "s1", "ip", "192.0.2.0/24").await.unwrap();
    assert_eq!(
        sent(&cloud),
        json(
            "POST /shared-file-system/v2/shares/s1/action",
            r#"{"allow_access":{"access_to":"192.0.2.0/24","access_type":"ip"}}"#
        )
    );
    assert_eq!(ShareAccessRule::list(&conn).share_id("s1").await.unwrap().len(), 1);
    assert_eq!(sent(&cloud), bare("GET /shared-file-system/v2/share-access-rules?share_id=s1"));
}

/// A network, of which Neutron creates several at once.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/networks", service = "network", bulk)]
pub struct Network {
    pub id: String,
    pub name: String,
}

/// A limit of a project.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/limits", service = "identity", bulk = only)]
pub struct Limit {
    pub id: String,
    #[resource(required)]
    pub resource_name: String,
    #[resource(required)]
    pub resource_limit: i64,
}

/// A database of an instance.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/instances/{instance_id}/databases", service = "database", bulk = only)]
#[resource(operations(list, create, delete))]
pub struct Database {
    pub instance_id: String,
    #[resource(id, required)]
    pub name: String,
}

/// A profile of devices.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/device_profiles", service = "accelerator", bulk = only, create_key = none)]
#[resource(created_key = none, operations(create))]
pub struct DeviceProfile {
    pub name: String,
}

#[tokio::test]
async fn several_are_created_by_one_request() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    let networks = [Network::create(&conn).name("a"), Network::create(&conn).name("b")];
    let networks = Network::create_many(networks).await.unwrap();
    assert_eq!(sent(&cloud), json("POST /network/v2.0/networks", r#"{"networks":[{"name":"a"},{"name":"b"}]}"#));
    assert_eq!([&networks[0].name, &networks[1].name], ["a", "b"]);
    assert_ne!(networks[0].id, networks[1].id);

    let before = cloud.requests().len();
    assert!(Network::create_many([]).await.unwrap().is_empty());
    assert_eq!(cloud.requests().len(), before);
}

#[tokio::test]
async fn one_may_be_created_as_a_list() {
    let (cloud, conn) = cloud([Limit::SCHEMA, Database::SCHEMA, DeviceProfile::SCHEMA]).await;
    let limit = Limit::create(&conn, "cores", 8).await.unwrap();
    assert_eq!(
        sent(&cloud),
        json("POST /identity/v3/limits", r#"{"limits":[{"resource_limit":8,"resource_name":"cores"}]}"#)
    );
    assert_eq!(limit.resource_limit, 8);
    assert_eq!(Limit::get(&conn, &limit).await.unwrap().resource_name, "cores");

    let databases = [Database::create(&conn, "i1", "a"), Database::create(&conn, "i1", "b")];
    let databases = Database::create_many(databases).await.unwrap();
    assert_eq!(
        sent(&cloud),
        json("POST /database/v1.0/instances/i1/databases", r#"{"databases":[{"name":"a"},{"name":"b"}]}"#)
    );
    assert_eq!((databases[1].name.as_str(), databases[1].instance_id.as_str()), ("b", "i1"));
    let apart = [Database::create(&conn, "i1", "a"), Database::create(&conn, "i2", "b")];
    let error = Database::create_many(apart).await.unwrap_err().to_string();
    assert!(error.starts_with("Database: `create_many` sends one request, and these differ in their path"), "{error}");

    assert_eq!(DeviceProfile::create(&conn).name("fpga").await.unwrap().name, "fpga");
    assert_eq!(sent(&cloud), json("POST /accelerator/v2/device_profiles", r#"[{"name":"fpga"}]"#));
}
