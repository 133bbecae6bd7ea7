use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/pools/id-{pool_id}/members", service = "network")]
struct Member {
    id: String,
    pool_id: String,
}

#[derive(Resource)]
#[resource(base_path = "/pools/{pool_id/members", service = "network")]
struct Open {
    id: String,
    pool_id: String,
}

#[derive(Resource)]
#[resource(base_path = "/pools/{self}/members", service = "network")]
struct This {
    id: String,
}

fn main() {}
