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

pub async fn uses(conn: &Connection, port: &Port, subnet: &Subnet) -> osc_runtime::Result<()> {
    Port::relocate(conn, port, "rack1").force(true).await?;
    Port::relocate(conn, &port.id, String::from("rack1")).await?;
    let port = Port::create(conn, subnet).other_subnets([subnet, subnet]).await?;
    Port::list(conn).subnet_id(subnet).lenient().await?;
    Port::delete(conn, &port).await
}

fn main() {
    assert_eq!(Port::SCHEMA.actions().count(), 1);
}
