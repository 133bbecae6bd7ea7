use osc_runtime::{Resource, actions};

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute")]
struct Server {
    id: String,
}

#[actions("/servers/{id}")]
impl Server {
    #[action(post = "action", key = "os-stop")]
    fn stop();
}

fn main() {}
