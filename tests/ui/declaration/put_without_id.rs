use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", create_method = "PUT", operations(create))]
struct Thing {
    name: String,
}

fn main() {}
