use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/networks", service = "network", operations(get), list_key = "nets", update_method = "PATCH")]
struct Network {
    id: String,
    #[resource(required)]
    a: String,
    #[resource(create_only)]
    b: String,
    #[resource(update_only)]
    c: String,
    #[resource(filter)]
    d: String,
}

fn main() {}
