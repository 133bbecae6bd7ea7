use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network")]
struct Thing {
    id: String,
    name: String,
    #[resource(alias = "name")]
    label: String,
    #[resource(alias = "own")]
    own: String,
}

fn main() {}
