//! What cannot be read is passed over: the rest counts, and nothing is missing on top of it.

use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = , service "network", "lb", operations(list get), keyy = "pool")]
struct Pool {
    #[resource(name: "uuid", id)]
    uuid: String,
    #[resource(filter = )]
    name: String,
}

fn main() {}
