use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", list_shape = "ids", operations(list))]
struct Thing {
    name: String,
}

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", list_shape = "wrapped", key = none)]
struct Bare {
    id: String,
}

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", list_shape = "maps")]
struct Misspelt {
    id: String,
}

fn main() {}
