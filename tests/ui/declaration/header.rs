use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network")]
struct Thing {
    id: String,
    #[resource(header = "x bytes")]
    bytes: String,
    #[resource(header = "x-meta")]
    metadata: std::collections::HashMap<String, String>,
    #[resource(header = "x-meta-*")]
    owner: String,
}

fn main() {}
