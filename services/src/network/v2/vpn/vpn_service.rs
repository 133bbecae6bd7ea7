//! VPN services: a router's end of tunnels.

use osc_runtime::Resource;

use crate::identity::Project;
use crate::network::v2::{Flavor, Router, Subnet};

/// Router's end of tunnels, at the address of its gateway.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#vpnaas-2-0-vpn-vpnservices-ikepolicies-ipsecpolicies-endpoint-groups-ipsec-site-connections>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/vpn/vpnservices",
    service = "network",
    key = "vpnservice",
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        router_id,
        subnet_id,
        flavor_id,
        admin_state_up,
        status,
        external_v4_ip,
        external_v6_ip,
        project_id
    ),
    cli = "vpn service"
)]
#[non_exhaustive]
pub struct VpnService {
    /// UUID of the VPN service.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Id of the router.
    #[resource(required, create_only, references = Router, column = "Router", show = "Router")]
    pub router_id: String,
    /// Id of the subnet that is reached, in place of an endpoint group.
    #[resource(create_only, references = Subnet, column = "Subnet", show = "Subnet")]
    pub subnet_id: Option<String>,
    /// Id of its flavor (extension `vpn-flavors`).
    #[resource(create_only, references = Flavor, column = "Flavor", show = "Flavor")]
    pub flavor_id: Option<String>,
    /// Whether it is to work; true unless set.
    #[resource(switch(enable = true, disable = false), column = "State", show = "State")]
    pub admin_state_up: bool,
    /// Whether it works: `ACTIVE`, `DOWN`, `ERROR`, or `PENDING_` with `CREATE`, `UPDATE`, `DELETE`.
    #[resource(
        read_only,
        column = "Status",
        show = "Status",
        state(ready("ACTIVE"), failed("ERROR"), pending("PENDING_CREATE", "PENDING_UPDATE", "PENDING_DELETE"))
    )]
    pub status: String,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
    /// Address at which peers reach it, of IPv4.
    #[resource(read_only, long = "Ext v4 IP", show = "Ext v4 IP")]
    pub external_v4_ip: Option<String>,
    /// Address at which peers reach it, of IPv6.
    #[resource(read_only, long = "Ext v6 IP", show = "Ext v6 IP")]
    pub external_v6_ip: Option<String>,
}
