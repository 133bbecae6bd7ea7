//! What `filters(…)` does not name is no filter.

use osc_runtime::{Connection, Resource, Result};

#[derive(Debug, Resource)]
#[resource(base_path = "/networks", service = "network", filters(name))]
struct Network {
    id: String,
    name: String,
    status: String,
}

async fn uses(conn: &Connection) -> Result<Vec<Network>> {
    Network::list(conn).name("web").status("ACTIVE").await
}

fn main() {}
