//! Tap services: where copies of packets go.

use osc_runtime::Resource;

use crate::identity::Project;
use crate::network::v2::Port;

/// Port that copies of other ports' packets are sent to.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#tap-as-a-service>.
///
/// ```no_run
/// use osc_services::network::Port;
/// use osc_services::network::taas::{TapFlow, TapService};
///
/// # async fn example(conn: osc_runtime::Connection, monitor: Port, web: Port) -> osc_runtime::Result<()> {
/// let service = TapService::create(&conn, &monitor).name("capture").await?;
/// TapFlow::create(&conn, &web, &service, "BOTH").await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/taas/tap_services",
    service = "network",
    bulk,
    operations(list, get, create, update, delete),
    filters(id, name, description, port_id, status, project_id),
    cli = "tap service"
)]
#[non_exhaustive]
pub struct TapService {
    /// UUID of the tap service.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Tenant")]
    pub project_id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(option = "name", column)]
    pub name: String,
    /// Id of the port that gets the copies.
    #[resource(required, create_only, references = Port, column = "Port")]
    pub port_id: String,
    /// Whether copies arrive: `ACTIVE`, `DOWN`, `ERROR`, `PENDING_CREATE` or `PENDING_DELETE`.
    #[resource(
        read_only,
        column,
        state(ready("ACTIVE"), failed("ERROR"), pending("PENDING_CREATE", "PENDING_DELETE"))
    )]
    pub status: String,
    /// Text for people.
    pub description: String,
}
