struct Plain;

osc_runtime::proxy! {
    /// A proxy of something else.
    pub struct Network {
        plains => Plain,
    }
}

fn main() {}
