//! Structs from `macro_rules!`, their parts as fragments of every kind.

use osc_runtime::{Connection, Resource, Result};

macro_rules! resource {
    ($vis:vis $name:ident, $path:literal, $service:expr, $field:ident: $ty:ty) => {
        #[derive(Debug, Resource)]
        #[resource(base_path = $path, service = $service, operations(list, get, create, update, delete))]
        $vis struct $name {
            id: String,
            name: String,
            #[resource(required)]
            required: u16,
            $field: $ty,
        }
    };
}

resource!(pub Network, "/networks", "network", mtu: Option<u16>);
resource!(Subnet, "/networks/{network}/subnets", "network", network: String);

async fn uses(conn: &Connection) -> Result<()> {
    let networks = Network::list(conn).mtu(1500).name("public").await?;
    for network in networks {
        Subnet::create(conn, &network.name, 5).name("subnet").await?;
        println!("{:?} {}", network.mtu, network.required);
    }
    Ok(())
}

fn main() {
    let _ = uses;
}
