//! Networks in a VPN.

use osc_runtime::Resource;

use super::Bgpvpn;
use crate::identity::Project;
use crate::network::v2::Network;

/// Association of a network with a VPN: its ports are reached from there, and reach what is there.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#bgp-vpns>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/bgpvpn/bgpvpns/{bgpvpn_id}/network_associations",
    service = "network",
    operations(list, get, create, delete),
    filters(id, network_id, project_id),
    cli = "bgpvpn network association"
)]
#[non_exhaustive]
pub struct NetworkAssociation {
    /// Id of the VPN.
    #[resource(references = Bgpvpn)]
    pub bgpvpn_id: String,
    /// UUID of the association.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project")]
    pub project_id: String,
    /// Id of the network.
    #[resource(required, create_only, references = Network, positional, column = "Network ID")]
    pub network_id: String,
}
