#![deny(deprecated)]

use osc_runtime::{Connection, Resource, Result};

/// A server.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers", service = "compute", operations(list, get, create, update))]
pub struct Server {
    id: String,
    /// An address.
    #[deprecated = "addresses have it"]
    access_ip: Option<String>,
}

async fn update(conn: &Connection) -> Result<Server> {
    Server::list(conn).access_ip("192.0.2.1").await?;
    Server::update(conn, "1b614f12").access_ip("192.0.2.1").await
}

fn main() {}
