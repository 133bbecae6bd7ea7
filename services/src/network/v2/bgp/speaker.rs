//! Speakers: who tells of routes.

use osc_runtime::{Fields, Resource, actions};

use super::{DynamicRoutingAgent, Peer};
use crate::identity::Project;
use crate::network::v2::Network;

/// Source of routes: what it knows from its external networks it announces to its peers.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#bgp-speakers>.
///
/// ```no_run
/// use osc_services::network::Network;
/// use osc_services::network::bgp::{Peer, Speaker};
///
/// # async fn example(conn: osc_runtime::Connection, public: Network) -> osc_runtime::Result<()> {
/// let speaker = Speaker::create(&conn, 64512, 4).name("edge").await?;
/// let peer = Peer::create(&conn, "192.0.2.1", 64513, "none").await?;
/// Speaker::add_peer(&conn, &speaker, &peer).await?;
/// Speaker::add_network(&conn, &speaker, &public).await?;
/// for route in Speaker::advertised_routes(&conn, &speaker).await? {
///     println!("{} by {}", route.destination, route.next_hop);
/// }
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/bgp-speakers",
    service = "network",
    key = "bgp_speaker",
    list_key = "bgp_speakers",
    actions,
    operations(list, get, create, update, delete),
    filters(id, name, local_as, ip_version, advertise_floating_ip_host_routes, advertise_tenant_networks, project_id),
    cli = "bgp speaker"
)]
#[non_exhaustive]
pub struct Speaker {
    /// UUID of the speaker.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Number of the autonomous system that it speaks for.
    ///
    /// At most 65535, or 4294967295 with the extension `bgp_4byte_asn`.
    #[resource(required, create_only, column = "Local AS")]
    pub local_as: u32,
    /// Version of the Internet Protocol whose routes it announces, 4 or 6.
    #[resource(required, create_only, default = 4, column = "IP Version")]
    pub ip_version: u8,
    /// Whether it announces each floating IP by itself; true unless set.
    pub advertise_floating_ip_host_routes: bool,
    /// Whether it announces the subnets of projects that share an address scope with the external network.
    ///
    /// True unless set.
    pub advertise_tenant_networks: bool,
    /// Ids of its peers.
    #[resource(read_only, references = Peer)]
    pub peers: Vec<String>,
    /// Ids of the external networks whose routes it announces.
    #[resource(read_only, references = Network)]
    pub networks: Vec<String>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project)]
    pub project_id: String,
}

#[actions("/bgp-speakers/{id}")]
impl Speaker {
    /// Begins to tell a peer its routes.
    #[action(put = "add_bgp_peer", cli = "add peer")]
    pub fn add_peer(
        /// The peer.
        #[action(references = Peer)]
        bgp_peer_id: String,
    );

    /// Tells a peer no more.
    #[action(put = "remove_bgp_peer", cli = "remove peer")]
    pub fn remove_peer(
        /// The peer.
        #[action(references = Peer)]
        bgp_peer_id: String,
    );

    /// Begins to announce the routes of an external network.
    #[action(put = "add_gateway_network", cli = "add network")]
    pub fn add_network(
        /// The external network.
        #[action(references = Network)]
        network_id: String,
    );

    /// Announces the routes of an external network no more.
    #[action(put = "remove_gateway_network", cli = "remove network")]
    pub fn remove_network(
        /// The external network.
        #[action(references = Network)]
        network_id: String,
    );

    /// The routes that it announces.
    #[action(get = "get_advertised_routes", response_key = "advertised_routes", cli = "list advertised routes")]
    pub fn advertised_routes() -> Vec<AdvertisedRoute>;

    /// The agents that speak for it (extension `bgp_dragent_scheduler`); for administrators.
    #[action(get = "bgp-dragents", response_key = "agents", cli = "list agents")]
    pub fn agents() -> Vec<DynamicRoutingAgent>;
}

/// Route that a [`Speaker`] announces.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct AdvertisedRoute {
    /// Block of addresses that is reached, as `203.0.113.68/32`.
    pub destination: String,
    /// Address of the router that leads there.
    pub next_hop: String,
}
