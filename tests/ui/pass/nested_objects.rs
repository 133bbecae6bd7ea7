//! Objects in objects, in lists and in maps.

use std::collections::{BTreeMap, HashMap};

use osc_runtime::{Connection, Fields, Resource, Result, Value};

#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers", service = "compute", operations(list, get, create, update))]
pub struct Server {
    pub id: String,
    #[resource(required)]
    pub flavor: Flavor,
    pub addresses: HashMap<String, Vec<Address>>,
    pub fault: Option<Fault>,
    pub metadata: BTreeMap<String, String>,
    pub anything: Value,
}

#[derive(Debug, Clone, Default, Fields)]
pub struct Flavor {
    pub vcpus: u32,
    pub extra_specs: Option<Specs>,
}

#[derive(Debug, Clone, Default, Fields)]
pub struct Specs {
    #[resource(name = "hw:cpu_policy")]
    pub cpu_policy: Option<String>,
}

#[derive(Debug, Clone, Default, Fields)]
pub struct Address {
    #[serde(rename = "OS-EXT-IPS:type")]
    pub kind: String,
    pub addr: String,
}

#[derive(Debug, Clone, Default, Fields)]
pub struct Fault {
    pub message: String,
}

async fn uses(conn: &Connection) -> Result<Server> {
    let flavor = Flavor { vcpus: 4, extra_specs: None };
    Server::create(conn, flavor).fault(None).metadata(BTreeMap::new()).anything(Value::from(5)).await
}

fn main() {
    let _ = uses;
    let server = Server { addresses: HashMap::from([("net".into(), vec![Address::default()])]), ..Server::default() };
    assert_eq!(server.to_value()["addresses"]["net"][0]["OS-EXT-IPS:type"], "");
}
