use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/domains", service = "identity", operations(update), update_method = "patch")]
struct Domain {
    id: String,
}

#[derive(Resource)]
#[resource(base_path = "/users", service = "identity", operations(update), update_method = "SEND")]
struct User {
    id: String,
}

fn main() {}
