use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network")]
struct Thing {
    id: String,
    #[resource(coerce = "yes")]
    one: bool,
    #[resource(coerce, references = Thing)]
    other: String,
}

fn main() {}
