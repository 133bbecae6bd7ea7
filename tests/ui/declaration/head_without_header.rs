use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", operations(head))]
struct Thing {
    id: String,
}

fn main() {}
