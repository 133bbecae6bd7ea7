use osc_runtime::{Fields, Resource};

#[derive(Fields)]
struct DhcpOption {
    #[resource(null)]
    opt_name: String,
    #[resource(null = true)]
    opt_value: Option<String>,
}

#[derive(Resource)]
#[resource(base_path = "/ports", service = "network")]
struct Port {
    id: String,
    #[resource(null)]
    name: Option<String>,
}

fn main() {}
