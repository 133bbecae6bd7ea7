use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/networks", service = "network", operations(list, get, update))]
struct Network {
    id: String,
    #[resource(revision)]
    revision_number: String,
    #[resource(revision, required)]
    other: Option<u64>,
}

#[derive(Resource)]
#[resource(base_path = "/agents", service = "network", operations(list, get))]
struct Agent {
    id: String,
    #[resource(revision)]
    revision_number: u64,
}

fn main() {}
