use osc_runtime::{Connection, Resource, Result};

/// A pool.
#[derive(Debug, Clone, Resource)]
#[resource(base_path = "/lb/pools", service = "network", operations(list, get, create, update))]
pub struct Pool {
    id: String,
    name: String,
    #[resource(required)]
    subnet_id: String,
    #[resource(required)]
    protocol: String,
    #[resource(read_only)]
    operating_status: String,
    admin_state_up: Option<bool>,
    members: Vec<String>,
}

async fn up(conn: &Connection) -> Result<Pool> {
    Pool::update(conn, "1b614f12").admin_state_up("yes").await
}

async fn named(conn: &Connection) -> Result<Pool> {
    Pool::update(conn, "1b614f12").name(5).await
}

async fn create(conn: &Connection) -> Result<Pool> {
    Pool::create(conn, 4, "TCP").await
}

async fn cleared(conn: &Connection) -> Result<Pool> {
    Pool::update(conn, "1b614f12").name(None).await
}

fn main() {}
