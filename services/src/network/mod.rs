//! The network service, Neutron: networks, and what connects them to servers and to the world.
//!
//! [`v2`] is the only version there is; its resources can be had from here.

pub mod v2;

pub use v2::*;
