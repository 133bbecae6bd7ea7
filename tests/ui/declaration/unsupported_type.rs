//! One message for each field, at its type.

use osc_runtime::{Connection, Resource, Result};

struct Plain;

#[derive(Resource)]
#[resource(base_path = "/networks", service = "network", operations(list, get, create, update))]
struct Network {
    id: String,
    name: String,
    seen: std::time::Instant,
    #[resource(required)]
    plain: Plain,
    many: Option<Vec<Plain>>,
}

async fn uses(conn: &Connection) -> Result<Vec<Network>> {
    Network::get(conn, "1").await?;
    Network::list(conn).name("web").await
}

fn main() {}
