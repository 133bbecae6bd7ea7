use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/{account}", service = "object-store", operations(list))]
struct Container {
    account: String,
    name: String,
}

fn main() {}
