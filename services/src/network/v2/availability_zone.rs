//! Availability zones of network services.

use osc_runtime::Resource;

/// Part of a cloud that fails by itself, as far as DHCP and routing go.
///
/// A zone is there as long as agents say that they are in it. Nova's zones for servers are others (extension
/// `availability_zone`). See <https://docs.openstack.org/api-ref/network/v2/#availability-zones>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/availability_zones",
    service = "network",
    operations(list),
    filters(name, resource, state),
    cli = "network availability zone"
)]
#[non_exhaustive]
pub struct AvailabilityZone {
    /// Name of the zone. The same name is there once for each kind of resource.
    #[resource(read_only, column = "Zone Name")]
    pub name: String,
    /// Whether agents of it are in order: `available` or `unavailable`.
    #[resource(read_only, column = "Zone Status")]
    pub state: String,
    /// What can be in it: `network` or `router`.
    #[resource(read_only, long = "Zone Resource")]
    pub resource: String,
}
