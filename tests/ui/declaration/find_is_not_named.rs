use osc_runtime::{Connection, Resource, Result};

#[derive(Resource)]
#[resource(base_path = "/lb/pools", service = "network", operations(find, get))]
struct Pool {
    id: String,
    name: String,
}

async fn uses(conn: &Connection) -> Result<Pool> {
    Pool::find(conn, "web").await
}

fn main() {}
