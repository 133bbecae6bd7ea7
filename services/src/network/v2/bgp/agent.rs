//! Agents that speak BGP.

use std::collections::HashMap;

use osc_runtime::{Resource, Timestamp, Value, actions};

use super::Speaker;

/// Agent of the network service that speaks BGP for the speakers that it is given; for administrators.
///
/// It is one of the service's agents, of the type `BGP dynamic routing agent`. Which speaks for whom is a matter of the
/// extension `bgp_dragent_scheduler`. See <https://docs.openstack.org/api-ref/network/v2/#bgp-dynamic-routing>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/agents?agent_type=BGP%20dynamic%20routing%20agent",
    service = "network",
    key = "agent",
    list_key = "agents",
    actions,
    operations(list),
    filters(id, host, description, availability_zone, alive, admin_state_up, binary, topic),
    cli = "bgp dragent"
)]
#[non_exhaustive]
pub struct DynamicRoutingAgent {
    /// UUID of the agent.
    #[resource(column = "ID")]
    pub id: String,
    /// Type of the agent: `BGP dynamic routing agent`.
    #[resource(read_only, column)]
    pub agent_type: String,
    /// Name of the host that it runs on.
    #[resource(read_only, column)]
    pub host: String,
    /// Availability zone that it is in.
    #[resource(read_only, column)]
    pub availability_zone: Option<String>,
    /// Whether it has been heard of of late.
    #[resource(read_only, column)]
    pub alive: bool,
    /// Whether it is to be given speakers.
    #[resource(read_only, column = "State")]
    pub admin_state_up: bool,
    /// Name of its program.
    #[resource(read_only, column)]
    pub binary: String,
    /// Name under which it is sent messages.
    #[resource(read_only)]
    pub topic: String,
    /// Text for people.
    #[resource(read_only)]
    pub description: Option<String>,
    /// What it tells of itself, the number of its speakers for instance.
    #[resource(read_only)]
    pub configurations: HashMap<String, Value>,
    /// Whether Placement has been told of what it has to give (extension `agent-resources-synced`).
    #[resource(read_only)]
    pub resources_synced: Option<bool>,
    /// Time of its registration.
    pub created_at: Option<Timestamp>,
    /// Time of its last start.
    #[resource(read_only)]
    pub started_at: Option<Timestamp>,
    /// Time at which it was last heard of.
    #[resource(read_only)]
    pub heartbeat_timestamp: Option<Timestamp>,
}

#[actions("/agents/{id}")]
impl DynamicRoutingAgent {
    /// The speakers that it speaks for.
    #[action(get = "bgp-drinstances", response_key = "bgp_speakers", cli = "list speakers")]
    pub fn speakers() -> Vec<Speaker>;

    /// Gives it a speaker to speak for.
    #[action(post = "bgp-drinstances", cli = "add speaker")]
    pub fn add_speaker(
        /// The speaker.
        #[action(references = Speaker)]
        bgp_speaker_id: String,
    );

    /// Takes a speaker from it.
    #[action(delete = "bgp-drinstances/{bgp_speaker_id}", cli = "remove speaker")]
    pub fn remove_speaker(
        /// The speaker.
        #[action(references = Speaker)]
        bgp_speaker_id: String,
    );
}
