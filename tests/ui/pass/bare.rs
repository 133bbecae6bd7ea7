//! Nothing but what has no default.

use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/lb/pools", service = "network")]
struct Pool {
    id: String,
}

fn main() {
    let schema = Pool::SCHEMA;
    assert_eq!((schema.key(), schema.list_key(), schema.command()), (Some("pool"), Some("pools"), "pool"));
    assert_eq!(schema.operations().names().collect::<Vec<_>>(), ["list", "get", "create"]);
}
