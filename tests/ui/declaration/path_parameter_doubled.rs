use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/pools/{pool_id}/members/{pool_id}/sessions", service = "network")]
struct Session {
    id: String,
    pool_id: String,
}

fn main() {}
