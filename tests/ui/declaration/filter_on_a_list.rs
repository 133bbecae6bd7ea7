use std::collections::HashMap;

use osc_runtime::{Resource, Secret};

#[derive(Resource)]
#[resource(base_path = "/networks", service = "network")]
struct Network {
    id: String,
    #[resource(filter)]
    subnets: Vec<String>,
    #[resource(filter = "zones")]
    availability_zones: Option<Vec<String>>,
    #[resource(filter)]
    metadata: HashMap<String, String>,
    #[resource(filter)]
    password: Secret,
}

fn main() {}
