//! Tap mirrors: copies of packets that leave the cloud.

use osc_runtime::{Fields, Resource};

use crate::identity::Project;
use crate::network::v2::Port;

/// Port whose packets are copied through a tunnel to an address outside (extension `tap-mirror`).
///
/// See <https://docs.openstack.org/api-ref/network/v2/#tap-mirrors>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/taas/tap_mirrors",
    service = "network",
    bulk,
    operations(list, get, create, update, delete),
    filters(id, name, description, port_id, remote_ip, mirror_type, project_id),
    cli = "tap mirror"
)]
#[non_exhaustive]
pub struct TapMirror {
    /// UUID of the tap mirror.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Tenant")]
    pub project_id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// Id of the port whose packets are copied.
    #[resource(required, create_only, references = Port, column = "Port")]
    pub port_id: String,
    /// Packets that are copied, each direction by the identifier of its tunnel.
    #[resource(required, create_only, column)]
    pub directions: MirrorDirections,
    /// Address that the copies are sent to.
    #[resource(required, create_only, column = "Remote IP")]
    pub remote_ip: String,
    /// Kind of the tunnel: `gre` or `erspanv1`.
    #[resource(required, create_only, column = "Mirror Type")]
    pub mirror_type: String,
    /// Text for people.
    pub description: String,
}

/// Identifiers of the tunnels of a [`TapMirror`], of which each tells its copies from those of others.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct MirrorDirections {
    /// Tunnel for copies of packets towards the port.
    #[resource(name = "IN")]
    pub inwards: Option<u32>,
    /// Tunnel for copies of packets from the port.
    #[resource(name = "OUT")]
    pub outwards: Option<u32>,
    /// Tunnel for copies of both (extension `tap-mirror-both-direction`).
    #[resource(name = "BOTH")]
    pub both: Option<u32>,
}
