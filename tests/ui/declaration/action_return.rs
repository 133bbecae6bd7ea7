use osc_runtime::{Resource, actions};

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute", actions)]
struct Server {
    id: String,
}

#[actions("/servers/{id}")]
impl Server {
    #[action(get = "file")]
    fn file() -> std::time::Instant;
}

fn main() {}
