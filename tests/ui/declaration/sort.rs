use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/pools/{pool_id}/members", service = "compute", operations(list))]
struct Member {
    #[resource(sort = "uuid")]
    pool_id: String,
    id: String,
    #[resource(write_only, sort = "display_name")]
    name: String,
    #[resource(sort)]
    size: u32,
    #[resource(sort = "")]
    place: u32,
}

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute", operations(get))]
struct Server {
    #[resource(sort = "uuid")]
    id: String,
}

fn main() {}
