//! Version 1 of load balancing as a service, the extension `lb`.
//!
//! A [`Pool`] of [`Member`]s is reached at the address of a [`Vip`]; [`HealthMonitor`]s, attached by
//! [`PoolHealthMonitor`], find out which members are alive. Upstream removed the extension in release Newton; older
//! clouds have it.

mod health_monitor;
mod member;
mod pool;
mod pool_health_monitor;
mod vip;

pub use health_monitor::*;
pub use member::*;
pub use pool::*;
pub use pool_health_monitor::*;
pub use vip::*;
