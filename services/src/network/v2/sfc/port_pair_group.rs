//! Port pair groups: the steps of a chain.

use osc_runtime::{Fields, Resource};

use super::PortPair;
use crate::identity::Project;

/// Step of a chain: functions that do the same, over which packets are spread.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#port-pair-groups>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/sfc/port_pair_groups",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, name, description, group_id, tap_enabled, project_id),
    cli = "sfc port pair group"
)]
#[non_exhaustive]
pub struct PortPairGroup {
    /// UUID of the port pair group.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Ids of its port pairs. A pair is in one group at most.
    #[resource(references = PortPair, column = "Port Pair", show = "Port Pair")]
    pub port_pairs: Vec<String>,
    /// How packets are spread, and how they change on the way.
    #[resource(create_only, column = "Port Pair Group Parameters", show = "Port Pair Group Parameters")]
    pub port_pair_group_parameters: PortPairGroupParameters,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
    /// Whether its functions get copies of the packets, which go on without them.
    ///
    /// False unless set (extension `networking-sfc-tap`).
    #[resource(
        create_only,
        switch("enable-tap" = true, "disable-tap" = false),
        column = "Tap Enabled",
        show = "Tap Enabled"
    )]
    pub tap_enabled: Option<bool>,
    /// Number that it has in the packets' headers.
    #[resource(read_only)]
    pub group_id: u32,
}

/// How a [`PortPairGroup`] spreads packets, and how they change in it.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct PortPairGroupParameters {
    /// Parts of packets that they are spread by: `eth_src`, `ip_dst`, `tcp_src`, `udp_dst` and so on.
    pub lb_fields: Vec<String>,
    /// What packets are known by, where the group's functions change that.
    pub ppg_n_tuple_mapping: Option<NTupleMapping>,
}

/// What packets are known by in front of and behind the functions of a [`PortPairGroup`].
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct NTupleMapping {
    /// What they are known by in front of it.
    pub ingress_n_tuple: Option<NTuple>,
    /// What they are known by behind it.
    pub egress_n_tuple: Option<NTuple>,
}

/// What packets are known by. What is not said is as the flow classifier has it.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct NTuple {
    /// Block of addresses that the packets come from.
    pub source_ip_prefix: Option<String>,
    /// Block of addresses that the packets go to.
    pub destination_ip_prefix: Option<String>,
    /// First port of TCP or UDP that the packets come from.
    #[resource(coerce)]
    pub source_port_range_min: Option<u16>,
    /// Last port of TCP or UDP that the packets come from.
    #[resource(coerce)]
    pub source_port_range_max: Option<u16>,
    /// First port of TCP or UDP that the packets go to.
    #[resource(coerce)]
    pub destination_port_range_min: Option<u16>,
    /// Last port of TCP or UDP that the packets go to.
    #[resource(coerce)]
    pub destination_port_range_max: Option<u16>,
}
