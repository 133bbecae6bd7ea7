//! Firewalls, the extension `fwaas_v2` of neutron-fwaas: what may pass the ports of routers and servers.
//!
//! A [`FirewallRule`] says what becomes of a kind of packets, a [`FirewallPolicy`] in which order rules are asked, and
//! a [`FirewallGroup`] at which ports, one policy for each direction. What no rule lets through is dropped.

mod group;
mod policy;
mod rule;

pub use group::*;
pub use policy::*;
pub use rule::*;
