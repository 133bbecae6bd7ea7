//! What the network service's extensions send is read without loss.
//!
//! The fixtures are answers of Neutron and its plugins, release 2026.2, but for those of which the test says otherwise.

#![cfg(feature = "network")]

#[path = "../lossless/mod.rs"]
#[macro_use]
mod lossless;

mod bgp;
mod bgpvpn;
mod calls;
mod fwaas;
mod l3;
mod lbaas;
mod log;
mod qos;
mod sfc;
mod taas;
mod vpn;
