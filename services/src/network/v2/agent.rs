//! Agents: the programs on the hosts that do what the network service says.

use std::collections::HashMap;

use osc_runtime::{Resource, Timestamp, Value, actions};

use super::{Network, Router};

/// Program on a host that carries out what the network service has decided: gives out addresses, routes, plugs ports in.
///
/// An agent makes itself known by its first heartbeat, so that none is created here. For administrators (extension
/// `agent`). See <https://docs.openstack.org/api-ref/network/v2/#agents>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/agents",
    service = "network",
    actions,
    operations(list, get, update, delete),
    filters(id, agent_type, host, availability_zone, alive, admin_state_up, binary, topic, description),
    cli = "network agent"
)]
#[non_exhaustive]
pub struct Agent {
    /// UUID of the agent.
    #[resource(column = "ID")]
    pub id: String,
    /// Kind of it, as `DHCP agent`, `L3 agent`, `Metadata agent` or `Open vSwitch agent`.
    #[resource(read_only, column = "Agent Type")]
    pub agent_type: String,
    /// Name of the host that it runs on.
    #[resource(read_only, column)]
    pub host: String,
    /// Availability zone that it is in (extension `availability_zone`).
    #[resource(read_only, column = "Availability Zone")]
    pub availability_zone: Option<String>,
    /// Whether its last heartbeat is recent.
    #[resource(read_only, column, words(":-)", "XXX"))]
    pub alive: bool,
    /// Whether it is given work; false takes no work from it that it has.
    #[resource(switch(enable = true, disable = false), column = "State", words("UP", "DOWN"))]
    pub admin_state_up: bool,
    /// Name of the program, as `neutron-dhcp-agent`.
    #[resource(read_only, column)]
    pub binary: String,
    /// Queue under which it is sent messages, as `dhcp_agent`; `N/A` for none.
    #[resource(read_only)]
    pub topic: String,
    /// Text for people.
    pub description: Option<String>,
    /// What it has been set up with, and how much it does; the keys differ by kind.
    #[resource(read_only, show = "configuration")]
    pub configurations: HashMap<String, Value>,
    /// Whether it has told Placement of the host's bandwidth; `None` where it has nothing to tell.
    ///
    /// Extension `agent-resources-synced`.
    #[resource(read_only)]
    pub resources_synced: Option<bool>,
    /// State of a router that several agents have, on this one: `active` or `standby`; [`Router::l3_agents`] tells it.
    #[resource(read_only)]
    pub ha_state: Option<String>,
    /// Rank of it among the agents of a router, the highest of which has the router.
    ///
    /// [`Router::l3_agents`] tells it (extension `l3-agent-scheduler-ha-chassis-priority`).
    #[resource(read_only)]
    pub ha_chassis_priority: Option<u16>,
    /// Versions of the messages that it understands, by what they are about; told by what hosts a network or router.
    #[resource(read_only)]
    pub resource_versions: HashMap<String, Value>,
    /// Time of its last start.
    #[resource(read_only)]
    pub started_at: Option<Timestamp>,
    /// Time of its last heartbeat.
    #[resource(read_only, show = "last_heartbeat_at")]
    pub heartbeat_timestamp: Option<Timestamp>,
    /// Time of its first heartbeat.
    pub created_at: Option<Timestamp>,
}

#[actions("/agents/{id}")]
impl Agent {
    /// Networks that this DHCP agent gives out the addresses of (extension `dhcp_agent_scheduler`).
    #[action(get = "dhcp-networks", response_key = "networks")]
    pub fn dhcp_networks() -> Vec<Network>;

    /// Has this DHCP agent give out the addresses of a network too (extension `dhcp_agent_scheduler`).
    #[action(post = "dhcp-networks", cli = "add network")]
    pub fn add_dhcp_network(
        /// The network.
        #[action(references = Network)]
        network_id: String,
    );

    /// Has this DHCP agent leave a network alone (extension `dhcp_agent_scheduler`).
    #[action(delete = "dhcp-networks/{network_id}", cli = "remove network")]
    pub fn remove_dhcp_network(
        /// The network.
        #[action(references = Network)]
        network_id: String,
    );

    /// Routers that this L3 agent has (extension `l3_agent_scheduler`).
    #[action(get = "l3-routers", response_key = "routers")]
    pub fn l3_routers() -> Vec<Router>;

    /// Gives a router to this L3 agent (extension `l3_agent_scheduler`).
    #[action(post = "l3-routers", cli = "add router")]
    pub fn add_l3_router(
        /// The router.
        #[action(references = Router)]
        router_id: String,
        /// Rank of the agent among those that the router has, at most 32767 (extension `l3-agent-scheduler-ha-chassis-priority`).
        ha_chassis_priority: Option<u16>,
    );

    /// Changes the rank of this L3 agent for a router (extension `l3-agent-scheduler-ha-chassis-priority`).
    #[action(put = "l3-routers/{router_id}", cli = "router set")]
    pub fn update_l3_router(
        /// The router.
        #[action(references = Router)]
        router_id: String,
        /// Rank of the agent among those that the router has, at most 32767.
        ha_chassis_priority: Option<u16>,
    );

    /// Takes a router from this L3 agent (extension `l3_agent_scheduler`).
    #[action(delete = "l3-routers/{router_id}", cli = "remove router")]
    pub fn remove_l3_router(
        /// The router.
        #[action(references = Router)]
        router_id: String,
    );

    /// Routers whose VPN services this agent carries out (extension `vpn-agent-scheduler`).
    #[action(get = "vpn-routers", response_key = "routers")]
    pub fn vpn_routers() -> Vec<Router>;

    /// Has this agent carry out a router's VPN services (extension `vpn-agent-scheduler`).
    #[action(post = "vpn-routers", cli = "add vpn router")]
    pub fn add_vpn_router(
        /// The router.
        #[action(references = Router)]
        router_id: String,
    );

    /// Has this agent leave a router's VPN services alone (extension `vpn-agent-scheduler`).
    #[action(delete = "vpn-routers/{router_id}", cli = "remove vpn router")]
    pub fn remove_vpn_router(
        /// The router.
        #[action(references = Router)]
        router_id: String,
    );
}
