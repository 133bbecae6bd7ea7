use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network")]
struct Thing {
    id: String,
    #[resource(references = Other)]
    number: u64,
    #[resource(references = "Other")]
    other: String,
    #[resource(references)]
    third: String,
}

#[derive(Resource)]
#[resource(base_path = "/things", service = "network")]
struct Other {
    id: String,
}

fn main() {}
