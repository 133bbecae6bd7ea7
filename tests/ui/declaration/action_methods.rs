use osc_runtime::{Resource, actions};

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute", actions)]
struct Server {
    id: String,
}

#[actions("/servers/{id}")]
impl Server {
    #[action(get = "a", post = "b")]
    fn stop();

    #[action(pots = "action")]
    fn start();
}

fn main() {}
