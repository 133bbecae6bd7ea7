use osc_runtime::{Resource, actions};

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute", actions)]
struct Server {
    id: String,
}

#[actions("/servers/{id}")]
impl Server {
    /// Stops it.
    fn stop();

    #[action(key = "os-start")]
    fn start();
}

fn main() {}
