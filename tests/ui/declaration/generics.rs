use osc_runtime::{Connection, Fields, Resource, Result};

#[derive(Resource)]
#[resource(base_path = "/pools", service = "network")]
struct Pool<T> {
    id: T,
}

#[derive(Resource)]
#[resource(base_path = "/members", service = "network")]
struct Member<'a> {
    id: &'a str,
}

#[derive(Fields)]
struct Sizes<const N: usize> {
    count: u64,
}

async fn uses(conn: &Connection) -> Result<()> {
    Pool::<String>::get(conn, "1").await?;
    Member::list(conn).await?;
    Ok(())
}

fn main() {}
