//! Ranges of segment ids that networks are given.

use std::collections::HashMap;

use osc_runtime::{Resource, Timestamp};

use crate::identity::Project;

/// Range of VLAN ids, or of such of another mechanism, that new networks are given theirs from.
///
/// For administrators, who need not change the configuration for it (extension `network-segment-range`).
/// See <https://docs.openstack.org/api-ref/network/v2/#network-segment-ranges>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/network_segment_ranges",
    service = "network",
    tags,
    bulk,
    operations(list, get, create, update, delete),
    filters(id, name, description, project_id, network_type, physical_network, revision_number)
)]
#[non_exhaustive]
pub struct NetworkSegmentRange {
    /// UUID of the range.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: Option<String>,
    /// Whether it comes from the configuration, and cannot be changed.
    #[resource(read_only, column)]
    pub default: bool,
    /// Whether all projects get their ids from it; true unless set.
    #[resource(create_only, switch(shared = true, private = false), column)]
    pub shared: bool,
    /// Id of the project that gets its ids from it; `None` where it is shared.
    #[resource(create_only, references = Project, column = "Project ID")]
    pub project_id: Option<String>,
    /// Mechanism: `vlan`, `vxlan`, `gre` or `geneve`.
    #[resource(required, create_only, column = "Network Type")]
    pub network_type: String,
    /// Name of the physical network, for `vlan`.
    #[resource(create_only, column = "Physical Network")]
    pub physical_network: Option<String>,
    /// First id.
    #[resource(required, column = "Minimum ID")]
    pub minimum: u32,
    /// Last id.
    #[resource(required, column = "Maximum ID")]
    pub maximum: u32,
    /// Ids in use, each with the id of the project that has it.
    #[resource(read_only, long)]
    pub used: HashMap<String, String>,
    /// Ids that are free.
    #[resource(read_only, long)]
    pub available: Vec<u32>,
    /// Text for people.
    pub description: Option<String>,
    /// Words that lists can be narrowed to.
    #[resource(read_only)]
    pub tags: Vec<String>,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}
