//! `filters(…)` names fields, each once, that a query can carry.

use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/networks", service = "network", filters(name, sttaus, name, tags))]
struct Network {
    id: String,
    name: String,
    status: String,
    tags: Vec<String>,
}

#[derive(Resource)]
#[resource(base_path = "/ports", service = "network", operations(get), filters(name))]
struct Port {
    id: String,
    name: String,
}

#[derive(Resource)]
#[resource(base_path = "/routers", service = "network", filters = "name")]
struct Router {
    id: String,
    name: String,
}

fn main() {}
