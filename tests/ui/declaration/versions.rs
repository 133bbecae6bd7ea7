use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/things", service = "network", operations(list, get(since = "new"), create = "2.1"))]
struct Thing {
    id: String,
    #[resource(since = "2")]
    one: String,
    #[resource(since = "2.19", until = "2.3")]
    other: String,
}

#[derive(Resource)]
#[resource(base_path = "/things/{thing}/parts", service = "network", operations(list))]
struct Part {
    #[resource(since = "2.3")]
    thing: String,
}

fn main() {}
