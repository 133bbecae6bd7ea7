//! Tags, metadata and quota sets, declared with one word.

use std::collections::BTreeMap;

use osc_fake::Cloud;
use osc_runtime::request::List;
use osc_runtime::schema::{Field, Kind, Schema};
use osc_runtime::{Connection, ErrorKind, Resource, Value};
use serde_json::json as value;

use crate::{bare, cloud, json, sent};

macro_rules! tagged {
    ($name:ident $service:literal $path:literal) => {
        /// Something that has tags.
        #[derive(Debug, Clone, Default, Resource)]
        #[resource(base_path = $path, service = $service, tags)]
        pub struct $name {
            pub id: String,
            #[resource(read_only)]
            pub tags: Vec<String>,
        }
    };
}

tagged!(Network "network" "/networks");
tagged!(Server "compute" "/servers");
tagged!(Project "identity" "/projects");

#[tokio::test]
async fn tags_are_read_set_added_and_removed() {
    let (cloud, conn) = cloud([Network::SCHEMA, Server::SCHEMA, Project::SCHEMA]).await;
    let network = Network::create(&conn).await.unwrap();
    let path = format!("/network/v2.0/networks/{}/tags", network.id);
    Network::set_tags(&conn, &network, ["blue", "web"]).await.unwrap();
    assert_eq!(sent(&cloud), json(&format!("PUT {path}"), r#"{"tags":["blue","web"]}"#));
    Network::add_tag(&conn, &network, "a b").await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("PUT {path}/a%20b")));
    Network::remove_tag(&conn, &network, "blue").await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("DELETE {path}/blue")));
    assert!(!Network::has_tag(&conn, &network, "blue").await.unwrap());
    assert!(Network::has_tag(&conn, &network, "web").await.unwrap());
    assert_eq!(Network::tags(&conn, &network).await.unwrap(), ["web", "a b"]);
    assert_eq!(sent(&cloud), bare(&format!("GET {path}")));
    assert_eq!(Network::get(&conn, &network).await.unwrap().tags, ["web", "a b"]);
    Network::clear_tags(&conn, &network).await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("DELETE {path}")));

    let server = Server::create(&conn).await.unwrap();
    Server::add_tag(&conn, &server, "web").await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("PUT /compute/v2.1/servers/{}/tags/web", server.id)));
    let project = Project::create(&conn).await.unwrap();
    Project::clear_tags(&conn, &project.id).await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("DELETE /identity/v3/projects/{}/tags", project.id)));
    assert!(Project::tags(&conn, "none").await.unwrap_err().is_not_found());
}

/// The ids of the networks of a list.
async fn ids(list: NetworkList) -> String {
    list.await.unwrap().iter().map(|network| network.id.as_str()).collect()
}

/// A cloud with four networks: with the tags `blue` and `web`, `blue`, `red`, and none.
async fn tagged() -> (Cloud, Connection) {
    let networks = [("a", vec!["blue", "web"]), ("b", vec!["blue"]), ("c", vec!["red"]), ("d", vec![])];
    let builder = Cloud::builder().resources([Network::SCHEMA, Server::SCHEMA, Project::SCHEMA]);
    let builder = networks
        .into_iter()
        .fold(builder, |builder, (id, tags)| builder.seed("network", "/networks", value!({"id": id, "tags": tags})));
    let cloud = builder.start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    (cloud, conn)
}

#[tokio::test]
async fn a_list_can_be_of_what_has_tags_or_has_not() {
    let (cloud, conn) = tagged().await;
    let all = || Network::list(&conn).all_fields();
    assert_eq!(ids(all().tags(["blue", "web"])).await, "a");
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/networks?tags=blue%2Cweb&limit=1000"));
    assert_eq!(ids(all().any_tags(["red", "web"])).await, "ac");
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/networks?tags-any=red%2Cweb&limit=1000"));
    assert_eq!(ids(all().not_tags(["blue", "web"])).await, "bcd");
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/networks?not-tags=blue%2Cweb&limit=1000"));
    assert_eq!(ids(all().not_any_tags(["blue", "web"])).await, "cd");
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/networks?not-tags-any=blue%2Cweb&limit=1000"));
    assert_eq!(ids(all().tags(["blue"]).not_tags(vec!["web".to_owned()])).await, "b");
    assert_eq!(ids(all().tags(["blue"]).tags(["web"])).await, "a");

    Server::list(&conn).any_tags(["a", "b"]).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /compute/v2.1/servers?tags-any=a%2Cb"));
    Project::list(&conn).not_any_tags(["a"]).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /identity/v3/projects?not-tags-any=a"));
}

#[tokio::test]
async fn no_tags_filter_nothing_and_a_tag_with_a_comma_is_an_error() {
    let (cloud, conn) = tagged().await;
    let none: [&str; 0] = [];
    assert_eq!(ids(Network::list(&conn).all_fields().tags(none)).await, "abcd");
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/networks?limit=1000"));
    let before = cloud.counted();
    let error = Network::list(&conn).not_tags(["blue", "a,b"]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.to_string(), "network: `not_tags` has the value `a,b`, and a comma separates values in a query");
    assert_eq!(cloud.counted(), before);
}

/// A volume, of which `tags` and `not_tags` have been something else already.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/volumes", service = "block-storage", tags, query(all_tenants: bool, not_tags: bool))]
pub struct TaggedVolume {
    pub id: String,
    #[resource(name = "old_tags")]
    pub tags: String,
}

#[tokio::test]
async fn the_filters_are_queries_of_the_schema_behind_its_own() {
    let names = |schema: &Schema| schema.queries().map(Field::name).collect::<Vec<_>>();
    assert_eq!(names(Network::SCHEMA), ["tags", "any_tags", "not_tags", "not_any_tags"]);
    assert_eq!(names(Instance::SCHEMA), [""; 0]);
    let own = ["all_tenants", "not_tags", "tags", "any_tags", "not_tags", "not_any_tags"];
    assert_eq!(names(TaggedVolume::SCHEMA), own);
    let query = Network::SCHEMA.queries().nth(3).unwrap();
    assert_eq!((query.wire_name(), query.kind()), ("not-tags-any", Kind::List(&Kind::Text)));
    assert_eq!(query.option(), Some("not-any-tags"));

    let (cloud, conn) = tagged().await;
    let list = || List::<Value>::new(&conn, Network::SCHEMA, []).all_fields();
    assert_eq!(list().query_at::<Value>(3, value!(["blue", "red"])).await.unwrap()[0]["id"], "d");
    assert_eq!(list().query_at::<Value>(0, value!("blue,web")).await.unwrap()[0]["id"], "a");
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/networks?tags=blue%2Cweb&limit=1000"));
    assert_eq!(list().query_at::<Value>(1, value!(["blue,web", "red"])).await.unwrap().len(), 3);
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/networks?tags-any=blue%2Cweb%2Cred&limit=1000"));
}

#[tokio::test]
async fn a_field_or_a_query_of_the_same_name_has_another_setter() {
    let (cloud, conn) = cloud([TaggedVolume::SCHEMA]).await;
    TaggedVolume::list(&conn).tags_("x").not_tags_(true).tags(["a"]).not_tags(["b"]).await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /block-storage/v3/volumes?old_tags=x&not_tags=true&tags=a&not-tags=b"));
}

macro_rules! described {
    ($name:ident $service:literal $path:literal) => {
        /// Something that has metadata.
        #[derive(Debug, Clone, Default, Resource)]
        #[resource(base_path = $path, service = $service, metadata)]
        pub struct $name {
            pub id: String,
        }
    };
}

described!(Instance "compute" "/servers");
described!(Volume "block-storage" "/volumes");
described!(Share "shared-file-system" "/shares");

#[tokio::test]
async fn metadata_is_read_set_replaced_and_removed() {
    let (cloud, conn) = cloud([Instance::SCHEMA, Volume::SCHEMA, Share::SCHEMA]).await;
    let entries = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    };
    let server = Instance::create(&conn).await.unwrap();
    let path = format!("/compute/v2.1/servers/{}/metadata", server.id);
    Instance::set_metadata(&conn, &server, entries(&[("a", "1")])).await.unwrap();
    assert_eq!(sent(&cloud), json(&format!("POST {path}"), r#"{"metadata":{"a":"1"}}"#));
    let all = Instance::set_metadata(&conn, &server, entries(&[("b", "2")])).await.unwrap();
    assert_eq!(all, entries(&[("a", "1"), ("b", "2")]));
    Instance::remove_metadata(&conn, &server, "a").await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("DELETE {path}/a")));
    assert_eq!(Instance::metadata(&conn, &server).await.unwrap(), entries(&[("b", "2")]));
    assert_eq!(sent(&cloud), bare(&format!("GET {path}")));

    let volume = Volume::create(&conn).await.unwrap();
    Volume::replace_metadata(&conn, &volume, entries(&[("c", "3")])).await.unwrap();
    let line = format!("PUT /block-storage/v3/volumes/{}/metadata", volume.id);
    assert_eq!(sent(&cloud), json(&line, r#"{"metadata":{"c":"3"}}"#));
    let share = Share::create(&conn).await.unwrap();
    assert!(Share::metadata(&conn, &share).await.unwrap().is_empty());
}

macro_rules! quotas {
    ($name:ident $service:literal $path:literal $quota:ident) => {
        /// The quotas of a project.
        #[derive(Debug, Clone, Default, Resource)]
        #[resource(base_path = $path, service = $service, key = "quota_set", singleton, quota_set)]
        #[resource(operations(get, update, delete))]
        pub struct $name {
            pub project_id: String,
            pub $quota: i64,
        }
    };
}

quotas!(ComputeQuotas "compute" "/os-quota-sets/{project_id}" cores);
quotas!(VolumeQuotas "block-storage" "/os-quota-sets/{project_id}" volumes);
quotas!(ShareQuotas "shared-file-system" "/quota-sets/{project_id}" shares);

#[tokio::test]
async fn a_quota_set_has_defaults_and_a_usage() {
    let (cloud, conn) = cloud([ComputeQuotas::SCHEMA, VolumeQuotas::SCHEMA, ShareQuotas::SCHEMA]).await;
    ComputeQuotas::update(&conn, "p1").cores(16).await.unwrap();
    assert_eq!(sent(&cloud), json("PUT /compute/v2.1/os-quota-sets/p1", r#"{"quota_set":{"cores":16}}"#));
    let usage = ComputeQuotas::usage(&conn, "p1").await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /compute/v2.1/os-quota-sets/p1/detail"));
    assert_eq!(usage["quota_set"]["cores"]["limit"], 16);
    let defaults = VolumeQuotas::defaults(&conn, "p1").await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /block-storage/v3/os-quota-sets/p1/defaults"));
    assert_eq!((defaults.project_id.as_str(), defaults.volumes), ("p1", 0));
    ShareQuotas::delete(&conn, "p1").await.unwrap();
    assert_eq!(sent(&cloud), bare("DELETE /shared-file-system/v2/quota-sets/p1"));
}
