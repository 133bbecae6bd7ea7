use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/domains", service = "identity", crate = "openstak", operations(list, get, create, update))]
struct Domain {
    id: String,
    name: String,
}

fn main() {}
