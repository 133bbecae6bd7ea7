//! The command, over an embedded cloud.

use std::collections::BTreeSet;

use osc_fake::{Answer, Cloud};
use osc_runtime::codec::from_value;
use osc_runtime::{Connection, Value};
use osc_services::network::{ExternalGateway, FixedIp, FloatingIp, Network, Port, Router, Subnet};
use serde_json::json;

use super::super::command::{command, printing, servers, text};
use crate::arguments::global;
use crate::failure::Failure;

/// A cloud with a web server behind a router, in the service for networks and, where that is said, in that for servers.
async fn world(has_compute: bool) -> (Cloud, Connection) {
    let mut resources = osc_services::resources();
    resources.retain(|schema| has_compute || schema.service() != "compute");
    let mut builder = Cloud::builder().resources(resources);
    if has_compute {
        builder = builder.seed("compute", "/servers", json!({"id": "v1", "name": "shop", "status": "SHUTOFF"}));
    }
    let cloud = builder.start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    let public = Network::create(&conn).name("public").is_external(true).await.unwrap();
    let web = Network::create(&conn).name("web").await.unwrap();
    Subnet::create(&conn, &web, 4).cidr("10.0.0.0/24").gateway_ip("10.0.0.1").await.unwrap();
    let gateway = ExternalGateway {
        network_id: public.id.clone(),
        external_fixed_ips: Some(addresses("192.0.2.5")),
        ..ExternalGateway::default()
    };
    let edge = Router::create(&conn).name("edge").external_gateway_info(gateway).await.unwrap();
    let interface = Port::create(&conn, &web).device_owner("network:router_interface").device_id(&*edge.id);
    interface.fixed_ips(addresses("10.0.0.1")).await.unwrap();
    let port = Port::create(&conn, &web).device_owner("compute:nova").device_id("v1");
    let port = port.fixed_ips(addresses("10.0.0.7")).await.unwrap();
    let floating = FloatingIp::create(&conn, &public).floating_ip_address("192.0.2.9");
    floating.port_id(&*port.id).fixed_ip_address("10.0.0.7").await.unwrap();
    (cloud, conn)
}

fn addresses(ip: &str) -> Vec<FixedIp> {
    vec![from_value(&json!({"ip_address": ip})).unwrap()]
}

/// What the command prints with these arguments.
async fn drawn(conn: &Connection, arguments: &str) -> Result<String, String> {
    let root = printing(command().args(global::arguments(true)));
    let arguments = std::iter::once("topology").chain(arguments.split_whitespace());
    let matches = root.try_get_matches_from(arguments).map_err(|error| error.to_string())?;
    text(conn, &matches, false).await.map_err(|failure| match failure {
        Failure::Failed(text) | Failure::Usage(text) => text,
        Failure::Reported | Failure::Closed => "told".into(),
    })
}

#[tokio::test]
async fn it_draws_a_cloud() {
    let (_cloud, conn) = world(true).await;
    let expected = "\
network public  external
└─ router edge  192.0.2.5
   └─ network web  10.0.0.1
      ├─ subnet 10.0.0.0/24  gateway 10.0.0.1
      └─ server shop  SHUTOFF  10.0.0.7 ↔ 192.0.2.9
2 networks, 1 router, 1 server
";
    assert_eq!(drawn(&conn, "").await.unwrap(), expected);
}

#[tokio::test]
async fn it_asks_once_for_each_list_and_for_few_fields() {
    let (cloud, conn) = world(true).await;
    let before = cloud.requests().len();
    drawn(&conn, "").await.unwrap();
    let requests = cloud.requests().split_off(before);
    let listed: BTreeSet<&str> = requests.iter().map(|request| request.path.rsplit('/').next().unwrap()).collect();
    let expected = ["detail", "floatingips", "networks", "ports", "routers", "subnets"];
    assert!(expected.iter().all(|list| listed.contains(list)), "{listed:?}");
    let ports = requests.iter().find(|request| request.path.ends_with("/ports")).unwrap().query.clone().unwrap();
    assert!(ports.contains("fields=device_owner") && !ports.contains("fields=mac_address"), "{ports}");
    assert!(ports.contains("project_id="), "{ports}");
}

#[tokio::test]
async fn all_projects_are_asked_for_where_that_is_said() {
    let (cloud, conn) = world(true).await;
    let before = cloud.requests().len();
    let whole = drawn(&conn, "--all-projects").await.unwrap();
    assert!(whole.contains("server shop"), "{whole}");
    let requests = cloud.requests().split_off(before);
    let queries: Vec<&str> = requests.iter().filter_map(|request| request.query.as_deref()).collect();
    assert!(!queries.iter().any(|query| query.contains("project_id=")), "{queries:?}");
    assert!(queries.iter().any(|query| query.contains("all_tenants=true")), "{queries:?}");
}

#[tokio::test]
async fn a_cloud_without_servers_knows_them_by_their_ids() {
    let (_cloud, conn) = world(false).await;
    let text = drawn(&conn, "").await.unwrap();
    assert!(text.contains("server v1  10.0.0.7 ↔ 192.0.2.9\n"), "{text}");
}

#[tokio::test]
async fn servers_that_may_not_be_seen_are_none() {
    let (cloud, conn) = world(true).await;
    // The first time, the versions of the service are asked for too.
    assert_eq!(servers(&conn, false).await.unwrap().len(), 1);
    cloud.answer_next(Answer::new(403));
    assert!(servers(&conn, false).await.unwrap().is_empty());
}

#[tokio::test]
async fn who_may_not_see_the_servers_of_all_projects_sees_their_own() {
    let (cloud, conn) = world(true).await;
    assert_eq!(servers(&conn, true).await.unwrap().len(), 1);
    cloud.answer_next(Answer::new(403));
    assert_eq!(servers(&conn, true).await.unwrap().len(), 1);
    assert_eq!(cloud.requests().last().unwrap().query, None);
}

#[tokio::test]
async fn a_network_is_drawn_with_what_is_connected_with_it() {
    let (_cloud, conn) = world(true).await;
    Network::create(&conn).name("island").await.unwrap();
    let island = drawn(&conn, "island").await.unwrap();
    assert_eq!(island, "network island\n1 network\n");
    let web = Network::find(&conn, "web").await.unwrap();
    let text = drawn(&conn, &format!("{} --ascii", web.id)).await.unwrap();
    assert!(text.contains("`-- network web") && !text.contains("island"), "{text}");
}

#[tokio::test]
async fn a_network_that_is_none_or_several_is_refused() {
    let (_cloud, conn) = world(true).await;
    let error = drawn(&conn, "nope").await.unwrap_err();
    assert_eq!(error, "no network has the name or id `nope`; see `osc network list`");
    let other = Network::create(&conn).name("web").await.unwrap();
    let error = drawn(&conn, "web").await.unwrap_err();
    assert!(error.starts_with("2 networks have the name `web`: ") && error.contains(&other.id), "{error}");
}

#[tokio::test]
async fn each_format_is_drawn() {
    let (_cloud, conn) = world(true).await;
    assert!(drawn(&conn, "-f svg").await.unwrap().starts_with("<svg "));
    assert!(drawn(&conn, "-f mermaid --max-ports 0").await.unwrap().contains("and 1 server"));
    let graph: Value = drawn(&conn, "-f json").await.unwrap().parse().unwrap();
    assert_eq!(graph["devices"][1]["name"], "shop");
    let error = drawn(&conn, "-f table").await.unwrap_err();
    assert!(error.contains("[possible values: tree, svg, mermaid, json]"), "{error}");
}
