use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network")]
struct Thing {
    id: String,
    #[resource(flatten)]
    first: std::collections::HashMap<String, String>,
    #[resource(flatten)]
    second: std::collections::HashMap<String, String>,
    #[resource(flatten)]
    third: Vec<String>,
    #[resource(flatten, required)]
    fourth: std::collections::HashMap<String, String>,
}

fn main() {}
