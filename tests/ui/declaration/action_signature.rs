use osc_runtime::{Resource, actions};

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute", actions)]
struct Server {
    id: String,
}

#[actions("/servers/{id}")]
impl Server {
    #[action(post = "action")]
    async fn stop(&self);

    #[action(post = "action")]
    fn start<T>((a, b): (String, String));
}

fn main() {}
