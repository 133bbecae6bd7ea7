//! Port pairs: functions that packets pass through.

use osc_runtime::{Fields, Resource};

use crate::identity::Project;
use crate::network::v2::Port;

/// Function that packets enter by one port and leave by another, as a server that filters them.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#port-pairs>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/sfc/port_pairs",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, name, description, ingress, egress, project_id),
    cli = "sfc port pair"
)]
#[non_exhaustive]
pub struct PortPair {
    /// UUID of the port pair.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Id of the port that packets enter by.
    #[resource(
        required,
        create_only,
        references = Port,
        column = "Ingress Logical Port",
        show = "Ingress Logical Port"
    )]
    pub ingress: String,
    /// Id of the port that packets leave by; it may be the same one.
    #[resource(required, create_only, references = Port, column = "Egress Logical Port", show = "Egress Logical Port")]
    pub egress: String,
    /// What the function knows and can do.
    #[resource(create_only, long = "Service Function Parameters", show = "Service Function Parameters")]
    pub service_function_parameters: ServiceFunctionParameters,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
}

/// What the function of a [`PortPair`] knows and can do.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct ServiceFunctionParameters {
    /// Header that the function understands: `mpls` or `nsh`; none unless set, so that it gets packets without.
    pub correlation: Option<String>,
    /// Share of its group's packets that it takes; 1 unless set.
    pub weight: Option<u32>,
}
