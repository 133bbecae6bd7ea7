//! Chains of functions that packets pass through, the extension `sfc` of networking-sfc.
//!
//! A [`FlowClassifier`] picks packets. A [`PortChain`] sends those through the steps of the chain, one after the other;
//! each step is a [`PortPairGroup`], any of whose [`PortPair`]s can take them: a function that packets enter by one port
//! and leave by the other. A [`ServiceGraph`] joins chains at their ends.

mod flow_classifier;
mod port_chain;
mod port_pair;
mod port_pair_group;
mod service_graph;

pub use flow_classifier::*;
pub use port_chain::*;
pub use port_pair::*;
pub use port_pair_group::*;
pub use service_graph::*;
