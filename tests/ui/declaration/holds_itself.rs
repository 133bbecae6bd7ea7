use osc_runtime::{Fields, Resource};

#[derive(Resource)]
#[resource(base_path = "/groups", service = "identity")]
struct Group {
    id: String,
    subgroups: Vec<Group>,
}

#[derive(Fields)]
struct Node {
    children: Option<Vec<Self>>,
}

fn main() {}
