//! `#[cfg]` and `#[deprecated]` on fields.

#![deny(warnings)]

use osc_runtime::{Connection, Fields, Resource, Result};

#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers", service = "compute", operations(list, get, create, update), serde)]
pub struct Server {
    pub id: String,
    #[cfg(any())]
    pub never: NoSuchType,
    #[cfg(all())]
    pub always: String,
    #[deprecated = "there are many"]
    pub access_ip: Option<String>,
    #[deprecated(since = "2.0.0", note = "it is the project's")]
    #[resource(required)]
    pub tenant: String,
}

#[deprecated = "there is a newer one"]
#[derive(Debug, Clone, Default, Fields)]
pub struct Old {
    #[deprecated]
    pub field: String,
}

async fn uses(conn: &Connection) -> Result<Server> {
    Server::create(conn, "project").always("here").await
}

#[allow(deprecated)]
async fn uses_the_old(conn: &Connection) -> Result<Vec<Server>> {
    Server::list(conn).access_ip("192.0.2.1").await
}

fn main() {
    let _ = uses;
    let _ = uses_the_old;
    assert_eq!(Server::SCHEMA.fields().len(), 4);
}
