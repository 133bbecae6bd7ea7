//! The compute service, Nova: servers.
//!
//! [`v2`] is the current version; its resources can be had from here.

pub mod v2;

pub use v2::*;
