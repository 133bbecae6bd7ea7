use osc_runtime::{Resource, actions};

#[actions]
impl Vec<String> {}

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute", actions)]
struct Server {
    id: String,
}

#[actions(7)]
impl Server {}

#[actions]
struct Other;

fn main() {}
