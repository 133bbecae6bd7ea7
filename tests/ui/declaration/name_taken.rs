//! A method of the same name is the user's to rename.

use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/lb/pools", service = "network")]
struct Pool {
    id: String,
    name: String,
}

impl Pool {
    fn create() {}
}

fn main() {}
