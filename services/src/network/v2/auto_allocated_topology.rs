//! Topologies that the network service makes for a project.

use osc_runtime::{Resource, actions};

use super::Network;
use crate::identity::Project;

/// Network of a project that the service makes by itself, with subnets and a router to the outside.
///
/// To get it is to make it, where it is not there yet. The cloud needs an external network and subnet pools that are
/// marked as the default ones (extension `auto-allocated-topology`).
/// See <https://docs.openstack.org/api-ref/network/v2/#auto-allocated-topologies>.
///
/// ```no_run
/// use osc_services::network::AutoAllocatedTopology;
///
/// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
/// AutoAllocatedTopology::check(&conn, "b52b4e14").await?;
/// let topology = AutoAllocatedTopology::get(&conn, "b52b4e14").await?;
/// println!("servers can be on network {}", topology.network_id);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/auto-allocated-topology",
    service = "network",
    actions,
    operations(get, delete),
    cli = "network auto allocated topology"
)]
#[non_exhaustive]
pub struct AutoAllocatedTopology {
    /// Id of the project, by which the topology is known; `None` is that of whoever asks.
    #[resource(id, references = Project)]
    pub project_id: String,
    /// Id of the network that ports can be made on.
    ///
    /// Of [`check`](AutoAllocatedTopology::check) it is `dry-run=pass`.
    #[resource(name = "id", read_only, references = Network)]
    pub network_id: String,
}

#[actions("/auto-allocated-topology/{id}?fields=dry-run")]
impl AutoAllocatedTopology {
    /// Tells whether the cloud has what a topology needs, without making one; what it lacks is an error (a conflict).
    #[action(get = "")]
    pub fn check() -> Self;
}
