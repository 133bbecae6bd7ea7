//! Each key says what it takes.

use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = 5, service = network, key = bare, list_key = false, operations = "list", cli, crate, serde = "yes")]
struct Pool {
    #[resource(id = "uuid")]
    uuid: String,
    #[resource(name)]
    name: String,
    #[resource(required = true)]
    protocol: String,
    #[resource(read_only("always"), filter(status))]
    status: String,
    #[resource(column = 1, create_only())]
    subnet_id: String,
}

#[derive(Resource)]
#[resource(base_path = "", service = concat!("net", "work"), key("pool"), update_method = PUT, operations(update))]
struct Empty {
    id: String,
}

fn main() {}
