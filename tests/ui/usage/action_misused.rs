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
    Port::relocate(conn, port).await?;
    Port::relocate(conn, port, 7).await?;
    Port::relocate(conn, port, "rack1").forced(true).await?;
    Port::relocate(conn, port, "rack1").force("yes").await?;
    Ok(())
}

fn main() {}
