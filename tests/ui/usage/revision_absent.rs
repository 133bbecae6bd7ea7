use osc_runtime::{Connection, Resource};

/// A subnet, of which nothing tells the revision.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/subnets", service = "network", operations(get, update, delete))]
struct Subnet {
    id: String,
    name: String,
}

/// A network.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/networks", service = "network", operations(get, update, delete))]
struct Network {
    id: String,
    name: String,
    #[resource(revision)]
    revision_number: u64,
}

async fn change(conn: &Connection) {
    let _ = Subnet::update(conn, "1").name("b").if_revision(1).await;
    let _ = Subnet::delete(conn, "1").if_revision(1).await;
    let _ = Network::delete(conn, "1").if_revision("1").await;
    let _ = Network::update(conn, "1").revision_number(2).await;
}

fn main() {}
