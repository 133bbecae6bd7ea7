//! Service graphs: chains that go on in others.

use std::collections::HashMap;

use osc_runtime::Resource;

use crate::identity::Project;

/// Chains that go on in others, depending on what becomes of the packets (extension `service_graph`).
///
/// See <https://docs.openstack.org/api-ref/network/v2/#service-graphs>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/sfc/service_graphs",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, name, description, project_id),
    cli = "sfc service graph"
)]
#[non_exhaustive]
pub struct ServiceGraph {
    /// UUID of the service graph.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// By the id of a port chain, the ids of those that one goes on in.
    ///
    /// The functions at both ends need a `correlation`.
    #[resource(
        required,
        create_only,
        option = "branching-point",
        column = "Branching Points",
        show = "Branching Points"
    )]
    pub port_chains: HashMap<String, Vec<String>>,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
}
