//! The identity service, Keystone: who may do what, and where.
//!
//! [`v3`] is the current version; its resources can be had from here.

pub mod v3;

pub use v3::*;
