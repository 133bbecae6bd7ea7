//! The runtime under another name, and behind a re-export.

mod sdk {
    pub mod parts {
        pub use osc_runtime as openstack;
    }
}

mod osc_runtime_is_not_named {
    use crate::sdk::parts::openstack::{Connection, Fields, Resource, Result};

    #[derive(Resource)]
    #[resource(base_path = "/networks", service = "network", operations(list, get, create, update, delete))]
    #[resource(crate = "crate::sdk::parts::openstack", serde)]
    pub struct Network {
        id: String,
        name: String,
        links: Vec<Link>,
    }

    #[derive(Fields)]
    #[resource(crate = "crate::sdk::parts::openstack", serde)]
    pub struct Link {
        href: String,
    }

    pub async fn use_it(conn: &Connection) -> Result<()> {
        let network = Network::find(conn, "public").await?;
        Network::update(conn, network.id).name("private").links([Link { href: network.name }]).await?;
        Ok(())
    }
}

fn main() {
    let _ = osc_runtime_is_not_named::use_it;
}
