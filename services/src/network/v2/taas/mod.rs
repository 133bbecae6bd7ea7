//! Taps, the extension `taas` of tap-as-a-service: copies of a port's packets, for somebody to look at.
//!
//! A [`TapService`] is a port that copies are sent to, and a [`TapFlow`] a port whose packets are copied to it. A
//! [`TapMirror`] sends copies out of the cloud instead, through a tunnel.

mod tap_flow;
mod tap_mirror;
mod tap_service;

pub use tap_flow::*;
pub use tap_mirror::*;
pub use tap_service::*;
