//! Dynamic routing by BGP, the extension `bgp` of neutron-dynamic-routing: telling routers outside what is inside.
//!
//! A [`Speaker`] announces to its [`Peer`]s by which router the subnets behind its external networks, and floating IPs,
//! are reached. A [`DynamicRoutingAgent`] does the talking for the speakers that it is given.

mod agent;
mod peer;
mod speaker;

pub use agent::*;
pub use peer::*;
pub use speaker::*;
