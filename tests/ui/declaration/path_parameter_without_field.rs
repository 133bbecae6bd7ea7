use osc_runtime::{Connection, Resource, Result};

#[derive(Resource)]
#[resource(base_path = "/pools/{pool_id}/members/{type}", service = "network")]
struct Member {
    id: String,
}

async fn uses(conn: &Connection) -> Result<Vec<Member>> {
    Member::list(conn, "1b614f12", "static").await
}

fn main() {}
