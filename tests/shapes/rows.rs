//! Lists of which some fields are read, into a table, and how large their pages are.

use osc_fake::{Answer, Cloud};
use osc_runtime::request::{List, Rows, Table};
use osc_runtime::schema::Schema;
use osc_runtime::{Connection, Resource, Service, Value};
use serde_json::json;

use crate::irregular::{Inventory, Keypair, ServerIp, Trait};
use crate::{bare, cloud, sent};

/// A network, of which a table shows some.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/networks", service = "network")]
pub struct Network {
    pub id: String,
    pub name: String,
    #[resource(alias = "tenant_id")]
    pub project_id: Option<String>,
    #[resource(name = "router:external")]
    pub is_external: bool,
    pub mtu: Option<u32>,
    pub subnets: Vec<String>,
}

/// An image, whose properties are its users'.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/images", service = "image", key = none)]
pub struct Image {
    pub id: String,
    pub name: String,
    #[resource(flatten)]
    pub properties: std::collections::BTreeMap<String, Value>,
}

/// A rule of a policy.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/qos/policies/{policy_id}/rules", service = "network")]
pub struct Rule {
    pub policy_id: String,
    pub id: String,
    pub max_kbps: u32,
}

/// A zone.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/zones", service = "dns")]
pub struct Zone {
    pub id: String,
}

/// A secret.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/secrets", service = "key-manager")]
pub struct Secret {
    #[resource(id)]
    pub secret_ref: String,
}

/// A kind of rules, which Neutron lists and cannot list in pages.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/qos/rule-types", service = "network", list_key = "rule_types", pagination = "none")]
pub struct RuleType {
    #[resource(name = "type", id)]
    pub kind: String,
}

/// The rows of these fields.
fn rows<const N: usize>(conn: &Connection, schema: &'static Schema, parameters: [&str; N], fields: &[&str]) -> Rows {
    let index = |name: &&str| schema.fields().iter().position(|field| field.name() == *name).unwrap_or(usize::MAX);
    let fields: Vec<_> = fields.iter().map(index).collect();
    List::<Value>::new(conn, schema, parameters.map(str::to_owned)).rows(&fields)
}

fn cells(table: &Table) -> Value {
    table.iter().collect()
}

/// A cloud with so many networks.
async fn networks(count: usize) -> (Cloud, Connection) {
    let network = |n| json!({"id": format!("{n:04}"), "name": format!("net-{n}"), "mtu": 1500});
    let cloud = (0..count)
        .fold(Cloud::builder().resources([Network::SCHEMA]), |cloud, n| cloud.seed("network", "/networks", network(n)));
    let cloud = cloud.start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    (cloud, conn)
}

#[tokio::test]
async fn a_table_asks_for_its_columns_and_the_id_and_has_its_columns() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    Network::create(&conn).name("public").is_external(true).await.unwrap();
    let table = rows(&conn, Network::SCHEMA, [], &["is_external", "name"]).await.unwrap();
    let query = "fields=id&fields=name&fields=router%3Aexternal&limit=1000";
    assert_eq!(sent(&cloud), bare(&format!("GET /network/v2.0/networks?{query}")));
    assert_eq!(cells(&table), json!([[true, "public"]]));
    assert_eq!((table.len(), table.get(1)), (1, None));
}

#[tokio::test]
async fn what_is_no_column_is_not_read_and_an_alias_is_read_for_its_field() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    let body = r#"{"networks": [
        {"mtu": {"deep": [[[{"er": "\ud83d\ude00"}]]]}, "tenant_id": "t1", "unknown": null, "id": "a", "name": null},
        {"id": "b", "project_id": "p2", "tenant_id": "t2", "subnets": ["s1", "s2"]},
        {"id": "c", "tenant_id": "t3", "project_id": null}]}"#;
    cloud.answer_next(Answer::new(200).body(body));
    let table = rows(&conn, Network::SCHEMA, [], &["name", "project_id", "subnets"]).await.unwrap();
    assert_eq!(sent(&cloud).matches("fields=").count(), 5, "{}", sent(&cloud));
    assert_eq!(cells(&table), json!([[null, "t1", null], [null, "p2", ["s1", "s2"]], [null, "t3", null]]));
}

#[tokio::test]
async fn an_item_that_is_none_is_told_by_its_index() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    cloud.answer_next(Answer::new(200).body(r#"{"networks": [{"id": "a"}, 7]}"#));
    let mut rows = rows(&conn, Network::SCHEMA, [], &["id"]);
    let error = rows.next_page().await.unwrap_err().to_string();
    assert!(error.contains("`networks[1]`: expected an object, found the number 7"), "{error}");
    assert_eq!(rows.next_page().await.unwrap(), None);
}

#[tokio::test]
async fn a_field_can_have_two_columns_and_a_column_no_field() {
    let (_cloud, conn) = networks(2).await;
    let table = rows(&conn, Network::SCHEMA, [], &["name", "no such field", "id", "name"]).await.unwrap();
    assert_eq!(cells(&table), json!([["net-0", null, "0000", "net-0"], ["net-1", null, "0001", "net-1"]]));
    let table = rows(&conn, Network::SCHEMA, [], &[]).await.unwrap();
    assert_eq!((table.len(), table.iter().map(<[Value]>::len).sum::<usize>()), (2, 0));
}

#[tokio::test]
async fn parameters_of_the_path_are_columns_too() {
    let (cloud, conn) = cloud([Rule::SCHEMA]).await;
    cloud.answer_next(Answer::new(200).body(r#"{"rules": [{"id": "r1", "max_kbps": 10}, {"policy_id": "other"}]}"#));
    let table = rows(&conn, Rule::SCHEMA, ["p1"], &["policy_id", "max_kbps"]).await.unwrap();
    assert_eq!(cells(&table), json!([["p1", 10], ["other", null]]));
    let query = "fields=id&fields=max_kbps&limit=1000";
    assert_eq!(sent(&cloud), bare(&format!("GET /network/v2.0/qos/policies/p1/rules?{query}")));
}

#[tokio::test]
async fn unknown_keys_are_a_column_where_their_field_is() {
    let (cloud, conn) = cloud([Image::SCHEMA]).await;
    let body = r#"{"images": [{"id": "i1", "os": "linux", "name": "a", "c\u006fres": 4}, {"id": "i2"}]}"#;
    cloud.answer_next(Answer::new(200).body(body));
    let table = rows(&conn, Image::SCHEMA, [], &["id", "properties"]).await.unwrap();
    assert_eq!(cells(&table)[0], json!(["i1", {"os": "linux", "cores": 4}]));
    cloud.answer_next(Answer::new(200).body(body));
    let table = rows(&conn, Image::SCHEMA, [], &["name"]).await.unwrap();
    assert_eq!(cells(&table), json!([["a"], [null]]));
}

#[tokio::test]
async fn lists_that_are_no_lists_of_objects_are_tables_too() {
    let (cloud, conn) = cloud([Inventory::SCHEMA, ServerIp::SCHEMA, Trait::SCHEMA, Keypair::SCHEMA]).await;
    let body = json!({"inventories": {"DISK_GB": {"total": 100, "reserved": 2}, "VCPU": {"total": 16}},
        "resource_provider_generation": 7});
    cloud.answer_next(Answer::new(200).body(body.to_string()));
    let columns = ["provider_id", "resource_class", "total", "resource_provider_generation"];
    let table = rows(&conn, Inventory::SCHEMA, ["rp1"], &columns).await.unwrap();
    assert_eq!(cells(&table), json!([["rp1", "DISK_GB", 100, 7], ["rp1", "VCPU", 16, 7]]));

    let addresses = json!({"addresses": {"private": [{"addr": "10.0.0.2", "version": 4}, {"addr": "fd00::2"}]}});
    cloud.answer_next(Answer::new(200).body(addresses.to_string()));
    let table = rows(&conn, ServerIp::SCHEMA, ["s1"], &["network_label", "addr"]).await.unwrap();
    assert_eq!(cells(&table), json!([["private", "10.0.0.2"], ["private", "fd00::2"]]));

    cloud.answer_next(Answer::new(200).body(r#"{"traits": ["CUSTOM_GOLD"]}"#));
    assert_eq!(cells(&rows(&conn, Trait::SCHEMA, [], &["name"]).await.unwrap()), json!([["CUSTOM_GOLD"]]));

    cloud.answer_next(Answer::new(200).body(r#"{"keypairs": [{"keypair": {"name": "laptop", "type": "ssh"}}]}"#));
    assert_eq!(cells(&rows(&conn, Keypair::SCHEMA, [], &["name"]).await.unwrap()), json!([["laptop"]]));
}

#[tokio::test]
async fn a_table_comes_page_by_page_before_the_others_are_asked_for() {
    let (cloud, _) = networks(5).await;
    let conn = cloud.connection().service(Service::new("network").page_size(2)).connect().await.unwrap();
    Network::list(&conn).page_size(5).await.unwrap();
    let before = cloud.counted();
    let mut by_page = rows(&conn, Network::SCHEMA, [], &["name"]);
    let mut names = Vec::new();
    while let Some(page) = by_page.next_page().await.unwrap() {
        names.push(cells(&page));
        assert_eq!(cloud.counted() - before, names.len());
    }
    assert_eq!(Value::from(names), json!([[["net-0"], ["net-1"]], [["net-2"], ["net-3"]], [["net-4"]]]));
    assert!(sent(&cloud).contains("marker=0003"), "{}", sent(&cloud));
    let whole = rows(&conn, Network::SCHEMA, [], &["name"]).await.unwrap();
    assert_eq!(cells(&whole), json!([["net-0"], ["net-1"], ["net-2"], ["net-3"], ["net-4"]]));
}

#[tokio::test]
async fn pages_behind_the_last_id_are_found_without_a_column_for_it() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    for ids in [["a", "b"].as_slice(), &["c"]] {
        let items: Vec<_> = ids.iter().map(|id| json!({"id": id, "name": id})).collect();
        cloud.answer_next(Answer::new(200).body(json!({ "networks": items }).to_string()));
    }
    let name = Network::SCHEMA.fields().iter().position(|field| field.name() == "name").unwrap();
    let table = List::<Value>::new(&conn, Network::SCHEMA, []).page_size(2).rows(&[name]).await.unwrap();
    assert_eq!(cells(&table), json!([["a"], ["b"], ["c"]]));
    assert!(sent(&cloud).contains("limit=2&marker=b"), "{}", sent(&cloud));
}

#[tokio::test]
async fn ten_thousand_networks_of_four_columns_take_less_than_six_mebibytes() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    let id = |n: usize| format!("b1bb4e8e-ae0d-4d5b-ab35-{n:012}");
    let network =
        |n| json!({"id": id(n), "name": format!("net-{n}"), "project_id": id(0), "subnets": [id(n)], "mtu": 1500});
    let all: Vec<_> = (0..10_000).map(network).collect();
    cloud.answer_next(Answer::new(200).body(json!({ "networks": all }).to_string()));
    let table = rows(&conn, Network::SCHEMA, [], &["id", "name", "project_id", "subnets"]).await.unwrap();
    assert_eq!(table.len(), 10_000);
    assert_eq!(table.get(9999).unwrap(), [json!(id(9999)), json!("net-9999"), json!(id(0)), json!([id(9999)])]);
    let bytes: usize = table.into_cells().iter().map(size).sum();
    assert!(bytes < 6 << 20, "{bytes}");
}

/// What a value takes, with what an allocator keeps for itself.
fn size(value: &Value) -> usize {
    const OWN: usize = 16;
    let inside = match value {
        Value::String(text) => text.capacity() + OWN,
        Value::Array(items) => items.iter().map(size).sum::<usize>() + OWN,
        _ => 0,
    };
    size_of::<Value>() + inside
}

#[tokio::test]
async fn a_service_that_is_faster_for_it_is_asked_for_pages_of_a_size_that_it_likes() {
    let (cloud, conn) = cloud([Network::SCHEMA, Image::SCHEMA, Zone::SCHEMA, Secret::SCHEMA, Keypair::SCHEMA]).await;
    let query = |cloud: &Cloud| cloud.requests().last().unwrap().query.clone();
    Network::list(&conn).all_fields().await.unwrap();
    assert_eq!(query(&cloud).as_deref(), Some("limit=1000"));
    Image::list(&conn).await.unwrap();
    assert_eq!(query(&cloud).as_deref(), Some("limit=1000"));
    Zone::list(&conn).await.unwrap();
    assert_eq!(query(&cloud).as_deref(), Some("limit=1000"));
    Secret::list(&conn).await.unwrap();
    assert_eq!(query(&cloud).as_deref(), Some("limit=100"));
    Keypair::list(&conn).await.unwrap();
    assert_eq!(query(&cloud), None);
}

#[tokio::test]
async fn a_list_that_fails_in_pages_is_asked_for_as_a_whole() {
    let (cloud, conn) = cloud([RuleType::SCHEMA]).await;
    RuleType::list(&conn).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/qos/rule-types?fields=type"));
    rows(&conn, RuleType::SCHEMA, [], &["kind"]).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/qos/rule-types?fields=type"));
}

#[tokio::test]
async fn what_is_said_of_a_list_has_precedence_over_what_suits_the_service() {
    let (cloud, conn) = networks(3).await;
    let query = |cloud: &Cloud| cloud.requests().last().unwrap().query.clone().unwrap();
    Network::list(&conn).all_fields().page_size(50).await.unwrap();
    assert_eq!(query(&cloud), "limit=50");
    assert_eq!(Network::list(&conn).all_fields().query("limit", "2").await.unwrap().len(), 3);
    assert_eq!(query(&cloud), "limit=2&marker=0001");
    let conn = cloud.connection().service(Service::new("network").page_size(0)).connect().await.unwrap();
    Network::list(&conn).query("fields", "id").await.unwrap();
    assert_eq!(query(&cloud), "fields=id");
}

#[tokio::test]
async fn what_fits_a_page_of_the_service_costs_one_request_and_what_does_not_is_there() {
    let (cloud, _) = networks(4).await;
    for (size, requests) in [(5, 1), (3, 2), (1000, 1)] {
        let conn = cloud.connection().service(Service::new("network").page_size(size)).connect().await.unwrap();
        Network::find(&conn, "net-0").await.unwrap();
        let before = cloud.counted();
        assert_eq!(Network::list(&conn).await.unwrap().len(), 4);
        assert_eq!(cloud.counted() - before, requests, "{size}");
    }
}

#[tokio::test]
async fn a_service_that_takes_no_limit_is_no_error_unless_pages_are_asked_for() {
    let (cloud, _) = networks(0).await;
    let conn = cloud.connection().service(Service::new("network").page_size(2)).connect().await.unwrap();
    Network::list(&conn).await.unwrap();
    let answer = Answer::new(200).body(r#"{"networks": [{"id": "a"}, {"id": "b"}]}"#);
    let twice = || [answer.clone(), answer.clone()].map(|answer| cloud.answer_next(answer));
    let ids = |networks: Vec<Network>| networks.into_iter().map(|network| network.id).collect::<Vec<_>>();
    twice();
    assert_eq!(ids(Network::list(&conn).await.unwrap()), ["a", "b"]);
    twice();
    assert_eq!(ids(Network::list(&conn).lenient().await.unwrap().items), ["a", "b"]);
    twice();
    assert_eq!(
        cells(&rows(&conn, Network::SCHEMA, [], &["name", "id"]).await.unwrap()),
        json!([[null, "a"], [null, "b"]])
    );
    twice();
    let error = Network::list(&conn).page_size(2).await.unwrap_err().to_string();
    assert!(error.contains("the same page came twice: the service knows no `marker`"), "{error}");
}
