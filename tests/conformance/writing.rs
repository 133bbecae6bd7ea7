//! Creations, updates, deletions.

use osc_services::identity::{Project, User};
use osc_services::network::lb::{HealthMonitor, Pool, PoolHealthMonitor};
use osc_services::network::{Network, Port, Subnet};
use serde_json::{Value, json};

use crate::{example_cloud, lines};

/// The body of the last request.
fn last_body(cloud: &osc_fake::Cloud) -> Value {
    serde_json::from_slice(&cloud.requests().last().unwrap().body).unwrap()
}

#[tokio::test]
async fn a_creation_carries_what_was_set_and_nothing_else() {
    let (cloud, conn) = example_cloud().await;
    let subnet = String::from("df68f190-8933-4064-98cf-2392cfc9f590");
    let pool = Pool::create(&conn, &subnet, "TCP", "ROUND_ROBIN").name("pool4").await.unwrap();
    assert_eq!(pool.status, "ACTIVE");
    let expected = json!({"pool": {
        "subnet_id": subnet, "protocol": "TCP", "lb_method": "ROUND_ROBIN", "name": "pool4",
    }});
    assert_eq!(last_body(&cloud), expected);
}

#[tokio::test]
async fn the_fields_of_inner_objects_that_are_not_set_are_not_sent() {
    use osc_services::network::FixedIp;

    let (cloud, conn) = example_cloud().await;
    let network = Network::find(&conn, "public").await.unwrap();
    let fixed_ip = FixedIp { ip_address: Some("192.0.2.7".into()), ..FixedIp::default() };
    Port::create(&conn, &network.id).fixed_ips([fixed_ip]).await.unwrap();
    assert_eq!(last_body(&cloud)["port"]["fixed_ips"], json!([{"ip_address": "192.0.2.7"}]));
}

#[tokio::test]
async fn an_update_sets_clears_and_leaves() {
    let (cloud, conn) = example_cloud().await;
    let network = Network::find(&conn, "public").await.unwrap();
    let subnet = Subnet::create(&conn, &network.id, 4).cidr("192.0.2.0/24").gateway_ip("192.0.2.1").await.unwrap();
    let changed = Subnet::update(&conn, &subnet.id).name("edge").gateway_ip(None).await.unwrap();
    assert_eq!(last_body(&cloud), json!({"subnet": {"name": "edge", "gateway_ip": null}}));
    assert_eq!((changed.name.as_str(), changed.gateway_ip), ("edge", None));
    assert_eq!(changed.cidr, subnet.cidr);
}

#[tokio::test]
async fn an_update_that_changes_nothing_sends_no_change() {
    let (cloud, conn) = example_cloud().await;
    let id = "dff6bacc-206a-48be-bc86-281d8e73fa56";
    assert_eq!(Network::update(&conn, id).await.unwrap().name, "public");
    assert_eq!(lines(&cloud.requests())[1..], [format!("GET /network/v2.0/networks/{id}")]);
}

#[tokio::test]
async fn what_is_deleted_is_gone() {
    let (_cloud, conn) = example_cloud().await;
    let network = Network::create(&conn).name("short-lived").await.unwrap();
    Network::delete(&conn, &network.id).await.unwrap();
    assert!(Network::get(&conn, &network.id).await.unwrap_err().is_not_found());
    assert!(Network::delete(&conn, &network.id).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn keystone_is_updated_by_patch() {
    let (cloud, conn) = example_cloud().await;
    let project = Project::create(&conn, "engine").await.unwrap();
    let project = Project::update(&conn, &project.id).description("difference").await.unwrap();
    assert_eq!(project.description.as_deref(), Some("difference"));
    assert!(lines(&cloud.requests()).last().unwrap().starts_with("PATCH /identity/v3/projects/"));
}

#[tokio::test]
async fn a_name_that_is_taken_is_a_conflict() {
    let (_cloud, conn) = example_cloud().await;
    Project::create(&conn, "engine").await.unwrap();
    assert!(Project::create(&conn, "engine").await.unwrap_err().is_conflict());
}

#[tokio::test]
async fn what_the_service_refuses_is_said_in_its_words() {
    let (_cloud, conn) = example_cloud().await;
    let body = json!({"pool": {"protocol": "TCP"}});
    let error = conn.request(osc_runtime::Method::Post, "network", "/lb/pools").json(&body).await.unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert_eq!(error.message(), Some("Failed to parse request. Required attribute 'subnet_id' not specified"));
}

#[tokio::test]
async fn a_monitor_is_attached_to_a_pool_and_detached() {
    let (cloud, conn) = example_cloud().await;
    let pool = Pool::find(&conn, "pool2").await.unwrap();
    let monitor = HealthMonitor::create(&conn, "PING", 5, 3, 2).await.unwrap();
    let attached = PoolHealthMonitor::create(&conn, &pool.id, &monitor.id).await.unwrap();
    assert_eq!((attached.pool_id, attached.id), (pool.id.clone(), monitor.id.clone()));
    assert_eq!(last_body(&cloud), json!({"health_monitor": {"id": monitor.id}}));
    PoolHealthMonitor::delete(&conn, &pool.id, &monitor.id).await.unwrap();
    let path = format!("/network/v2.0/lb/pools/{}/health_monitors", pool.id);
    let expected = [format!("POST {path}"), format!("DELETE {path}/{}", monitor.id)];
    assert_eq!(lines(&cloud.requests()).split_off(3), expected);
}

#[tokio::test]
async fn a_users_password_is_sent_and_signs_in() {
    let (cloud, conn) = example_cloud().await;
    let user = User::create(&conn, "ada").password("countess").await.unwrap();
    assert!(!user.to_value().to_string().contains("countess"));
    let as_ada = cloud.connection().username("ada").password("countess").connect().await.unwrap();
    assert_eq!(as_ada.user_id().await.unwrap(), Some(user.id));
}
