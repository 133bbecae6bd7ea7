//! Private networks of a provider that are connected by BGP, the extension `bgpvpn` of networking-bgpvpn.
//!
//! A [`Bgpvpn`] is a VPN between sites of a customer, told by the targets of its routes. Association by
//! [`NetworkAssociation`], [`RouterAssociation`] or [`PortAssociation`] makes what is inside of the cloud a part of it.

mod network_association;
mod port_association;
mod router_association;
mod vpn;

pub use network_association::*;
pub use port_association::*;
pub use router_association::*;
pub use vpn::*;
