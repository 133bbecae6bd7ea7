use osc_runtime::Resource;

#[derive(Resource)]
#[resource(service = "network")]
struct Pool {
    id: String,
}

fn main() {}
