use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", singleton, operations(get))]
struct Thing {
    #[resource(id)]
    name: String,
}

fn main() {}
