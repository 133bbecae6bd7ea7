//! Routers: what connects subnets to each other and to external networks.

use osc_runtime::{Fields, Resource, Timestamp, actions};

use super::qos::Policy;
use super::{Agent, FixedIp, Flavor, Network, Port, Route, Subnet};
use crate::identity::Project;

/// Connection of subnets to each other, and by its gateway to an external network.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#routers-routers>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/routers",
    service = "network",
    tags,
    actions,
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        admin_state_up,
        project_id,
        description,
        enable_ndp_proxy,
        enable_snat,
        evpn_vni,
        revision_number
    )
)]
#[non_exhaustive]
pub struct Router {
    /// UUID of the router.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Whether it forwards packets: `ACTIVE`, `DOWN`, `ALLOCATING` or `ERROR`.
    #[resource(read_only, column, state(ready("ACTIVE"), failed("ERROR"), pending("ALLOCATING")))]
    pub status: String,
    /// Whether it is to forward packets; true unless set.
    #[resource(switch(enable = true, disable = false), column = "State", words("UP", "DOWN"))]
    pub admin_state_up: bool,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Project")]
    pub project_id: String,
    /// Whether it is spread over the hosts; shown to and set by administrators (extension `dvr`).
    #[resource(switch(distributed = true, centralized = false), column)]
    pub distributed: Option<bool>,
    /// Whether another host takes over when its own fails; shown to and set by administrators (extension `l3-ha`).
    #[resource(column = "HA")]
    pub ha: Option<bool>,
    /// Routes besides those to its own subnets; an update replaces all of them (extension `extraroute`).
    #[resource(update_only, long)]
    pub routes: Vec<Route>,
    /// Way out to an external network; `None` for none (extension `ext-gw-mode`).
    #[resource(option = "external-gateway", long = "External gateway info")]
    pub external_gateway_info: Option<ExternalGateway>,
    /// Availability zones that it is in (extension `router_availability_zone`).
    #[resource(read_only, long = "Availability zones")]
    pub availability_zones: Vec<String>,
    /// Words that lists can be narrowed to.
    #[resource(read_only, long)]
    pub tags: Vec<String>,
    /// Text for people.
    pub description: String,
    /// Ways out to external networks where there are several; the first is `external_gateway_info`.
    ///
    /// [`add_external_gateways`](Self::add_external_gateways) makes them (extension `external-gateway-multihoming`).
    #[resource(read_only)]
    pub external_gateways: Vec<ExternalGateway>,
    /// Whether the subnets' packets go out under the router's address (extension `router-enable-snat`).
    #[resource(read_only)]
    pub enable_snat: Option<bool>,
    /// Whether packets are spread over all gateways; for administrators to set (extension `enable-default-route-ecmp`).
    #[resource(switch("enable-default-route-ecmp" = true, "disable-default-route-ecmp" = false))]
    pub enable_default_route_ecmp: Option<bool>,
    /// Whether gateways are watched by BFD, so that one that fails is not used.
    ///
    /// For administrators to set (extension `enable-default-route-bfd`).
    #[resource(switch("enable-default-route-bfd" = true, "disable-default-route-bfd" = false))]
    pub enable_default_route_bfd: Option<bool>,
    /// Id of its flavor (extension `l3-flavors`).
    #[resource(create_only, references = Flavor)]
    pub flavor_id: Option<String>,
    /// Id of the kind of service that it is made by (extension `router-service-type`).
    #[resource(create_only)]
    pub service_type_id: Option<String>,
    /// Whether it answers for IPv6 addresses behind it (extension `l3-ext-ndp-proxy`).
    #[resource(switch("enable-ndp-proxy" = true, "disable-ndp-proxy" = false))]
    pub enable_ndp_proxy: Option<bool>,
    /// VXLAN identifier under which its routes are announced by EVPN (extension `evpn`).
    #[resource(create_only, option = "evpn-vni", switch("auto-evpn-vni" = 0))]
    pub evpn_vni: Option<u32>,
    /// Helpers that track connections of protocols such as FTP (extension `expose-l3-conntrack-helper`).
    #[resource(read_only)]
    pub conntrack_helpers: Vec<RouterConntrackHelper>,
    /// Availability zones that it should be in (extension `router_availability_zone`).
    #[resource(create_only)]
    pub availability_zone_hints: Vec<String>,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}

#[actions("/routers/{id}")]
impl Router {
    /// Puts it on a subnet, with the address of the subnet's gateway, or with that of a port.
    #[action(put = "add_router_interface", cli("add subnet" = subnet_id, "add port" = port_id))]
    pub fn add_interface(
        /// The subnet.
        #[action(references = Subnet)]
        subnet_id: Option<String>,
        /// The port, instead of a subnet.
        #[action(references = Port)]
        port_id: Option<String>,
    ) -> RouterInterface;

    /// Takes it off a subnet, or removes a port.
    #[action(put = "remove_router_interface", cli("remove subnet" = subnet_id, "remove port" = port_id))]
    pub fn remove_interface(
        /// The subnet.
        #[action(references = Subnet)]
        subnet_id: Option<String>,
        /// The port, instead of a subnet.
        #[action(references = Port)]
        port_id: Option<String>,
    ) -> RouterInterface;

    /// Adds routes to those that it has (extension `extraroute-atomic`).
    ///
    /// Unlike an update it needs no knowledge of the others, so that nobody's change is lost.
    #[action(put = "add_extraroutes", key = "router", cli = "add route")]
    pub fn add_extra_routes(
        /// The routes.
        #[action(option = "route")]
        routes: Vec<Route>,
    ) -> Self;

    /// Removes routes (extension `extraroute-atomic`).
    #[action(put = "remove_extraroutes", key = "router", cli = "remove route")]
    pub fn remove_extra_routes(
        /// The routes.
        #[action(option = "route")]
        routes: Vec<Route>,
    ) -> Self;

    /// Adds ways out to external networks (extension `external-gateway-multihoming`).
    #[action(put = "add_external_gateways", key = "router", cli = "add gateway")]
    pub fn add_external_gateways(
        /// The gateways. There can be several on one network.
        external_gateways: Vec<ExternalGateway>,
    ) -> Self;

    /// Changes ways out to external networks (extension `external-gateway-multihoming`).
    #[action(put = "update_external_gateways", key = "router", cli = "set gateway")]
    pub fn update_external_gateways(
        /// The gateways, of which each is told by its network and one of its addresses.
        external_gateways: Vec<ExternalGateway>,
    ) -> Self;

    /// Removes ways out to external networks (extension `external-gateway-multihoming`).
    #[action(put = "remove_external_gateways", key = "router", cli = "remove gateway")]
    pub fn remove_external_gateways(
        /// The gateways, of which each is told by its network and one of its addresses.
        external_gateways: Vec<ExternalGateway>,
    ) -> Self;

    /// L3 agents that have it; for administrators (extension `l3_agent_scheduler`).
    #[action(get = "l3-agents", response_key = "agents")]
    pub fn l3_agents() -> Vec<Agent>;

    /// Agents that carry out its VPN services; for administrators (extension `vpn-agent-scheduler`).
    #[action(get = "vpn-agents", response_key = "agents")]
    pub fn vpn_agents() -> Vec<Agent>;
}

/// Where a router is on a subnet.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct RouterInterface {
    /// The router's id.
    pub id: String,
    /// The subnet.
    pub subnet_id: String,
    /// The subnets of the port, of which there can be several for IPv6.
    pub subnet_ids: Vec<String>,
    /// The router's port on the subnet.
    pub port_id: String,
    /// The subnet's network.
    pub network_id: String,
    /// The project that owns the router.
    pub project_id: String,
    /// Tags of the router, where the release tells them.
    pub tags: Vec<String>,
}

/// Way of a [`Router`] out to an external network.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct ExternalGateway {
    /// Id of the external network.
    #[resource(references = Network)]
    pub network_id: String,
    /// Addresses on the external network; chosen by the service unless set, which is for administrators.
    pub external_fixed_ips: Option<Vec<FixedIp>>,
    /// Whether the subnets' packets go out under the router's address; true unless set, by administrators.
    pub enable_snat: Option<bool>,
    /// Id of the `QoS` policy of the gateway (extension `qos-gateway-ip`).
    #[resource(references = Policy)]
    pub qos_policy_id: Option<String>,
}

/// What a [`Router`] tells of a [`ConntrackHelper`](super::ConntrackHelper) of its.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct RouterConntrackHelper {
    /// Protocol that is helped, as `ftp`.
    pub helper: String,
    /// Protocol below it: `tcp`, `udp` and others.
    pub protocol: String,
    /// Port of it.
    pub port: u16,
}
