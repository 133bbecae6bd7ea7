//! The first example of the documentation.

use osc_runtime::{Connection, Resource};

/// A pool of the LBaaS v1 extension, which most SDKs dropped.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/lb/pools", service = "network")]
pub struct Pool {
    pub id: String,
    pub name: String,
    #[resource(required)]
    pub subnet_id: String,
    #[resource(required)]
    pub protocol: String,
    #[resource(required)]
    pub lb_method: String,
    #[resource(read_only)]
    pub status: String,
    pub description: Option<String>,
    pub admin_state_up: Option<bool>,
}

async fn owned(subnet: String) -> osc_runtime::Result<()> {
    let conn = Connection::from_cloud("mycloud").await?;
    for pool in Pool::list(&conn).protocol("TCP").await? {
        println!("{}", pool.to_value());
    }
    let pool = Pool::get(&conn, "1b614f12").await?;
    let pool = Pool::create(&conn, &subnet, pool.protocol, "ROUND_ROBIN").name("pool2").await?;
    Pool::create(&conn, subnet, "TCP", &pool.lb_method).description(None).admin_state_up(true).await?;
    Ok(())
}

async fn borrowed(conn: &Connection, subnet: &str) -> osc_runtime::Result<Pool> {
    Pool::create(conn, subnet, "TCP", "ROUND_ROBIN").name("pool2").await
}

fn is_send<T: Send>(_: T) {}

fn main() {
    is_send(owned(String::new()));
    let _ = borrowed;
}
