//! What is no struct with named fields; uses of it say nothing more.

use osc_runtime::{Connection, Fields, Resource, Result};

#[derive(Resource)]
#[resource(base_path = "/a", service = "network")]
struct Tuple(String);

#[derive(Resource)]
#[resource(base_path = "/b", service = "network")]
struct Unit;

#[derive(Resource)]
#[resource(base_path = "/c", service = "network")]
enum Enum {
    Variant,
}

#[derive(Resource)]
#[resource(base_path = "/d", service = "network")]
union Union {
    field: u8,
}

#[derive(Fields)]
enum Choice {
    One,
}

async fn uses(conn: &Connection) -> Result<()> {
    Tuple::get(conn, "1").await?;
    Unit::create(conn, "name", 5).description("none").await?;
    for one in Enum::list(conn).name("web").await? {
        Union::delete(conn, one.id).await?;
    }
    Ok(())
}

fn main() {}
