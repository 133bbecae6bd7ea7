//! Fields that hold the id of another resource.

use osc_runtime::Resource;

use crate::{bare, cloud, json, sent};

/// A network.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/networks", service = "network")]
pub struct Network {
    pub id: String,
}

/// A security group.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/security-groups", service = "network")]
pub struct SecurityGroup {
    pub id: String,
}

/// A port.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/ports", service = "network", operations(list, get, create, update))]
pub struct Port {
    pub id: String,
    #[resource(required, references = Network)]
    pub network_id: String,
    #[resource(references = Port)]
    pub parent_id: Option<String>,
    #[resource(references = SecurityGroup)]
    pub security_groups: Vec<String>,
}

/// A route of a network, below it.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/networks/{network_id}/routes", service = "network", operations(list, create))]
pub struct Route {
    #[resource(references = Network)]
    pub network_id: String,
    pub destination: String,
}

#[tokio::test]
async fn a_resource_stands_for_its_id() {
    let (cloud, conn) = cloud([Network::SCHEMA, SecurityGroup::SCHEMA, Port::SCHEMA, Route::SCHEMA]).await;
    let network = Network::create(&conn).await.unwrap();
    let group = SecurityGroup::create(&conn).await.unwrap();
    let port = Port::create(&conn, &network).security_groups([&group]).await.unwrap();
    let body = format!(r#"{{"port":{{"network_id":"{}","security_groups":["{}"]}}}}"#, network.id, group.id);
    assert_eq!(sent(&cloud), json("POST /network/v2.0/ports", &body));
    Port::update(&conn, &port).parent_id(&port).await.unwrap();
    let line = format!("PUT /network/v2.0/ports/{}", port.id);
    assert_eq!(sent(&cloud), json(&line, &format!(r#"{{"port":{{"parent_id":"{}"}}}}"#, port.id)));
    Port::update(&conn, &port).parent_id(None).security_groups(Vec::new()).await.unwrap();
    assert_eq!(sent(&cloud), json(&line, r#"{"port":{"parent_id":null,"security_groups":[]}}"#));
    assert_eq!(Port::list(&conn).network_id(&network).await.unwrap().len(), 1);
    Route::create(&conn, &network).destination("192.0.2.0/24").await.unwrap();
    let line = format!("POST /network/v2.0/networks/{}/routes", network.id);
    assert_eq!(sent(&cloud), json(&line, r#"{"route":{"destination":"192.0.2.0/24"}}"#));
}

#[tokio::test]
async fn so_does_a_string() {
    let (cloud, conn) = cloud([Network::SCHEMA, Port::SCHEMA]).await;
    let id = String::from("n1");
    Port::create(&conn, &id).security_groups(["g1"]).parent_id("p1").await.unwrap();
    let body = r#"{"port":{"network_id":"n1","parent_id":"p1","security_groups":["g1"]}}"#;
    assert_eq!(sent(&cloud), json("POST /network/v2.0/ports", body));
    Port::list(&conn).network_id(id).parent_id(None).await.unwrap();
    let fields = "fields=id&fields=network_id&fields=parent_id&fields=security_groups&limit=1000";
    assert_eq!(sent(&cloud), bare(&format!("GET /network/v2.0/ports?network_id=n1&{fields}")));
}

#[test]
fn the_declaration_knows_what_is_meant() {
    let reference = |name: &str| {
        let field = Port::SCHEMA.fields().iter().find(|field| field.name() == name).unwrap();
        field.reference().map(osc_runtime::schema::Schema::name)
    };
    assert_eq!(reference("network_id"), Some("Network"));
    assert_eq!(reference("parent_id"), Some("Port"));
    assert_eq!(reference("id"), None);
}
