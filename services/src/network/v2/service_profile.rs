//! Service profiles: how the kinds of a service are made.

use osc_runtime::Resource;

/// Driver of a network service, with what it is to be told; [flavors](super::Flavor) offer it to projects.
///
/// For administrators (extension `flavors`).
/// See <https://docs.openstack.org/api-ref/network/v2/#networking-flavors-framework-v2-0-current-flavor-service-profile>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/service_profiles",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, driver, enabled, description),
    cli = "network flavor profile"
)]
#[non_exhaustive]
pub struct ServiceProfile {
    /// UUID of the service profile.
    #[resource(column = "ID")]
    pub id: String,
    /// Class of the driver, in Python's dotted form, of those that the cloud is set up with.
    ///
    /// A creation needs it or [`metainfo`](Self::metainfo).
    #[resource(column)]
    pub driver: String,
    /// Whether flavors may use it; true unless set.
    #[resource(switch(enable = true, disable = false), column)]
    pub enabled: bool,
    /// What the driver is told, in a form of its own.
    #[resource(column = "Metainfo", show = "meta_info")]
    pub metainfo: String,
    /// Text for people.
    #[resource(column)]
    pub description: Option<String>,
}
