use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network")]
struct Thing {
    id: String,
    #[resource(state(ready("ACTIVE")))]
    status: bool,
    #[resource(state(failed("ERROR")))]
    other: String,
    #[resource(state)]
    third: String,
}

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", operations(list))]
struct Listed {
    #[resource(state(redy("ACTIVE")))]
    status: String,
}

fn main() {}
