use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/networks", service = "network")]
struct Network {
    id: String,
    name: &'static str,
}

fn main() {}
