use osc_runtime::Resource;

/// A member of a pool.
#[derive(Resource)]
#[resource(base_path = "/pools/{pool_id}/members", service = "load-balancer")]
pub struct Member {
    id: String,
    pool_id: String,
}

osc_runtime::proxy! {
    /// A proxy of something with a parameter in its path.
    pub struct LoadBalancer {
        members => Member,
    }
}

fn main() {}
