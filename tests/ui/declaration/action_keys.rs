use osc_runtime::{Resource, actions};

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute", actions)]
struct Server {
    id: String,
}

#[actions("/servers/{id}")]
impl Server {
    #[action(get = "diagnostics", key = "diagnostics", response_key = "d")]
    fn diagnostics();

    #[action(post = "action", ky = "os-start")]
    fn start(#[action(nme = "type")] kind: String);
}

fn main() {}
