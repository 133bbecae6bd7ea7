//! `IPsec` site connections: tunnels.

use osc_runtime::{Fields, Resource, Secret};

use super::{EndpointGroup, IkePolicy, IpsecPolicy, VpnService};
use crate::identity::Project;

/// Tunnel from a router to a peer elsewhere.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#vpnaas-2-0-vpn-vpnservices-ikepolicies-ipsecpolicies-endpoint-groups-ipsec-site-connections>.
///
/// ```no_run
/// use osc_services::network::vpn::{EndpointGroup, IkePolicy, IpsecPolicy, IpsecSiteConnection, VpnService};
/// use osc_services::network::{Router, Subnet};
///
/// # async fn example(conn: osc_runtime::Connection, router: Router, subnet: Subnet) -> osc_runtime::Result<()> {
/// let service = VpnService::create(&conn, &router).await?;
/// let ike = IkePolicy::create(&conn).ike_version("v2").await?;
/// let ipsec = IpsecPolicy::create(&conn).await?;
/// let here = EndpointGroup::create(&conn, "subnet", [subnet.id]).await?;
/// let there = EndpointGroup::create(&conn, "cidr", ["198.51.100.0/24"]).await?;
/// IpsecSiteConnection::create(&conn, "203.0.113.77", &service, &ipsec, &ike, "a secret", "203.0.113.77")
///     .local_ep_group_id(&here)
///     .peer_ep_group_id(&there)
///     .await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, Resource)]
#[resource(
    base_path = "/vpn/ipsec-site-connections",
    service = "network",
    list_key = "ipsec_site_connections",
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        peer_address,
        auth_mode,
        status,
        vpnservice_id,
        ipsecpolicy_id,
        ikepolicy_id,
        mtu,
        initiator,
        admin_state_up,
        route_mode,
        local_id,
        peer_id,
        local_ep_group_id,
        peer_ep_group_id,
        project_id
    ),
    cli = "vpn ipsec site connection"
)]
#[non_exhaustive]
pub struct IpsecSiteConnection {
    /// UUID of the connection.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Address or name of the peer's router.
    #[resource(required, column = "Peer Address", show = "Peer Address")]
    pub peer_address: String,
    /// How the peers know each other: `psk`, by a key that both have.
    #[resource(read_only, column = "Authentication Algorithm", show = "Authentication Algorithm")]
    pub auth_mode: String,
    /// Whether it works: `ACTIVE`, `DOWN`, `ERROR`, or `PENDING_` with `CREATE`, `UPDATE`, `DELETE`.
    #[resource(
        read_only,
        column = "Status",
        show = "Status",
        state(ready("ACTIVE"), failed("ERROR"), pending("PENDING_CREATE", "PENDING_UPDATE", "PENDING_DELETE"))
    )]
    pub status: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
    /// Blocks of addresses that are reached at the peer, in place of an endpoint group.
    #[resource(long = "Peer CIDRs", show = "Peer CIDRs")]
    pub peer_cidrs: Vec<String>,
    /// Id of the VPN service, the end on this side.
    #[resource(required, create_only, references = VpnService, long = "VPN Service", show = "VPN Service")]
    pub vpnservice_id: String,
    /// Id of the `IPsec` policy.
    #[resource(required, create_only, references = IpsecPolicy, long = "IPSec Policy", show = "IPSec Policy")]
    pub ipsecpolicy_id: String,
    /// Id of the IKE policy.
    #[resource(required, create_only, references = IkePolicy, long = "IKE Policy", show = "IKE Policy")]
    pub ikepolicy_id: String,
    /// Largest packet that it carries, in bytes; 1500 unless set.
    #[resource(long = "MTU", show = "MTU")]
    pub mtu: u32,
    /// Who may begin: both, `bi-directional` and unless set, or only the peer, `response-only`.
    #[resource(long = "Initiator", show = "Initiator")]
    pub initiator: String,
    /// Whether it is to work; true unless set.
    #[resource(switch(enable = true, disable = false), long = "State", show = "State")]
    pub admin_state_up: bool,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Key that both peers have.
    #[resource(required, long = "Pre-shared Key", show = "Pre-shared Key")]
    pub psk: Secret,
    /// How routes to the peer are known: `static`.
    #[resource(read_only, long = "Route Mode", show = "Route Mode")]
    pub route_mode: String,
    /// Who this side says it is; the address of the router unless set.
    #[resource(long = "Local ID", show = "Local ID")]
    pub local_id: String,
    /// Who the peer says it is: an address, a name, an address of mail or a key's identifier.
    #[resource(required, long = "Peer ID", show = "Peer ID")]
    pub peer_id: String,
    /// Id of the endpoint group of this side, of the type `subnet`.
    #[resource(
        references = EndpointGroup,
        option = "local-endpoint-group",
        long = "Local Endpoint Group ID",
        show = "Local Endpoint Group ID"
    )]
    pub local_ep_group_id: Option<String>,
    /// Id of the endpoint group of the peer, of the type `cidr`.
    #[resource(
        references = EndpointGroup,
        option = "peer-endpoint-group",
        long = "Peer Endpoint Group ID",
        show = "Peer Endpoint Group ID"
    )]
    pub peer_ep_group_id: Option<String>,
    /// How a peer that has gone is noticed, and what becomes of the connection.
    #[resource(long = "DPD", show = "DPD")]
    pub dpd: DeadPeerDetection,
}

/// How the peer of an [`IpsecSiteConnection`] that has gone is noticed.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct DeadPeerDetection {
    /// What is done then: `hold` unless set, `clear`, `disabled`, `restart` or `restart-by-peer`.
    pub action: Option<String>,
    /// Seconds from one question to the next; 30 unless set.
    pub interval: Option<u32>,
    /// Seconds without an answer after which the peer is gone; 120 unless set.
    pub timeout: Option<u32>,
}
