use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/lb/pools")]
struct Pool {
    id: String,
}

fn main() {}
