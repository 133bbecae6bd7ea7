use osc_runtime::{Fields, Resource};

#[derive(Resource)]
#[resource(base_path = "/networks", service = "network")]
struct Network {
    id: String,
    status: String,
    #[resource(name = "status")]
    state: String,
    #[serde(rename = "id")]
    uuid: String,
}

#[derive(Fields)]
struct Agent {
    #[resource(name = "host")]
    machine: String,
    host: String,
}

fn main() {}
