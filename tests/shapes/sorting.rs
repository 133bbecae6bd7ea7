//! Lists in an order.

use futures_util::TryStreamExt;
use osc_fake::Cloud;
use osc_runtime::request::List;
use osc_runtime::{Connection, ErrorKind, Resource, Service, Sorting, Value};
use serde_json::json;

use crate::{cloud, sent};

macro_rules! sorted {
    ($name:ident $service:literal $path:literal) => {
        /// Something that can be sorted.
        #[derive(Debug, Clone, Default, Resource)]
        #[resource(base_path = $path, service = $service)]
        pub struct $name {
            pub id: String,
            pub name: String,
            pub size: Option<i64>,
            #[resource(name = "router:external")]
            pub external: bool,
            #[resource(write_only)]
            pub seed: Option<String>,
        }
    };
}

sorted!(Network "network" "/networks");
sorted!(Server "compute" "/servers");
sorted!(Image "image" "/images");
sorted!(Volume "block-storage" "/volumes");
sorted!(LoadBalancer "load-balancer" "/lbaas/loadbalancers");
sorted!(Share "shared-file-system" "/shares");
sorted!(Node "baremetal" "/nodes");
sorted!(Zone "dns" "/zones");
sorted!(Project "identity" "/projects");
sorted!(Gadget "gadgets" "/gadgets");

/// A rule of a policy.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/qos/policies/{policy_id}/rules", service = "network")]
pub struct Rule {
    pub policy_id: String,
    pub id: String,
    /// Its place, which has nothing to do with the order of a list.
    pub sort_by: Option<i64>,
}

/// An instance, whose fields Nova has other names for where it sorts.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/instances", service = "compute")]
pub struct Instance {
    #[resource(sort = "uuid")]
    pub id: String,
    #[resource(sort = "display_name")]
    pub name: String,
}

/// The parameters of the last request that are about the order.
fn order(cloud: &Cloud) -> String {
    let request = cloud.requests().pop().unwrap();
    let query = request.query.unwrap_or_default();
    query.split('&').filter(|parameter| parameter.starts_with("sort")).collect::<Vec<_>>().join("&")
}

/// A cloud with five networks.
async fn networks() -> (Cloud, Connection) {
    let sizes = [("e", json!(3), false), ("b", json!(10), true), ("a", json!(3), true), ("d", json!(null), false)];
    let cloud =
        sizes.into_iter().fold(Cloud::builder().resources([Network::SCHEMA]), |cloud, (name, size, external)| {
            let item = json!({"id": name, "name": name, "size": size, "router:external": external});
            cloud.seed("network", "/networks", item)
        });
    let cloud = cloud.start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    (cloud, conn)
}

fn names(networks: &[Network]) -> String {
    networks.iter().map(|network| network.name.as_str()).collect()
}

#[tokio::test]
async fn a_list_comes_in_the_order_of_its_fields_the_first_of_which_counts_first() {
    let (cloud, conn) = networks().await;
    assert_eq!(names(&Network::list(&conn).sort_by("name").await.unwrap()), "abde");
    assert_eq!(order(&cloud), "sort_key=name&sort_dir=asc");
    assert_eq!(names(&Network::list(&conn).sort_by("size").sort_by_descending("name").await.unwrap()), "deab");
    assert_eq!(order(&cloud), "sort_key=size&sort_dir=asc&sort_key=name&sort_dir=desc");
    assert_eq!(names(&Network::list(&conn).sort_by_descending("size").sort_by("id").await.unwrap()), "baed");
}

#[tokio::test]
async fn a_field_is_named_as_in_rust_or_on_the_wire() {
    let (cloud, conn) = networks().await;
    for name in ["external", "router:external"] {
        let sorted = Network::list(&conn).sort_by_descending(name).sort_by("name").await.unwrap();
        assert_eq!(names(&sorted), "abde");
        assert_eq!(order(&cloud), "sort_key=router%3Aexternal&sort_dir=desc&sort_key=name&sort_dir=asc");
    }
}

#[tokio::test]
async fn the_order_holds_over_all_pages_for_streams_and_for_any_json() {
    let (_cloud, conn) = networks().await;
    let streamed: Vec<Network> =
        Network::list(&conn).sort_by_descending("name").page_size(1).stream().try_collect().await.unwrap();
    assert_eq!(names(&streamed), "edba");
    let list = List::<Value>::new(&conn, Network::SCHEMA, []).sort_by("name").page_size(3);
    let table = list.rows(&[1]).await.unwrap();
    assert_eq!(table.iter().collect::<Value>(), json!([["a"], ["b"], ["d"], ["e"]]));
}

#[tokio::test]
async fn each_service_is_asked_in_its_own_way() {
    let (cloud, conn) = cloud([
        Server::SCHEMA,
        Image::SCHEMA,
        Volume::SCHEMA,
        LoadBalancer::SCHEMA,
        Share::SCHEMA,
        Node::SCHEMA,
        Zone::SCHEMA,
    ])
    .await;
    Server::list(&conn).sort_by("name").sort_by_descending("size").await.unwrap();
    assert_eq!(order(&cloud), "sort_key=name&sort_dir=asc&sort_key=size&sort_dir=desc");
    Image::list(&conn).sort_by("name").sort_by_descending("size").await.unwrap();
    assert_eq!(order(&cloud), "sort_key=name&sort_dir=asc&sort_key=size&sort_dir=desc");
    Volume::list(&conn).sort_by("name").sort_by_descending("size").await.unwrap();
    assert_eq!(order(&cloud), "sort=name%3Aasc%2Csize%3Adesc");
    LoadBalancer::list(&conn).sort_by_descending("name").await.unwrap();
    assert_eq!(order(&cloud), "sort=name%3Adesc");
    Share::list(&conn).sort_by_descending("name").await.unwrap();
    assert_eq!(order(&cloud), "sort_key=name&sort_dir=desc");
    Node::list(&conn).sort_by("name").await.unwrap();
    assert_eq!(order(&cloud), "sort_key=name&sort_dir=asc");
    Zone::list(&conn).sort_by("name").await.unwrap();
    assert_eq!(order(&cloud), "sort_key=name&sort_dir=asc");
}

#[tokio::test]
async fn a_field_may_have_another_name_where_a_list_is_sorted() {
    let (cloud, conn) = cloud([Instance::SCHEMA]).await;
    for name in ["a", "c", "b"] {
        Instance::create(&conn).name(name).await.unwrap();
    }
    let instances = Instance::list(&conn).sort_by_descending("name").sort_by("id").await.unwrap();
    assert_eq!(order(&cloud), "sort_key=display_name&sort_dir=desc&sort_key=uuid&sort_dir=asc");
    assert_eq!(instances.iter().map(|instance| instance.name.as_str()).collect::<String>(), "cba");
}

#[tokio::test]
async fn cinders_way_sorts_too() {
    let (_cloud, conn) = cloud([Volume::SCHEMA]).await;
    for (name, size) in [("a", 2), ("b", 1), ("c", 2)] {
        Volume::create(&conn).name(name).size(size).await.unwrap();
    }
    let volumes = Volume::list(&conn).sort_by("size").sort_by_descending("name").await.unwrap();
    assert_eq!(volumes.iter().map(|volume| volume.name.as_str()).collect::<Vec<_>>(), ["b", "c", "a"]);
}

#[tokio::test]
async fn a_field_that_there_is_not_is_an_error_that_names_the_nearest() {
    let (cloud, conn) = networks().await;
    let before = cloud.counted();
    let error = Network::list(&conn).sort_by("nmae").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.to_string(),
        "network: a list cannot be sorted by `nmae`; did you mean `name`? Expected one of `id`, `name`, `size`, `external`"
    );
    let error = Network::list(&conn).sort_by("zzz").lenient().await.unwrap_err().to_string();
    assert_eq!(error, "network: a list cannot be sorted by `zzz`; expected one of `id`, `name`, `size`, `external`");
    // What is never in an answer is not what a list can be sorted by.
    let error = Network::list(&conn).sort_by("seed").sort_by("name").stream().try_next().await.unwrap_err();
    assert!(error.to_string().contains("cannot be sorted by `seed`"), "{error}");
    assert_eq!(cloud.counted(), before);
}

#[tokio::test]
async fn a_parameter_of_the_path_is_no_order_and_a_field_may_have_the_methods_name() {
    let (cloud, conn) = cloud([Rule::SCHEMA]).await;
    let error = Rule::list(&conn, "p1").sort_by("policy_id").await.unwrap_err().to_string();
    assert!(error.contains("a list cannot be sorted by `policy_id`"), "{error}");
    assert!(error.contains("xpected one of `id`, `sort_by`"), "{error}");
    Rule::list(&conn, "p1").sort_by_(3).sort_by("sort_by").await.unwrap();
    assert!(sent(&cloud).contains("?sort_by=3&sort_key=sort_by&sort_dir=asc&"), "{}", sent(&cloud));
}

#[tokio::test]
async fn a_service_that_sorts_nothing_or_by_one_field_is_an_error_that_says_so() {
    let (cloud, conn) = cloud([Project::SCHEMA, Share::SCHEMA, Gadget::SCHEMA]).await;
    let error = Project::list(&conn).sort_by("name").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.to_string(), "project: the service `identity` sorts no lists; sort the items by `name` yourself");
    let error = Gadget::list(&conn).sort_by("name").await.unwrap_err().to_string();
    assert!(error.contains("the service `gadgets` sorts no lists"), "{error}");
    let error = Share::list(&conn).sort_by("name").sort_by("id").await.unwrap_err().to_string();
    assert_eq!(
        error,
        "share: the service `shared-file-system` sorts by one field alone; remove `sort_by` of `name` or of `id`"
    );
    let conn = cloud.connection().service(Service::new("gadgets").sorting(Sorting::Pairs)).connect().await.unwrap();
    Gadget::list(&conn).sort_by("name").await.unwrap();
    assert_eq!(order(&cloud), "sort_key=name&sort_dir=asc");
}

#[tokio::test]
async fn the_embedded_cloud_refuses_an_order_as_neutron_does() {
    let (_cloud, conn) = networks().await;
    for (parameters, message) in [
        (&[("sort_key", "nope"), ("sort_dir", "asc")][..], "['nope'] is invalid attribute for sort_keys"),
        (&[("sort_key", "name")], "The number of sort_keys and sort_dirs must be same"),
        (
            &[("sort_key", "name"), ("sort_dir", "up")],
            "['up'] is invalid value for sort_dirs, valid value is 'asc' and 'desc'",
        ),
    ] {
        let list = parameters.iter().fold(Network::list(&conn), |list, (name, value)| list.query(*name, *value));
        let error = list.await.unwrap_err();
        assert_eq!((error.status(), error.message()), (Some(400), Some(message)));
    }
}
