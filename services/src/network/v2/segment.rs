//! Segments: the parts of networks that are carried each by itself.

use osc_runtime::{Resource, Timestamp};

use super::Network;

/// Part of a network that is one domain of layer 2, such as that of a rack; subnets can be bound to it.
///
/// For administrators (extension `segment`). See <https://docs.openstack.org/api-ref/network/v2/#segments>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/segments",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, name, network_id, network_type, physical_network, description, revision_number),
    cli = "network segment"
)]
#[non_exhaustive]
pub struct Segment {
    /// UUID of the segment.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: Option<String>,
    /// Id of the network that it is a part of.
    #[resource(required, create_only, references = Network, column = "Network")]
    pub network_id: String,
    /// Mechanism by which it is carried: `flat`, `vlan`, `vxlan`, `gre`, `geneve` or `local`.
    #[resource(required, create_only, column = "Network Type")]
    pub network_type: String,
    /// VLAN id, VXLAN identifier or tunnel key; chosen by the service unless set.
    #[resource(create_only, option = "segment", column = "Segment")]
    pub segmentation_id: Option<u32>,
    /// Name of the physical network that carries it.
    #[resource(create_only, long = "Physical Network")]
    pub physical_network: Option<String>,
    /// Text for people (extension `standard-attr-segment`).
    pub description: Option<String>,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}
