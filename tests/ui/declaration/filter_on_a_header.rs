use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network")]
struct Thing {
    id: String,
    #[resource(filter, header = "x-bytes")]
    bytes: u64,
}

fn main() {}
