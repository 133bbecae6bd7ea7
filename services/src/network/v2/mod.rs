//! Version 2 of the network service's API.
//!
//! Much of it comes from extensions that a cloud may lack. What such a cloud does not send is empty here, or `None`
//! where a number or a switch would otherwise tell something untrue.

mod address_group;
mod address_scope;
mod agent;
mod auto_allocated_topology;
mod availability_zone;
pub mod bgp;
pub mod bgpvpn;
mod conntrack_helper;
mod default_security_group_rule;
mod extension;
mod flavor;
mod floating_ip;
mod floating_ip_pool;
pub mod fwaas;
pub mod lb;
pub mod lbaas;
mod local_ip;
mod local_ip_association;
pub mod log;
mod metering_label;
mod metering_label_rule;
mod ndp_proxy;
mod network;
mod network_ip_availability;
mod network_segment_range;
mod port;
mod port_binding;
mod port_forwarding;
pub mod qos;
mod quota;
mod rbac_policy;
mod router;
mod security_group;
mod security_group_rule;
mod security_groups_default_statefulness;
mod segment;
mod service_profile;
mod service_provider;
pub mod sfc;
mod subnet;
mod subnet_pool;
pub mod taas;
mod trunk;
pub mod vpn;

pub use address_group::*;
pub use address_scope::*;
pub use agent::*;
pub use auto_allocated_topology::*;
pub use availability_zone::*;
pub use conntrack_helper::*;
pub use default_security_group_rule::*;
pub use extension::*;
pub use flavor::*;
pub use floating_ip::*;
pub use floating_ip_pool::*;
pub use local_ip::*;
pub use local_ip_association::*;
pub use metering_label::*;
pub use metering_label_rule::*;
pub use ndp_proxy::*;
pub use network::*;
pub use network_ip_availability::*;
pub use network_segment_range::*;
pub use port::*;
pub use port_binding::*;
pub use port_forwarding::*;
pub use quota::*;
pub use rbac_policy::*;
pub use router::*;
pub use security_group::*;
pub use security_group_rule::*;
pub use security_groups_default_statefulness::*;
pub use segment::*;
pub use service_profile::*;
pub use service_provider::*;
pub use subnet::*;
pub use subnet_pool::*;
pub use trunk::*;

use lb::{HealthMonitor, Member, Pool, PoolHealthMonitor, Vip};

osc_runtime::proxy! {
    /// The network service of a connection, version 2.
    pub struct NetworkService {
        networks => Network,
        subnets => Subnet,
        subnet_pools => SubnetPool,
        address_scopes => AddressScope,
        segments => Segment,
        network_segment_ranges => NetworkSegmentRange,
        network_ip_availabilities => NetworkIpAvailability,
        ports => Port,
        trunks => Trunk,
        routers => Router,
        floating_ips => FloatingIp,
        floating_ip_pools => FloatingIpPool,
        ndp_proxies => NdpProxy,
        local_ips => LocalIp,
        security_groups => SecurityGroup,
        security_group_rules => SecurityGroupRule,
        default_security_group_rules => DefaultSecurityGroupRule,
        security_groups_default_statefulness => SecurityGroupsDefaultStatefulness,
        address_groups => AddressGroup,
        rbac_policies => RbacPolicy,
        quotas => Quota,
        metering_labels => MeteringLabel,
        metering_label_rules => MeteringLabelRule,
        flavors => Flavor,
        service_profiles => ServiceProfile,
        service_providers => ServiceProvider,
        agents => Agent,
        availability_zones => AvailabilityZone,
        extensions => Extension,
        pools => Pool,
        vips => Vip,
        members => Member,
        health_monitors => HealthMonitor,
        qos_policies => qos::Policy,
        qos_rule_types => qos::RuleType,
        bgp_peers => bgp::Peer,
        bgp_speakers => bgp::Speaker,
        bgp_agents => bgp::DynamicRoutingAgent,
        bgpvpns => bgpvpn::Bgpvpn,
        firewall_groups => fwaas::FirewallGroup,
        firewall_policies => fwaas::FirewallPolicy,
        firewall_rules => fwaas::FirewallRule,
        lbaas_load_balancers => lbaas::LoadBalancer,
        lbaas_listeners => lbaas::Listener,
        lbaas_pools => lbaas::Pool,
        lbaas_health_monitors => lbaas::HealthMonitor,
        lbaas_l7_policies => lbaas::L7Policy,
        flow_classifiers => sfc::FlowClassifier,
        port_chains => sfc::PortChain,
        port_pairs => sfc::PortPair,
        port_pair_groups => sfc::PortPairGroup,
        service_graphs => sfc::ServiceGraph,
        tap_services => taas::TapService,
        tap_flows => taas::TapFlow,
        tap_mirrors => taas::TapMirror,
        vpn_services => vpn::VpnService,
        ipsec_site_connections => vpn::IpsecSiteConnection,
        ike_policies => vpn::IkePolicy,
        ipsec_policies => vpn::IpsecPolicy,
        vpn_endpoint_groups => vpn::EndpointGroup,
        logs => log::Log,
        loggable_resources => log::LoggableResource;
        AutoAllocatedTopology,
        ConntrackHelper,
        LocalIpAssociation,
        PortBinding,
        PortForwarding,
        PoolHealthMonitor,
        qos::BandwidthLimitRule,
        qos::DscpMarkingRule,
        qos::MinimumBandwidthRule,
        qos::MinimumPacketRateRule,
        qos::PacketRateLimitRule,
        bgpvpn::NetworkAssociation,
        bgpvpn::RouterAssociation,
        bgpvpn::PortAssociation,
        lbaas::Member,
        lbaas::L7Rule,
    }
}
