use osc_runtime::Resource;

#[derive(Resource)]
#[resource = "/lb/pools"]
struct Pool {
    id: String,
    #[resource]
    name: String,
}

fn main() {}
