use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", query(tags: Vec<String>, all, name: String, name: String, since: String = 7))]
struct Thing {
    id: String,
}

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", query = "all")]
struct Other {
    id: String,
}

fn main() {}
