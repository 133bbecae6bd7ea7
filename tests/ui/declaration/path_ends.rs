use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/lb/pools/", service = "network")]
struct Pool {
    id: String,
}

#[derive(Resource)]
#[resource(base_path = "/lb//pools", service = "network")]
struct Hole {
    id: String,
}

fn main() {}
