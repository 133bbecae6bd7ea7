use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/lb/pools", service = "network", operations())]
struct Pool {
    id: String,
}

fn main() {}
