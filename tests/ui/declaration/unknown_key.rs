//! A misspelt key counts as the one that is meant, so that it is not missing as well.

use osc_runtime::{Connection, Resource, Result};

#[derive(Resource)]
#[resource(base_pth = "/lb/pools", service = "network")]
struct Pool {
    id: String,
    #[resource(requird)]
    protocol: String,
    #[resource(nonsense)]
    status: String,
}

async fn uses(conn: &Connection) -> Result<Vec<Pool>> {
    Pool::create(conn, "TCP").status("ACTIVE").await?;
    Pool::list(conn).protocol("TCP").await
}

fn main() {}
