use osc_runtime::{Fields, Resource};

#[derive(Resource)]
#[resource(base_path = "/domains", service = "identity", crate = "osc runtime")]
struct Domain {
    id: String,
}

#[derive(Fields)]
#[resource(crate = "osc_runtime<T>")]
struct Link {
    href: String,
}

fn main() {}
