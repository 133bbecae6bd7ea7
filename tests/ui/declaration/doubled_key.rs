use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/lb/pools", service = "network", base_path = "/lb/pool")]
#[resource(service = "network")]
struct Pool {
    id: String,
    #[resource(required, required)]
    name: String,
}

fn main() {}
