//! Fields with the names of methods and arguments, and of keywords.

use osc_runtime::{Connection, Resource, Result};

#[derive(Resource)]
#[resource(base_path = "/a/{connection}/b/{value}", service = "network")]
#[resource(operations(list, get, create, update, delete))]
struct Everything {
    id: String,
    name: String,
    connection: String,
    value: String,
    #[resource(required)]
    r#type: String,
    #[resource(required)]
    parameters: String,
    query: String,
    stream: bool,
    page_size: u32,
    index: u32,
    list: String,
    get: String,
    find: String,
    create: String,
    update: String,
    delete: String,
    to_value: String,
    into_future: String,
    clone: String,
    r#await: Option<String>,
}

#[derive(Resource)]
#[resource(base_path = "/networks", service = "network", operations(list, get, create, update, delete))]
struct Network {
    id: String,
    #[resource(required)]
    connection: String,
    #[resource(required)]
    value: u32,
    #[resource(required)]
    name_or_id: String,
}

#[derive(Resource)]
#[resource(base_path = "/things/{id}/parts/{name_or_id}/{type}", service = "network")]
#[resource(operations(list, get, create, update, delete))]
struct Part {
    id: String,
    name_or_id: String,
    r#type: String,
    #[resource(id)]
    uuid: String,
    name: String,
}

async fn uses(conn: &Connection) -> Result<()> {
    let list = Everything::list(conn, "a", "b").query("x", "y").page_size(10).query_("z").stream_(true).page_size_(5);
    let all = list.r#type("t").r#await("w").index(1).clone("c").await?;
    for one in &all {
        Everything::get(conn, &one.connection, &one.value, &one.id).await?;
    }
    Everything::create(conn, "a", "b", "type", "parameters").value_is_an_argument_not_a_setter().await?;
    Network::create(conn, "connection", 5, "name or id").await?;
    Network::update(conn, "1").connection("c").value(6).await?;
    Part::get(conn, "id", "name or id", "type", "uuid").await?;
    Part::find(conn, "id", "name or id", "type", "name").await?;
    Part::create(conn, "id", "name or id", "type").uuid_is_read_only().await?;
    Ok(())
}

trait Told: Sized {
    fn value_is_an_argument_not_a_setter(self) -> Self {
        self
    }
    fn uuid_is_read_only(self) -> Self {
        self
    }
}

impl Told for EverythingCreate {}
impl Told for PartCreate {}

fn main() {
    let _ = uses;
    let names: Vec<_> = Part::SCHEMA.path_parameters().collect();
    assert_eq!(names, ["id", "name_or_id", "type"]);
    assert_eq!(Part::SCHEMA.id().map(|id| id.name()), Some("uuid"));
    assert_eq!(Everything::SCHEMA.fields()[4].wire_name(), "type");
}
