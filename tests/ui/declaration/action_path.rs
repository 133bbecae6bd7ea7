use osc_runtime::{Resource, actions};

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute", actions)]
struct Server {
    id: String,
}

#[actions]
impl Server {
    #[action(post = "action")]
    fn stop();

    #[action(post = "/servers/{id/action")]
    fn start();
}

fn main() {}
