use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", operations(create))]
struct Thing {
    id: String,
    #[resource(beside, required)]
    generation: u64,
}

fn main() {}
