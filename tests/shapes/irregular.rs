//! Lists that are no lists of objects.

use osc_fake::Answer;
use osc_runtime::Resource;
use serde_json::json as value;

use crate::{bare, cloud, sent};

/// A key that servers can be entered with: each is wrapped again.
#[derive(Debug, Clone, Default, Resource)]
#[resource(
    base_path = "/os-keypairs",
    service = "compute",
    key = "keypair",
    list_key = "keypairs",
    list_shape = "wrapped"
)]
pub struct Keypair {
    #[resource(id, required)]
    pub name: String,
}

/// A trait: a list of strings.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/traits", service = "placement", key = none, list_shape = "ids", operations(list))]
pub struct Trait {
    #[resource(id)]
    pub name: String,
}

/// A tag of a server: a list of strings.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers/{server_id}/tags", service = "compute", list_shape = "ids", operations(list))]
pub struct ServerTag {
    pub server_id: String,
    #[resource(id)]
    pub tag: String,
}

/// A metadata tag of a name space: a list of strings, one level deeper.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/extensions", service = "identity", list_key = "extensions.values", operations(list))]
pub struct Extension {
    #[resource(id)]
    pub alias: String,
    pub name: String,
}

#[tokio::test]
async fn items_may_be_wrapped_be_strings_or_lie_deeper() {
    let (cloud, conn) = cloud([Keypair::SCHEMA, Trait::SCHEMA, ServerTag::SCHEMA, Extension::SCHEMA]).await;
    Keypair::create(&conn, "laptop").await.unwrap();
    assert_eq!(Keypair::list(&conn).await.unwrap()[0].name, "laptop");
    assert_eq!(sent(&cloud), bare("GET /compute/v2.1/os-keypairs"));
    cloud.answer_next(Answer::new(200).body(r#"{"traits": ["CUSTOM_GOLD", "HW_CPU_X86_AVX"]}"#));
    let traits = Trait::list(&conn).await.unwrap();
    assert_eq!(traits.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["CUSTOM_GOLD", "HW_CPU_X86_AVX"]);
    cloud.answer_next(Answer::new(200).body(r#"{"traits": ["CUSTOM_GOLD", 7]}"#));
    let error = Trait::list(&conn).await.unwrap_err().to_string();
    assert!(error.contains("`traits[1]`: expected an id, which is a string, found the number 7"), "{error}");
    cloud.answer_next(Answer::new(200).body(r#"{"tags": ["web"]}"#));
    let tags = ServerTag::list(&conn, "s1").await.unwrap();
    assert_eq!((tags[0].server_id.as_str(), tags[0].tag.as_str()), ("s1", "web"));
    cloud.answer_next(Answer::new(200).body(r#"{"extensions": {"values": [{"alias": "OS-KSADM", "name": "admin"}]}}"#));
    assert_eq!(Extension::list(&conn).await.unwrap()[0].alias, "OS-KSADM");
    cloud.answer_next(Answer::new(200).body(r#"{"extensions": []}"#));
    let error = Extension::list(&conn).await.unwrap_err().to_string();
    assert!(error.contains("`extensions`: expected an object with the key `values`, found a list"), "{error}");
}

/// What a resource provider has of a class: a map.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/resource_providers/{provider_id}/inventories", service = "placement", key = none)]
#[resource(list_shape = "map", operations(list, get, update, delete))]
pub struct Inventory {
    pub provider_id: String,
    #[resource(id)]
    pub resource_class: String,
    pub total: u64,
    pub reserved: Option<u64>,
    #[resource(beside)]
    pub resource_provider_generation: u64,
}

/// How much of a class is in use: a map to numbers.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/usages", service = "placement", list_shape = "map", operations(list))]
#[resource(query(project_id: String, user_id: Option<String>))]
pub struct Usage {
    #[resource(id)]
    pub resource_class: String,
    pub used: u64,
}

/// An address of a server: a map to lists.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers/{server_id}/ips", service = "compute", list_key = "addresses", list_shape = "map")]
#[resource(operations(list))]
pub struct ServerIp {
    pub server_id: String,
    #[resource(id)]
    pub network_label: String,
    pub addr: String,
    pub version: u8,
}

/// A property of a name space: a map.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/metadefs/namespaces/{namespace_name}/properties", service = "image", key = none)]
#[resource(list_shape = "map", operations(list))]
pub struct MetadefProperty {
    pub namespace_name: String,
    #[resource(id)]
    pub name: String,
    pub title: String,
}

#[tokio::test]
async fn a_list_may_be_a_map_by_id() {
    let (cloud, conn) = cloud([Inventory::SCHEMA, Usage::SCHEMA, ServerIp::SCHEMA, MetadefProperty::SCHEMA]).await;
    let body = value!({"inventories": {"VCPU": {"total": 16}, "DISK_GB": {"total": 100, "reserved": 2}},
        "resource_provider_generation": 7});
    cloud.answer_next(Answer::new(200).body(body.to_string()));
    let inventories = Inventory::list(&conn, "rp1").await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /placement/resource_providers/rp1/inventories"));
    let disk = inventories.iter().find(|inventory| inventory.resource_class == "DISK_GB").unwrap();
    assert_eq!((disk.total, disk.reserved, disk.resource_provider_generation), (100, Some(2), 7));
    assert_eq!(disk.provider_id, "rp1");

    cloud.answer_next(Answer::new(200).body(r#"{"usages": {"VCPU": 4}}"#));
    let usages = Usage::list(&conn).project_id("p1").user_id(None).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /placement/usages?project_id=p1"));
    assert_eq!((usages[0].resource_class.as_str(), usages[0].used), ("VCPU", 4));

    let addresses = value!({"private": [{"addr": "10.0.0.2", "version": 4}, {"addr": "fd00::2", "version": 6}]});
    cloud.answer_next(Answer::new(200).body(value!({ "addresses": addresses }).to_string()));
    let addresses = ServerIp::list(&conn, "s1").await.unwrap();
    assert_eq!((addresses.len(), addresses[1].network_label.as_str(), addresses[1].version), (2, "private", 6));

    cloud.answer_next(Answer::new(200).body(r#"{"properties": {"cpu": {"title": 7}}}"#));
    let error = MetadefProperty::list(&conn, "n1").await.unwrap_err().to_string();
    assert!(error.contains("`properties.cpu.title`: expected a string, found the number 7"), "{error}");
}

#[tokio::test]
async fn a_list_can_be_read_item_by_item() {
    let (cloud, conn) = cloud([Inventory::SCHEMA, Trait::SCHEMA, Keypair::SCHEMA]).await;
    let body = value!({"inventories": {"VCPU": {"total": 16}, "GPU": {"total": "many"}},
        "resource_provider_generation": 7});
    cloud.answer_next(Answer::new(200).body(body.to_string()));
    let readable = Inventory::list(&conn, "rp1").lenient().await.unwrap();
    let read = &readable.items[0];
    assert_eq!((readable.items.len(), read.resource_class.as_str(), read.provider_id.as_str()), (1, "VCPU", "rp1"));
    assert_eq!(read.resource_provider_generation, 7);
    let failure = readable.failures[0].to_string();
    assert!(failure.contains("GPU.total`: expected an integer from 0, found the string \"many\""), "{failure}");

    cloud.answer_next(Answer::new(200).body(r#"{"traits": ["A", 7, "B"]}"#));
    let readable = Trait::list(&conn).lenient().await.unwrap();
    assert_eq!(readable.items.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    assert!(readable.failures[0].to_string().contains("`traits[1]`"), "{}", readable.failures[0]);

    cloud.answer_next(Answer::new(200).body(r#"{"keypairs": [{"keypair": {"name": "a"}}, {"name": "b"}]}"#));
    let readable = Keypair::list(&conn).lenient().await.unwrap();
    assert_eq!((readable.items.len(), readable.failures.len()), (1, 1));
    assert!(readable.failures[0].to_string().contains("`keypairs[1]`"), "{}", readable.failures[0]);
}
