//! Version 2 of the network service's API.
//!
//! Much of it comes from extensions that a cloud may lack. What such a cloud does not send is empty here, or `None`
//! where a number or a switch would otherwise tell something untrue.

mod floating_ip;
pub mod lb;
mod network;
mod port;
mod router;
mod security_group;
mod security_group_rule;
mod subnet;

pub use floating_ip::*;
pub use network::*;
pub use port::*;
pub use router::*;
pub use security_group::*;
pub use security_group_rule::*;
pub use subnet::*;

use lb::{HealthMonitor, Member, Pool, PoolHealthMonitor, Vip};

osc_runtime::proxy! {
    /// The network service of a connection, version 2.
    pub struct NetworkService {
        networks => Network,
        subnets => Subnet,
        ports => Port,
        routers => Router,
        floating_ips => FloatingIp,
        security_groups => SecurityGroup,
        security_group_rules => SecurityGroupRule,
        pools => Pool,
        vips => Vip,
        members => Member,
        health_monitors => HealthMonitor;
        PoolHealthMonitor,
    }
}
