//! Each operation alone.

use osc_runtime::{Connection, Resource, Result};

macro_rules! only {
    ($name:ident $operation:ident) => {
        #[derive(Resource)]
        #[resource(base_path = "/things", service = "network", operations($operation))]
        struct $name {
            id: String,
            name: String,
        }
    };
}

only!(Listed list);
only!(Got get);
only!(Created create);
only!(Updated update);
only!(Deleted delete);

/// Neither listed nor got: it needs no id.
#[derive(Resource)]
#[resource(base_path = "/keypairs", service = "compute", operations(list, create), key = none, list_key = none)]
struct Keypair {
    name: String,
    public_key: String,
}

async fn uses(conn: &Connection) -> Result<()> {
    Listed::list(conn).id("1").await?;
    Listed::find(conn, "web").await?;
    Got::get(conn, "1").await?;
    Created::create(conn).name("web").await?;
    Updated::update(conn, "1").name("web").await?;
    Deleted::delete(conn, "1").await?;
    Keypair::create(conn).public_key("ssh-ed25519").await?;
    Ok(())
}

osc_runtime::proxy! {
    /// What can be listed, and what cannot.
    struct Network {
        listed => Listed,
        keypairs => Keypair;
        Got, Created, Updated, Deleted
    }
}

fn main() {
    let _ = uses;
    assert_eq!(Keypair::SCHEMA.key(), None);
    assert_eq!(Network::resources().len(), 6);
}
