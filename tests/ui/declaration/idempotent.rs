use osc_runtime::{Resource, actions};

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute", actions)]
#[resource(operations(list, get(idempotent), create(idempotent = true), update(idempotnt)), busy)]
struct Server {
    id: String,
    name: String,
}

#[actions("/servers/{id}")]
impl Server {
    #[action(post = "action", key = "os-start", idempotent = "yes")]
    fn start();
}

fn main() {}
