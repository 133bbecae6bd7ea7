//! All mistakes of a struct are said at once.

use osc_runtime::{Connection, Resource, Result};

#[derive(Resource)]
#[resource(base_path = "lb/pools/{pool}", operations(list, get, list, dlete), colour = "red")]
struct Pool<T> {
    #[resource(requird)]
    id: String,
    #[resource(read_only, required)]
    name: String,
    #[resource(filter)]
    members: Vec<T>,
    #[serde(rename = "name")]
    label: String,
}

async fn uses(conn: &Connection) -> Result<()> {
    Pool::<u8>::delete(conn, "1").await?;
    let request: PoolList = Pool::<u8>::list(conn, "a").name("web");
    for pool in request.await? {
        println!("{}", pool.to_value());
    }
    Ok(())
}

fn main() {}
