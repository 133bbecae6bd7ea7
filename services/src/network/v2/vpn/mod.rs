//! VPN as a service, the extension `vpnaas` of neutron-vpnaas: tunnels of `IPsec` to networks elsewhere.
//!
//! A [`VpnService`] is a router's end of tunnels, an [`IpsecSiteConnection`] a tunnel from there to a peer. How the
//! peers agree on keys is said by an [`IkePolicy`], how they encrypt by an [`IpsecPolicy`], and what is to be reached by
//! an [`EndpointGroup`] for each side.

mod endpoint_group;
mod ike_policy;
mod ipsec_policy;
mod ipsec_site_connection;
mod vpn_service;

pub use endpoint_group::*;
pub use ike_policy::*;
pub use ipsec_policy::*;
pub use ipsec_site_connection::*;
pub use vpn_service::*;
