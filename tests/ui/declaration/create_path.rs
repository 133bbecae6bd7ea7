use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", create_path = "/shares/{share_id}/action", operations(list, create))]
struct Thing {
    name: String,
}

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", create_path = "things", operations(list))]
struct Listed {
    name: String,
}

fn main() {}
