//! Peers: the routers that are told of routes.

use osc_runtime::{Resource, Secret};

use crate::identity::Project;

/// Router outside of the cloud, which speakers that it is added to tell their routes.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#bgp-peers>.
#[derive(Debug, Clone, Default, Resource)]
#[resource(
    base_path = "/bgp-peers",
    service = "network",
    key = "bgp_peer",
    list_key = "bgp_peers",
    operations(list, get, create, update, delete),
    filters(id, name, peer_ip, remote_as, auth_type, project_id),
    cli = "bgp peer"
)]
#[non_exhaustive]
pub struct Peer {
    /// UUID of the peer.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Address of the router.
    #[resource(required, create_only, column = "Peer IP")]
    pub peer_ip: String,
    /// Number of the autonomous system that the router is in.
    ///
    /// At most 65535, or 4294967295 with the extension `bgp_4byte_asn`.
    #[resource(required, create_only, column = "Remote AS")]
    pub remote_as: u32,
    /// How the peers know each other: `none`, or `md5`, by a password.
    #[resource(required, create_only, default = "none")]
    pub auth_type: String,
    /// Password, for `md5`. Never returned.
    #[resource(write_only)]
    pub password: Option<Secret>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project)]
    pub project_id: String,
}
