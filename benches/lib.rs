//! What the benchmarks have in common: a network, and processes that are measured.

mod network;
mod role;

pub use network::{Link, Network, Networks, answer, id, network};
pub use role::Role;
