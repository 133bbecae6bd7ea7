//! Tap flows: whose packets are copied.

use osc_runtime::Resource;

use super::TapService;
use crate::identity::Project;
use crate::network::v2::Port;

/// Port whose packets are copied to a tap service.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#tap-as-a-service>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/taas/tap_flows",
    service = "network",
    bulk,
    operations(list, get, create, update, delete),
    filters(id, name, description, status, source_port, tap_service_id, direction, vlan_filter, project_id),
    cli = "tap flow"
)]
#[non_exhaustive]
pub struct TapFlow {
    /// UUID of the tap flow.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Tenant")]
    pub project_id: String,
    /// Name; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// Whether packets are copied: `ACTIVE`, `DOWN`, `ERROR`, `PENDING_CREATE` or `PENDING_DELETE`.
    #[resource(
        read_only,
        column,
        state(ready("ACTIVE"), failed("ERROR"), pending("PENDING_CREATE", "PENDING_DELETE"))
    )]
    pub status: String,
    /// Id of the port whose packets are copied.
    #[resource(required, create_only, references = Port, option = "port", column = "source_port")]
    pub source_port: String,
    /// Id of the tap service that gets the copies.
    #[resource(required, create_only, references = TapService, column = "tap_service_id")]
    pub tap_service_id: String,
    /// Packets that are copied: those towards the port, `IN`, those from it, `OUT`, or `BOTH`.
    #[resource(required, create_only, column)]
    pub direction: String,
    /// VLANs whose packets are copied, as `1-5,9`; all unless set (extension `taas-vlan-filter`).
    #[resource(create_only)]
    pub vlan_filter: Option<String>,
    /// Text for people.
    pub description: String,
}
