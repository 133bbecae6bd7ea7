//! Routers in a VPN.

use osc_runtime::Resource;

use super::Bgpvpn;
use crate::identity::Project;
use crate::network::v2::Router;

/// Association of a router with a VPN: its subnets are reached from there, and reach what is there.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#bgp-vpns>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/bgpvpn/bgpvpns/{bgpvpn_id}/router_associations",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, router_id, project_id),
    cli = "bgpvpn router association"
)]
#[non_exhaustive]
pub struct RouterAssociation {
    /// Id of the VPN.
    #[resource(references = Bgpvpn)]
    pub bgpvpn_id: String,
    /// UUID of the association.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project")]
    pub project_id: String,
    /// Id of the router.
    #[resource(required, create_only, references = Router, positional, column = "Router ID")]
    pub router_id: String,
    /// Whether the router's extra routes are announced; true unless set (extension `bgpvpn-routes-control`).
    #[resource(long = "Advertise extra routes")]
    pub advertise_extra_routes: Option<bool>,
}
