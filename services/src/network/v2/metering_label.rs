//! Metering labels: what traffic is counted under.

use osc_runtime::Resource;

use crate::identity::Project;

/// Name under which the traffic of a project's routers is counted, as far as its [rules](super::MeteringLabelRule) say.
///
/// The count goes to Telemetry. For administrators (extension `metering`).
/// See <https://docs.openstack.org/api-ref/network/v2/#metering-labels-and-rules-metering-labels-metering-label-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/metering/metering-labels",
    service = "network",
    list_key = "metering_labels",
    bulk,
    operations(list, get, create, delete),
    filters(id, name, description, shared, project_id),
    cli = "network meter"
)]
#[non_exhaustive]
pub struct MeteringLabel {
    /// UUID of the label.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(create_only, column)]
    pub name: String,
    /// Text for people.
    #[resource(create_only, column)]
    pub description: String,
    /// Whether the traffic of all projects is counted; false unless set.
    #[resource(create_only, switch(share), column)]
    pub shared: bool,
    /// Id of the project whose traffic is counted; administrators may set another than their own.
    #[resource(create_only, references = Project)]
    pub project_id: String,
}
