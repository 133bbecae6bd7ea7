//! A private struct in a binary that uses one operation of many: nothing that is generated is called unused.

#![deny(warnings)]

use osc_runtime::{Connection, Resource};

#[derive(Debug, Resource)]
#[resource(base_path = "/networks", service = "network", operations(list, get, create, update, delete))]
struct Network {
    id: String,
    name: String,
    #[resource(required)]
    mtu: u16,
    is_external: Option<bool>,
}

async fn list(conn: &Connection) -> osc_runtime::Result<()> {
    for network in Network::list(conn).await? {
        println!("{network:?} {}", network.id);
    }
    Ok(())
}

mod inner {
    use osc_runtime::{Fields, Resource};

    #[derive(Debug, Resource)]
    #[resource(base_path = "/vips", service = "network")]
    pub(crate) struct Vip {
        pub(crate) id: String,
        pub(crate) session: Option<Session>,
    }

    #[derive(Debug, Fields)]
    pub(crate) struct Session {
        pub(crate) kind: String,
    }

    #[derive(Debug, Resource)]
    #[resource(base_path = "/pools", service = "network")]
    pub(super) struct Pool {
        pub(super) id: String,
    }
}

fn main() {
    let _ = list;
    let session = inner::Session { kind: "HTTP_COOKIE".into() };
    let vip = inner::Vip { id: "1".into(), session: Some(session) };
    println!("{} {:?}", vip.id, vip.session.map(|session| session.kind));
    println!("{}", inner::Pool { id: "1".into() }.id);
}
