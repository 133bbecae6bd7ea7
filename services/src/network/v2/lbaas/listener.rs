//! Listeners: the ports of load balancers.

use osc_runtime::Resource;

use super::{LbaasReference, LoadBalancer, Pool};
use crate::identity::Project;

/// Port of a load balancer that connections come in at.
///
/// See <https://opendev.org/openstack/neutron-lib/src/tag/1.31.0/api-ref/source/v2/lbaas-v2.inc>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/lbaas/listeners",
    service = "network",
    busy = "Invalid state PENDING",
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        default_pool_id,
        protocol,
        protocol_port,
        connection_limit,
        admin_state_up,
        project_id
    ),
    cli = "lbaas listener"
)]
#[non_exhaustive]
pub struct Listener {
    /// UUID of the listener.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the load balancer. Answers have it in `loadbalancers`.
    #[resource(write_only, create_only, references = LoadBalancer)]
    pub loadbalancer_id: Option<String>,
    /// Id of the pool for what no policy sends elsewhere (settable with the extension `shared_pools`).
    #[resource(references = Pool, column = "Default Pool ID")]
    pub default_pool_id: Option<String>,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// Protocol: `TCP`, `HTTP`, `HTTPS`, or `TERMINATED_HTTPS`, which is decrypted here.
    #[resource(required, create_only, column)]
    pub protocol: String,
    /// Port.
    #[resource(required, create_only, column = "Protocol Port")]
    pub protocol_port: u16,
    /// Whether it is to take connections; true unless set.
    #[resource(switch("admin-state-up" = true, "admin-state-down" = false), column = "Admin State Up")]
    pub admin_state_up: bool,
    /// Largest number of connections at a time; -1, and unless set, for any.
    pub connection_limit: i64,
    /// Address of the certificate's container in the key manager, for `TERMINATED_HTTPS`.
    pub default_tls_container_ref: Option<String>,
    /// Addresses of containers of further certificates, of which the name that a client asks for chooses one.
    pub sni_container_refs: Vec<String>,
    /// The load balancer, as a list of one.
    #[resource(read_only)]
    pub loadbalancers: Vec<LbaasReference>,
    /// Its policies (extension `l7`).
    #[resource(read_only)]
    pub l7policies: Vec<LbaasReference>,
    /// Text for people.
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, alias = "tenant_id")]
    pub project_id: String,
}
