//! Without `#[resource(…)]`, one message says what is needed, and uses of the struct say nothing more.

use osc_runtime::{Connection, Resource, Result};

#[derive(Resource)]
struct Pool {
    id: String,
    name: String,
}

async fn uses(conn: &Connection) -> Result<()> {
    for pool in Pool::list(conn).name("web").await? {
        println!("{}", pool.to_value());
    }
    let request: PoolCreate = Pool::create(conn, "one", 2);
    request.name("three").await?;
    Pool::delete(conn, "1").await
}

osc_runtime::proxy! {
    /// A proxy with it.
    struct Network {
        pools => Pool,
    }
}

fn main() {}
