//! Two fields under one wire name, and fields that have another name where they lack their own.

use osc_fake::Answer;
use osc_runtime::{Fields, Resource};

use crate::{cloud, json, sent};

/// Where a server is attached.
#[derive(Debug, Clone, Default, Fields)]
pub struct Attachment {
    pub uuid: Option<String>,
}

/// A server, whose security groups are sent by name and come back otherwise.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers", service = "compute", operations(get, create))]
pub struct Server {
    pub id: String,
    #[resource(create_only, write_only, name = "networks")]
    pub wanted_networks: Vec<Attachment>,
    #[resource(read_only)]
    pub networks: Option<String>,
}

/// A record that is created with its data as text, and has it back as a list.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/zones/{zone_id}/records", service = "dns", key = none, operations(get, create))]
pub struct Record {
    pub zone_id: String,
    pub id: String,
    #[resource(write_only, name = "data")]
    pub new_data: Option<String>,
    #[resource(read_only)]
    pub data: Vec<String>,
}

/// A user, whose password only goes out.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/users", service = "identity", update_method = "PATCH", operations(get, create, update))]
pub struct User {
    pub id: String,
    #[resource(required)]
    pub name: String,
    #[resource(write_only)]
    pub password: osc_runtime::Secret,
}

#[tokio::test]
async fn one_name_may_mean_one_thing_out_and_another_in() {
    let (cloud, conn) = cloud([Server::SCHEMA, Record::SCHEMA, User::SCHEMA]).await;
    cloud.answer_next(Answer::new(202).body(r#"{"server": {"id": "s1", "networks": "private"}}"#));
    let server = Server::create(&conn).wanted_networks([Attachment { uuid: Some("n1".into()) }]).await.unwrap();
    assert_eq!(sent(&cloud), json("POST /compute/v2.1/servers", r#"{"server":{"networks":[{"uuid":"n1"}]}}"#));
    assert_eq!((server.networks.as_deref(), server.wanted_networks.len()), (Some("private"), 0));
    assert_eq!(server.to_value(), serde_json::json!({"id": "s1", "networks": "private"}));

    cloud.answer_next(Answer::new(201).body(r#"{"id": "r1", "data": ["192.0.2.1"]}"#));
    let record = Record::create(&conn, "z1").new_data("192.0.2.1").await.unwrap();
    assert_eq!(sent(&cloud), json("POST /dns/v2/zones/z1/records", r#"{"data":"192.0.2.1"}"#));
    assert_eq!(record.data, ["192.0.2.1"]);

    let user = User::create(&conn, "ada").password("difference").await.unwrap();
    let body = r#"{"user":{"name":"ada","password":"difference"}}"#;
    assert_eq!(sent(&cloud), json("POST /identity/v3/users", body));
    assert!(!user.to_value().to_string().contains("password"));
}

macro_rules! owned {
    ($name:ident $service:literal $path:literal) => {
        /// Something that a project has, which was called a tenant.
        #[derive(Debug, Clone, Default, Resource)]
        #[resource(base_path = $path, service = $service, operations(list, get))]
        pub struct $name {
            pub id: String,
            #[resource(alias = "tenant_id")]
            pub project_id: Option<String>,
        }
    };
}

owned!(Network "network" "/networks");
owned!(Pool "load-balancer" "/lbaas/pools");
owned!(Instance "compute" "/servers");

#[tokio::test]
async fn a_field_is_read_from_its_other_name_where_its_own_is_missing_or_null() {
    let (cloud, conn) = cloud([Network::SCHEMA, Pool::SCHEMA, Instance::SCHEMA]).await;
    let project = async |fields: &str| {
        cloud.answer_next(Answer::new(200).body(format!(r#"{{"network": {{"id": "n1"{fields}}}}}"#)));
        Network::get(&conn, "n1").await.unwrap().project_id
    };
    assert_eq!(project(r#", "tenant_id": "t""#).await.as_deref(), Some("t"));
    assert_eq!(project(r#", "tenant_id": "t", "project_id": null"#).await.as_deref(), Some("t"));
    assert_eq!(project(r#", "project_id": null, "tenant_id": "t""#).await.as_deref(), Some("t"));
    assert_eq!(project(r#", "tenant_id": "t", "project_id": "p""#).await.as_deref(), Some("p"));
    assert_eq!(project(r#", "project_id": "p", "tenant_id": "t""#).await.as_deref(), Some("p"));
    assert_eq!(project("").await, None);
    cloud.answer_next(Answer::new(200).body(r#"{"pools": [{"id": "a", "tenant_id": "t"}]}"#));
    assert_eq!(Pool::list(&conn).await.unwrap()[0].project_id.as_deref(), Some("t"));
    let query = cloud.requests().pop().unwrap().query;
    assert_eq!(query.as_deref(), Some("fields=id&fields=project_id&fields=tenant_id"));
    cloud.answer_next(Answer::new(200).body(r#"{"instance": {"id": "a", "tenant_id": 7}}"#));
    let error = Instance::get(&conn, "a").await.unwrap_err().to_string();
    assert!(error.contains("`instance.tenant_id`: expected a string, found the number 7"), "{error}");
}

/// A volume, which has booleans and numbers in strings.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/volumes", service = "block-storage", operations(get))]
pub struct Volume {
    pub id: String,
    #[resource(coerce)]
    pub bootable: bool,
    #[resource(coerce)]
    pub size: Option<u32>,
}

/// A flavor, which has no swap in the form of an empty text.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/flavors", service = "compute", operations(get))]
pub struct Flavor {
    pub id: String,
    #[resource(coerce)]
    pub swap: u32,
}

/// A health monitor, whose codes are text or a number.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/lbaas/healthmonitors", service = "load-balancer", key = "healthmonitor", operations(get))]
pub struct HealthMonitor {
    pub id: String,
    #[resource(coerce)]
    pub expected_codes: Option<String>,
}

#[tokio::test]
async fn numbers_and_booleans_are_read_from_strings_where_that_is_declared() {
    let (cloud, conn) = cloud([Volume::SCHEMA, Flavor::SCHEMA, HealthMonitor::SCHEMA]).await;
    cloud.answer_next(Answer::new(200).body(r#"{"volume": {"bootable": "true", "size": "8"}}"#));
    let volume = Volume::get(&conn, "v1").await.unwrap();
    assert_eq!((volume.bootable, volume.size), (true, Some(8)));
    cloud.answer_next(Answer::new(200).body(r#"{"volume": {"bootable": "perhaps"}}"#));
    let error = Volume::get(&conn, "v1").await.unwrap_err().to_string();
    assert!(error.contains("`volume.bootable`: expected a boolean, found the string \"perhaps\""), "{error}");
    cloud.answer_next(Answer::new(200).body(r#"{"flavor": {"swap": ""}}"#));
    assert_eq!(Flavor::get(&conn, "f1").await.unwrap().swap, 0);
    cloud.answer_next(Answer::new(200).body(r#"{"healthmonitor": {"expected_codes": 200}}"#));
    assert_eq!(HealthMonitor::get(&conn, "h1").await.unwrap().expected_codes.as_deref(), Some("200"));
}
