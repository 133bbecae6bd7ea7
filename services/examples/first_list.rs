//! Networks and LBaaS v1 pools, listed. Without arguments from the embedded cloud, with one from that cloud of
//! `clouds.yaml`:
//!
//! ```console
//! $ cargo run --example first_list
//! $ cargo run --example first_list -- mycloud
//! ```

use osc_fake::Cloud;
use osc_runtime::Connection;
use osc_services::ConnectionExt;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cloud = Cloud::builder().resources(osc_services::resources()).example().start().await?;
    let conn = match std::env::args().nth(1) {
        Some(name) => Connection::from_cloud(&name).await?,
        None => cloud.connect().await?,
    };
    for network in conn.network().networks().await? {
        println!("{}", network.to_value());
    }
    for pool in conn.network().pools().await? {
        println!("{}", pool.to_value());
    }
    Ok(())
}
