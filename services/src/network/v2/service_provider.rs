//! Service providers: who does what in this network service.

use osc_runtime::Resource;

/// Implementation of a network service that the cloud is set up with.
///
/// A provider is known by its name and the kind of service together (extension `service-type`).
/// See <https://docs.openstack.org/api-ref/network/v2/#service-providers>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/service-providers",
    service = "network",
    operations(list),
    filters(),
    cli = "network service provider"
)]
#[non_exhaustive]
pub struct ServiceProvider {
    /// Kind of service, as `L3_ROUTER_NAT` or `VPN`.
    #[resource(read_only, column = "Service Type")]
    pub service_type: String,
    /// Name of the implementation, as `dvr`.
    #[resource(read_only, column)]
    pub name: String,
    /// Whether it is taken where none is asked for.
    #[resource(read_only, column)]
    pub default: bool,
}
