//! What can be watched by logs.

use osc_runtime::Resource;

/// Kind of resource that logs can watch in this cloud.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#logging>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/log/loggable-resources",
    service = "network",
    list_key = "loggable_resources",
    pagination = "none",
    operations(list),
    filters(),
    cli = "network loggable resources"
)]
#[non_exhaustive]
pub struct LoggableResource {
    /// Name of the kind, as `security_group`.
    #[resource(name = "type", id, column = "Supported types")]
    pub kind: String,
}
