#![deny(unused_must_use)]

use osc_runtime::{Connection, Resource};

/// A pool.
#[derive(Resource)]
#[resource(base_path = "/lb/pools", service = "network", operations(list, get, update, delete))]
pub struct Pool {
    id: String,
    name: String,
}

async fn forgotten(conn: &Connection) {
    Pool::list(conn);
    Pool::update(conn, "1b614f12").name("web");
    Pool::delete(conn, "1b614f12");
}

fn main() {}
