use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/networks", service = "network", operations(list, create, update))]
struct Network {
    #[resource(id)]
    uuid: String,
    #[resource(read_only, required)]
    a: String,
    #[resource(create_only, read_only)]
    b: String,
    #[resource(read_only, update_only)]
    c: String,
    #[resource(update_only, required)]
    d: String,
    #[resource(update_only, create_only)]
    e: String,
    #[resource(read_only, required, create_only)]
    f: String,
}

fn main() {}
