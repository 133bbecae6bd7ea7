use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/pools/{pool_id}/members", service = "network", operations(list))]
struct Member {
    id: String,
    #[resource(required, filter = "pool")]
    pool_id: String,
}

#[derive(Resource)]
#[resource(base_path = "/pools/{number}/members", service = "network")]
struct Numbered {
    id: String,
    number: u32,
}

#[derive(Resource)]
#[resource(base_path = "/pools/{id}/members", service = "network")]
struct Same {
    id: String,
}

fn main() {}
