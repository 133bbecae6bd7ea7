//! Local IPs: addresses that mean something else on each host.

use osc_runtime::{Resource, Timestamp};

use super::{Network, Port};
use crate::identity::Project;

/// Address that leads, on each host, to a port of that same host, so that servers reach a near copy of what they need.
///
/// Which port that is, its [associations](super::LocalIpAssociation) tell (extension `local_ip`).
/// See <https://docs.openstack.org/api-ref/network/v2/#local-ips-local-ips>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/local_ips",
    service = "network",
    bulk,
    operations(list, get, create, update, delete),
    filters(id, name, description, project_id, local_port_id, network_id, local_ip_address, ip_mode, revision_number),
    cli = "local ip"
)]
#[non_exhaustive]
pub struct LocalIp {
    /// UUID of the local IP.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// Text for people.
    #[resource(column)]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Project")]
    pub project_id: String,
    /// Id of the port whose address it is; one is made on the network unless set.
    #[resource(create_only, references = Port, column = "Local Port ID")]
    pub local_port_id: String,
    /// Id of the network that the address is of; that of the port unless set.
    #[resource(create_only, references = Network, column = "Network")]
    pub network_id: String,
    /// The address; one of the port's or of the network's unless set.
    #[resource(create_only, column = "Local IP address")]
    pub local_ip_address: Option<String>,
    /// What happens to packets: their address is translated (`translate`, unless set), or kept (`passthrough`).
    #[resource(create_only, column = "IP mode")]
    pub ip_mode: String,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}
