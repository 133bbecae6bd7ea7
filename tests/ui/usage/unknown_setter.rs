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

async fn update(conn: &Connection) -> Result<Pool> {
    Pool::update(conn, "1b614f12").lb_method("ROUND_ROBIN").await
}

async fn create(conn: &Connection) -> Result<Pool> {
    Pool::create(conn, "subnet", "TCP").operating_status("ONLINE").await
}

fn main() {}
