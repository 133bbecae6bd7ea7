//! NDP proxies: IPv6 addresses inside that a router answers for outside.

use osc_runtime::{Resource, Timestamp};

use super::{Port, Router};
use crate::identity::Project;

/// IPv6 address of a port that a router answers for on its external network, so that it is reached from outside as it is.
///
/// The router has to have [`enable_ndp_proxy`](Router::enable_ndp_proxy), and both sides to be of one address scope
/// (extension `l3-ndp-proxy`). See <https://docs.openstack.org/api-ref/network/v2/#router-ndp-proxies-ndp-proxies>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/ndp_proxies",
    service = "network",
    operations(list, get, create, update, delete),
    filters(name, description, revision_number),
    cli = "router ndp proxy"
)]
#[non_exhaustive]
pub struct NdpProxy {
    /// UUID of the proxy.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// Id of the router.
    #[resource(required, create_only, references = Router, positional, column = "Router ID")]
    pub router_id: String,
    /// Id of the port inside.
    #[resource(required, create_only, references = Port)]
    pub port_id: String,
    /// Address of the port; needed where it has several of IPv6.
    #[resource(create_only, column = "IP Address")]
    pub ip_address: Option<String>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Project")]
    pub project_id: String,
    /// Text for people.
    pub description: String,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}
