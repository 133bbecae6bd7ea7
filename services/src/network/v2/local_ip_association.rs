//! Ports that local IPs lead to.

use osc_runtime::Resource;

use super::{LocalIp, Port};

/// Port that a [`LocalIp`] leads to on the port's host.
///
/// Extension `local_ip`.
/// See <https://docs.openstack.org/api-ref/network/v2/#local-ip-associations-port-associations>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/local_ips/{local_ip_id}/port_associations",
    service = "network",
    key = "port_association",
    operations(list, get, create, delete),
    filters(fixed_port_id, fixed_ip),
    cli = "local ip association"
)]
#[non_exhaustive]
pub struct LocalIpAssociation {
    /// Id of the local IP.
    #[resource(references = LocalIp, column = "Local IP ID")]
    pub local_ip_id: String,
    /// The address of the local IP.
    #[resource(read_only, column = "Local IP Address")]
    pub local_ip_address: String,
    /// Id of the port, by which the association is known.
    #[resource(id, required, references = Port, positional, option = "fixed-port", column = "Fixed port ID")]
    pub fixed_port_id: String,
    /// Address of the port; needed where the port has several.
    #[resource(create_only, column = "Fixed IP")]
    pub fixed_ip: Option<String>,
    /// Name of the port's host; empty as long as the port has none.
    #[resource(read_only, column)]
    pub host: String,
}
