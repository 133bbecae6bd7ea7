//! Bodies without an envelope, and envelopes that differ on creation.

use osc_fake::Answer;
use osc_runtime::Resource;

use crate::{cloud, json, sent};

/// A zone.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/zones", service = "dns", key = none, operations(list, get, create))]
pub struct Zone {
    pub id: String,
    pub name: String,
}

/// A port of a bare metal node.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/ports", service = "baremetal", key = none, operations(get, create))]
pub struct BaremetalPort {
    #[resource(id)]
    pub uuid: String,
    #[resource(required)]
    pub address: String,
}

/// A secret.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/secrets", service = "key-manager", key = none, operations(create))]
pub struct Secret {
    pub secret_ref: String,
    pub name: Option<String>,
}

#[tokio::test]
async fn one_may_be_bare() {
    let (cloud, conn) = cloud([Zone::SCHEMA, BaremetalPort::SCHEMA, Secret::SCHEMA]).await;
    let zone = Zone::create(&conn).name("example.org.").await.unwrap();
    assert_eq!(sent(&cloud), json("POST /dns/v2/zones", r#"{"name":"example.org."}"#));
    assert_eq!(Zone::get(&conn, &zone).await.unwrap().name, "example.org.");
    BaremetalPort::create(&conn, "52:54:00:00:00:01").await.unwrap();
    assert_eq!(sent(&cloud), json("POST /baremetal/v1/ports", r#"{"address":"52:54:00:00:00:01"}"#));
    Secret::create(&conn).name("tls").await.unwrap();
    assert_eq!(sent(&cloud), json("POST /key-manager/v1/secrets", r#"{"name":"tls"}"#));
}

/// A place where an image's data is.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/images/{image_id}/locations", service = "image", list_key = none, operations(list))]
pub struct ImageLocation {
    pub image_id: String,
    pub url: String,
}

/// A node that a host has been found to have.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/deployables", service = "accelerator", key = none, list_key = none, operations(list, get))]
pub struct Deployable {
    #[resource(id)]
    pub uuid: String,
}

/// A container of objects.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/", service = "object-store", key = none, list_key = none, operations(list))]
pub struct Container {
    #[resource(id)]
    pub name: String,
}

#[tokio::test]
async fn a_list_may_be_bare() {
    let (cloud, conn) = cloud([ImageLocation::SCHEMA, Deployable::SCHEMA, Container::SCHEMA]).await;
    cloud.answer_next(Answer::new(200).body(r#"[{"url": "rbd://pool/image"}]"#));
    let locations = ImageLocation::list(&conn, "i1").await.unwrap();
    assert_eq!((locations[0].image_id.as_str(), locations[0].url.as_str()), ("i1", "rbd://pool/image"));
    cloud.answer_next(Answer::new(200).body(r#"[{"uuid": "d1"}]"#));
    assert_eq!(Deployable::list(&conn).await.unwrap()[0].uuid, "d1");
    cloud.answer_next(Answer::new(200).body(r#"[{"name": "backup"}]"#));
    assert_eq!(Container::list(&conn).await.unwrap()[0].name, "backup");
}

/// A stack.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/stacks", service = "orchestration", create_key = none, operations(list, get, create))]
pub struct Stack {
    pub id: String,
    #[resource(required)]
    pub stack_name: String,
}

/// A trigger of a workflow.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/cron_triggers", service = "workflow", create_key = none, operations(create))]
pub struct CronTrigger {
    pub id: String,
    #[resource(required)]
    pub name: String,
}

/// A subnet of a share network.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/share-networks/{share_network_id}/subnets", service = "shared-file-system")]
#[resource(key = "share_network_subnet", create_key = "share-network-subnet", operations(create))]
pub struct ShareNetworkSubnet {
    pub id: String,
    pub share_network_id: String,
    pub availability_zone: Option<String>,
}

#[tokio::test]
async fn what_is_sent_may_have_another_envelope_than_what_comes_back() {
    let (cloud, conn) = cloud([Stack::SCHEMA, CronTrigger::SCHEMA, ShareNetworkSubnet::SCHEMA]).await;
    let stack = Stack::create(&conn, "web").await.unwrap();
    assert_eq!(sent(&cloud), json("POST /orchestration/v1/stacks", r#"{"stack_name":"web"}"#));
    assert_eq!(Stack::get(&conn, &stack).await.unwrap().stack_name, "web");
    CronTrigger::create(&conn, "nightly").await.unwrap();
    assert_eq!(sent(&cloud), json("POST /workflow/v2/cron_triggers", r#"{"name":"nightly"}"#));
    ShareNetworkSubnet::create(&conn, "n1").availability_zone("nova").await.unwrap();
    assert_eq!(
        sent(&cloud),
        json(
            "POST /shared-file-system/v2/share-networks/n1/subnets",
            r#"{"share-network-subnet":{"availability_zone":"nova"}}"#
        )
    );
}

/// A request for an accelerator, which is answered by a list of one.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/accelerator_requests", service = "accelerator", key = "arq", list_key = "arqs")]
#[resource(create_key = none, created_key = "arqs", operations(list, get, create))]
pub struct AcceleratorRequest {
    #[resource(id)]
    pub uuid: String,
    #[resource(required)]
    pub device_profile_name: String,
}

#[tokio::test]
async fn a_list_of_one_is_read_as_one() {
    let (cloud, conn) = cloud([AcceleratorRequest::SCHEMA]).await;
    cloud.answer_next(Answer::new(201).body(r#"{"arqs": [{"uuid": "a1", "device_profile_name": "fpga"}]}"#));
    assert_eq!(AcceleratorRequest::create(&conn, "fpga").await.unwrap().uuid, "a1");
    assert_eq!(sent(&cloud), json("POST /accelerator/v2/accelerator_requests", r#"{"device_profile_name":"fpga"}"#));
    cloud.answer_next(Answer::new(201).body(r#"{"arqs": []}"#));
    let error = AcceleratorRequest::create(&conn, "fpga").await.unwrap_err().to_string();
    assert!(error.contains("`arqs`: expected a list of one, found an empty list"), "{error}");
}
