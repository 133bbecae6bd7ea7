use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/quotas", service = "network")]
struct ByDefault {
    network: i64,
}

#[derive(Resource)]
#[resource(base_path = "/quotas", service = "network", operations(list, get, update, delete))]
struct Get {
    network: i64,
}

#[derive(Resource)]
#[resource(base_path = "/quotas", service = "network", operations(list, update))]
struct Update {
    network: i64,
}

#[derive(Resource)]
#[resource(base_path = "/quotas", service = "network", operations(delete))]
struct Delete {
    network: i64,
}

fn main() {}
