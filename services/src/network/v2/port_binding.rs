//! Bindings of ports to hosts.

use std::collections::HashMap;

use osc_runtime::{Resource, Value, actions};

use super::Port;

/// Place of a port on a host: of several, so that a server can move, one is active.
///
/// For services such as Nova, which makes the binding on the host that a server is to move to, and activates it when the
/// server has moved (extension `binding-extended`).
/// See <https://docs.openstack.org/api-ref/network/v2/#port-binding>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/ports/{port_id}/bindings",
    service = "network",
    key = "binding",
    actions,
    operations(list, get, create, update, delete),
    filters(host, vif_type, vnic_type, status)
)]
#[non_exhaustive]
pub struct PortBinding {
    /// Id of the port.
    #[resource(references = Port)]
    pub port_id: String,
    /// Name of the host, by which the binding is known.
    #[resource(id, required, column)]
    pub host: String,
    /// Whether it is the one in use: `ACTIVE` or `INACTIVE`.
    #[resource(read_only, column)]
    pub status: String,
    /// Mechanism by which the host plugs the port in, as `ovs`; `binding_failed` where that was not possible.
    #[resource(read_only, column = "VIF Type")]
    pub vif_type: String,
    /// What the host is told of the port.
    #[resource(read_only)]
    pub vif_details: HashMap<String, Value>,
    /// Kind of interface that a server gets: `normal` unless set, `direct`, `macvtap`, `baremetal` and others.
    #[resource(column = "VNIC Type")]
    pub vnic_type: String,
    /// What the host needs to know of the port.
    pub profile: HashMap<String, Value>,
}

#[actions("/ports/{port_id}/bindings/{id}")]
impl PortBinding {
    /// Makes it the one in use, and the others inactive.
    #[action(put = "activate")]
    pub fn activate(
        /// The port.
        #[action(references = Port)]
        port_id: String,
    );
}
