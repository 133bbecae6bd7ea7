//! Records of packets that were let through or dropped, the extension `logging`.
//!
//! A [`Log`] says which packets are recorded on the hosts, [`LoggableResource`] what of the cloud can be watched.

mod loggable_resource;
mod packet_log;

pub use loggable_resource::*;
pub use packet_log::*;
