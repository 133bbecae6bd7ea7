use osc_runtime::{Connection, Resource, actions};

/// A subnet.
#[derive(Debug, Resource)]
#[resource(base_path = "/subnets", service = "network")]
pub struct Subnet {
    pub id: String,
}

/// A port.
#[derive(Debug, Resource)]
#[resource(base_path = "/ports", service = "network", actions, operations(list, get, create, delete))]
pub struct Port {
    pub id: String,
    #[resource(required, references = Subnet)]
    pub subnet_id: String,
    #[resource(references = Subnet)]
    pub other_subnets: Vec<String>,
}

#[actions("/ports/{id}")]
impl Port {
    /// Moves it.
    #[action(post = "action", key = "move")]
    pub fn relocate(target: String, force: Option<bool>);
}

pub async fn uses(conn: &Connection, port: &Port) -> osc_runtime::Result<()> {
    Port::create(conn, port).await?;
    Port::list(conn).subnet_id(port).await?;
    Port::create(conn, "s1").other_subnets([port]).await?;
    Subnet::get(conn, port).await?;
    Port::create(conn, None).await?;
    Ok(())
}

fn main() {}
