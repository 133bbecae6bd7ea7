//! Version 2.1 of the compute service's API, with its microversions.

mod server;

pub use server::*;

osc_runtime::proxy! {
    /// The compute service of a connection, version 2.1.
    pub struct ComputeService {
        servers => Server,
    }
}
