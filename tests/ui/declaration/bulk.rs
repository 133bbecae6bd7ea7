use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", bulk, list_key = none)]
struct Thing {
    id: String,
}

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", bulk = yes)]
struct Other {
    id: String,
}

fn main() {}
