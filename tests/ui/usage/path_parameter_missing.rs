use osc_runtime::{Connection, Resource, Result};

/// A member of a pool.
#[derive(Resource)]
#[resource(base_path = "/pools/{pool_id}/members", service = "load-balancer")]
pub struct Member {
    id: String,
    pool_id: String,
}

async fn list(conn: &Connection) -> Result<Vec<Member>> {
    Member::list(conn).await
}

fn main() {}
