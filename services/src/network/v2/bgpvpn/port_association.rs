//! Ports in a VPN.

use osc_runtime::{Fields, Resource};

use super::Bgpvpn;
use crate::identity::Project;
use crate::network::v2::Port;

/// Association of a port with a VPN, and what is announced to be behind it (extension `bgpvpn-routes-control`).
///
/// See <https://docs.openstack.org/api-ref/network/v2/#bgp-vpns>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/bgpvpn/bgpvpns/{bgpvpn_id}/port_associations",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, port_id, project_id),
    cli = "bgpvpn port association"
)]
#[non_exhaustive]
pub struct PortAssociation {
    /// Id of the VPN.
    #[resource(references = Bgpvpn)]
    pub bgpvpn_id: String,
    /// UUID of the association.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project")]
    pub project_id: String,
    /// Id of the port.
    #[resource(required, create_only, references = Port, positional, column = "Port ID")]
    pub port_id: String,
    /// What is announced to be reached by the port, besides its addresses.
    ///
    /// An update replaces all of it; one that does not say it leaves none.
    #[resource(long = "Routes")]
    pub routes: Vec<AssociatedRoute>,
    /// Whether the port's addresses are announced; true unless set.
    #[resource(long = "Advertise Port's Fixed IPs")]
    pub advertise_fixed_ips: bool,
}

/// What a [`PortAssociation`] announces to be reached by its port.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct AssociatedRoute {
    /// What is said: `prefix`, one block of addresses, or `bgpvpn`, all that another VPN has announced.
    #[resource(name = "type")]
    pub kind: String,
    /// The block of addresses, of a `prefix`.
    pub prefix: Option<String>,
    /// Id of the other VPN, of a `bgpvpn`.
    #[resource(references = Bgpvpn)]
    pub bgpvpn_id: Option<String>,
    /// Preference of the route, the greater the better; that of the VPN unless set.
    pub local_pref: Option<u32>,
}
