use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network")]
struct Thing {
    id: String,
    #[resource(write_only, read_only)]
    one: String,
    #[resource(write_only, alias = "b")]
    other: String,
}

fn main() {}
