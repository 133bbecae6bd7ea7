use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", tags, metadata, operations(list))]
struct Thing {
    name: String,
}

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", quota_set)]
struct Quotas {
    id: String,
}

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", tags = "all")]
struct Valued {
    id: String,
}

fn main() {}
