//! Changes of what nobody has changed meanwhile.

use osc_runtime::request::{Delete, Update};
use osc_runtime::{ErrorKind, Resource, Value};
use serde_json::json as value;

use crate::{bare, cloud, json, sent};

/// A network.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/networks", service = "network", operations(list, get, create, update, delete), tags)]
pub struct Network {
    pub id: String,
    pub name: String,
    #[resource(read_only)]
    pub tags: Vec<String>,
    #[resource(revision)]
    pub revision_number: Option<u64>,
}

/// A port, whose revision has another name and type, and which has a field of the method's name.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/ports", service = "network", operations(get, create, update, delete))]
pub struct Port {
    pub id: String,
    pub if_revision: String,
    #[resource(revision, name = "revision_number")]
    pub revision: i64,
}

/// A trunk, which can be deleted only.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/trunks", service = "network", operations(get, create, delete))]
pub struct Trunk {
    pub id: String,
    #[resource(revision)]
    pub version: u32,
}

/// A subnet without a revision.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/subnets", service = "network", operations(get, create, update, delete))]
pub struct Subnet {
    pub id: String,
    pub name: String,
}

#[tokio::test]
async fn an_update_can_be_of_one_revision_alone() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    let network = Network::create(&conn).name("a").await.unwrap();
    assert_eq!(network.revision_number, Some(1));
    let changed = Network::update(&conn, &network).name("b").if_revision(network.revision_number).await.unwrap();
    let line = format!("PUT /network/v2.0/networks/{}\ncontent-type: application/json", network.id);
    assert_eq!(
        sent(&cloud).replace("if-match: revision_number=1\n", ""),
        format!("{line}\n\n{{\"network\":{{\"name\":\"b\"}}}}\n")
    );
    assert!(sent(&cloud).contains("if-match: revision_number=1\n"), "{}", sent(&cloud));
    assert_eq!((changed.name.as_str(), changed.revision_number), ("b", Some(2)));

    let error = Network::update(&conn, &network).name("c").if_revision(1).await.unwrap_err();
    assert!(error.is_precondition_failed());
    assert_eq!((error.kind(), error.status()), (ErrorKind::PreconditionFailed, Some(412)));
    assert_eq!(error.message(), Some("Constrained to 1, but current revision is 2"));
    assert!(!error.may_have_been_done());
    assert_eq!(Network::get(&conn, &network).await.unwrap().name, "b");
}

#[tokio::test]
async fn a_deletion_can_be_of_one_revision_alone() {
    let (cloud, conn) = cloud([Network::SCHEMA, Trunk::SCHEMA]).await;
    let network = Network::create(&conn).await.unwrap();
    let error = Network::delete(&conn, &network).if_revision(7).await.unwrap_err();
    assert!(error.is_precondition_failed(), "{error}");
    assert_eq!(sent(&cloud), format!("DELETE /network/v2.0/networks/{}\nif-match: revision_number=7\n", network.id));
    Network::delete(&conn, &network).if_revision(network.revision_number).await.unwrap();
    assert!(Network::get(&conn, &network).await.unwrap_err().is_not_found());

    let trunk = Trunk::create(&conn).await.unwrap();
    assert_eq!(trunk.version, 1);
    Trunk::delete(&conn, &trunk).if_revision(trunk.version).await.unwrap();
    assert!(sent(&cloud).contains("if-match: version=1\n"), "{}", sent(&cloud));
}

#[tokio::test]
async fn no_revision_is_any() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    let network = Network::create(&conn).await.unwrap();
    Network::update(&conn, &network).name("b").if_revision(None).await.unwrap();
    let line = format!("PUT /network/v2.0/networks/{}", network.id);
    assert_eq!(sent(&cloud), json(&line, r#"{"network":{"name":"b"}}"#));
    Network::delete(&conn, &network).if_revision(None).await.unwrap();
    assert_eq!(sent(&cloud), bare(&line.replace("PUT", "DELETE")));
}

#[tokio::test]
async fn an_update_that_changes_nothing_asks_for_nothing_of_the_revision() {
    let (cloud, conn) = cloud([Network::SCHEMA]).await;
    let network = Network::create(&conn).await.unwrap();
    Network::update(&conn, &network).if_revision(9).await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("GET /network/v2.0/networks/{}", network.id)));
}

#[tokio::test]
async fn the_revision_is_read_whatever_it_is_called_and_sent_under_its_wire_name() {
    let (cloud, conn) = cloud([Port::SCHEMA]).await;
    let port = Port::create(&conn).if_revision("a text").await.unwrap();
    let port = Port::update(&conn, &port).if_revision_("another").if_revision(port.revision).await.unwrap();
    assert!(sent(&cloud).contains("if-match: revision_number=1\n"), "{}", sent(&cloud));
    assert_eq!((port.revision, port.if_revision.as_str()), (2, "another"));
}

#[tokio::test]
async fn each_change_is_a_revision_tags_too() {
    let (_cloud, conn) = cloud([Network::SCHEMA]).await;
    let network = Network::create(&conn).await.unwrap();
    Network::set_tags(&conn, &network, ["a"]).await.unwrap();
    Network::add_tag(&conn, &network, "b").await.unwrap();
    Network::tags(&conn, &network).await.unwrap();
    Network::remove_tag(&conn, &network, "b").await.unwrap();
    Network::clear_tags(&conn, &network).await.unwrap();
    Network::update(&conn, &network).name("b").await.unwrap();
    assert_eq!(Network::get(&conn, &network).await.unwrap().revision_number, Some(6));
}

#[tokio::test]
async fn what_knows_the_schema_alone_can_ask_for_a_revision_where_there_is_one() {
    let (cloud, conn) = cloud([Network::SCHEMA, Subnet::SCHEMA]).await;
    let network = Network::create(&conn).await.unwrap();
    let name = Network::SCHEMA.fields().iter().position(|field| field.name() == "name").unwrap();
    let update = |schema, id: &str| Update::<Value>::new(&conn, schema, [id.to_owned()]);
    let changed = update(Network::SCHEMA, &network.id).set::<Value>(name, value!("b")).if_revision(1).await.unwrap();
    assert_eq!(changed["revision_number"], 2);
    let error = Delete::new(&conn, Network::SCHEMA, [network.id]).if_revision(1).await.unwrap_err();
    assert!(error.is_precondition_failed(), "{error}");

    let subnet = Subnet::create(&conn).await.unwrap();
    let before = cloud.counted();
    let error = Delete::new(&conn, Subnet::SCHEMA, [subnet.id.clone()]).if_revision(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(error.to_string(), "subnet: there is no revision to ask for: no field is declared to be its number");
    let error = update(Subnet::SCHEMA, &subnet.id).set::<Value>(1, value!("b")).if_revision(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(cloud.counted(), before);
}
