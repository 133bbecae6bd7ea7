//! A misspelt operation counts as the one that is meant.

use osc_runtime::{Connection, Resource, Result};

#[derive(Resource)]
#[resource(base_path = "/lb/pools", service = "network", operations(lst, get, show))]
struct Pool {
    id: String,
    #[resource(filter)]
    name: String,
}

async fn uses(conn: &Connection) -> Result<Vec<Pool>> {
    Pool::list(conn).name("web").await
}

fn main() {}
