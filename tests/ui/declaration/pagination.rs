use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", pagination = "marker", operations(list))]
struct Thing {
    name: String,
}

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", pagination = "links", operations(get))]
struct Got {
    id: String,
}

fn main() {}
