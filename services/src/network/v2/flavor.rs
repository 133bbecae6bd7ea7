//! Flavors: the kinds of a service that projects can choose from.

use osc_runtime::{Resource, actions};

use super::ServiceProfile;

/// Kind of a network service, such as of routers, that an administrator offers without telling how it is made.
///
/// Its [service profiles](ServiceProfile) tell how (extension `flavors`).
/// See <https://docs.openstack.org/api-ref/network/v2/#networking-flavors-framework-v2-0-current-flavor-service-profile>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/flavors",
    service = "network",
    actions,
    operations(list, get, create, update, delete),
    filters(id, name, enabled, service_type, description),
    cli = "network flavor"
)]
#[non_exhaustive]
pub struct Flavor {
    /// UUID of the flavor.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Whether it can be chosen; true unless set.
    #[resource(switch(enable = true, disable = false), column)]
    pub enabled: bool,
    /// Kind of service that it is of, as `L3_ROUTER_NAT`; [`ServiceProvider`](super::ServiceProvider) tells which there are.
    #[resource(required, create_only, column = "Service Type")]
    pub service_type: String,
    /// Text for people.
    #[resource(column)]
    pub description: Option<String>,
    /// Ids of its service profiles; a flavor works with the first that is enabled.
    #[resource(references = ServiceProfile, show = "service_profile_ids")]
    pub service_profiles: Vec<String>,
}

#[actions("/flavors/{id}")]
impl Flavor {
    /// Adds a service profile.
    #[action(post = "service_profiles", key = "service_profile", cli = "add profile")]
    pub fn add_service_profile(
        /// The service profile.
        #[action(name = "id", references = ServiceProfile)]
        service_profile_id: String,
    );

    /// Removes a service profile.
    #[action(delete = "service_profiles/{service_profile_id}", cli = "remove profile")]
    pub fn remove_service_profile(
        /// The service profile.
        #[action(references = ServiceProfile)]
        service_profile_id: String,
    );
}
