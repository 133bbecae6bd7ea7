//! Version 2 of load balancing as a service inside of the network service, the extension `lbaasv2`.
//!
//! A [`LoadBalancer`] has the address, its [`Listener`]s the ports, and a [`Pool`] of [`Member`]s takes the connections,
//! of which a [`HealthMonitor`] finds those that are alive. [`L7Policy`]s with their [`L7Rule`]s choose a pool by what a
//! request of HTTP says. Upstream removed the extension after release Stein in favour of Octavia, a service of its own
//! with the same resources.

mod health_monitor;
mod l7_policy;
mod l7_rule;
mod listener;
mod load_balancer;
mod member;
mod pool;

pub use health_monitor::*;
pub use l7_policy::*;
pub use l7_rule::*;
pub use listener::*;
pub use load_balancer::*;
pub use member::*;
pub use pool::*;
