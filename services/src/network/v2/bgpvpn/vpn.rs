//! VPNs between sites, by BGP.

use osc_runtime::Resource;

use crate::identity::Project;
use crate::network::v2::{Network, Port, Router};

/// VPN between sites, in which routes are exchanged by BGP (RFC 4364, RFC 7432).
///
/// Administrators make it and say its targets; the project that owns it then associates networks, routers and ports.
/// A target or distinguisher is a text as `64512:1`. See <https://docs.openstack.org/api-ref/network/v2/#bgp-vpns>.
///
/// ```no_run
/// use osc_services::network::Network;
/// use osc_services::network::bgpvpn::{Bgpvpn, NetworkAssociation};
///
/// # async fn example(conn: osc_runtime::Connection, network: Network) -> osc_runtime::Result<()> {
/// let vpn = Bgpvpn::create(&conn).name("head office").route_targets(["64512:1"]).await?;
/// NetworkAssociation::create(&conn, &vpn, &network).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/bgpvpn/bgpvpns",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, name, kind, shared, vni, local_pref, project_id),
    query(network: String = "networks", router: String = "routers", port: String = "ports"),
    cli = "bgpvpn"
)]
#[non_exhaustive]
pub struct Bgpvpn {
    /// UUID of the VPN.
    #[resource(column = "ID")]
    pub id: String,
    /// Whether other projects may associate with it, as RBAC policies say (extension `rbac-bgpvpn`).
    #[resource(read_only)]
    pub shared: Option<bool>,
    /// Id of the project that may associate with it; administrators set another than their own.
    #[resource(create_only, references = Project, long = "Project")]
    pub project_id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// What is connected: `l3` unless set, by routing, or `l2`, as one segment.
    #[resource(name = "type", create_only, option = "type", column = "Type")]
    pub kind: String,
    /// Targets that routes are both imported from and exported to.
    #[resource(long = "Route Targets")]
    pub route_targets: Vec<String>,
    /// Further targets that routes are imported from.
    #[resource(long = "Import Targets")]
    pub import_targets: Vec<String>,
    /// Further targets that routes are exported to.
    #[resource(long = "Export Targets")]
    pub export_targets: Vec<String>,
    /// Distinguishers, one of which is chosen for each route that is announced.
    #[resource(long = "Route Distinguishers")]
    pub route_distinguishers: Vec<String>,
    /// Ids of the networks that are associated.
    #[resource(read_only, references = Network, long = "Associated Networks")]
    pub networks: Vec<String>,
    /// Ids of the routers that are associated.
    #[resource(read_only, references = Router, long = "Associated Routers")]
    pub routers: Vec<String>,
    /// Ids of the ports that are associated (extension `bgpvpn-routes-control`).
    #[resource(read_only, references = Port, long = "Associated Ports")]
    pub ports: Vec<String>,
    /// VXLAN identifier that packets carry between the sites (extension `bgpvpn-vni`).
    #[resource(create_only, long = "VNI")]
    pub vni: Option<u32>,
    /// Preference of the announced routes, the greater the better (extension `bgpvpn-routes-control`).
    #[resource(long = "Local Pref")]
    pub local_pref: Option<u32>,
}
