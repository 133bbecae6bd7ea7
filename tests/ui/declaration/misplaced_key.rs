use osc_runtime::{Fields, Resource};

#[derive(Resource)]
#[resource(base_path = "/lb/pools", service = "network", required)]
struct Pool {
    id: String,
    #[resource(service = "network")]
    name: String,
    monitor: Monitor,
}

#[derive(Fields)]
#[resource(base_path = "/lb/monitors")]
struct Monitor {
    #[resource(required)]
    delay: u16,
}

fn main() {}
