//! OpenStack's official service types, the names that clouds have given them over the years, and the version of
//! their API that resources are declared for.
//!
//! The data of the service-types authority (<https://specs.openstack.org/openstack/service-types-authority/>),
//! as of November 2026, as far as a service is in use. A service that is not listed goes by its type alone.

use crate::profile::Projection;

/// One official service type.
#[derive(Debug)]
pub(crate) struct ServiceType {
    /// The official type.
    pub(crate) name: &'static str,
    /// Other types under which catalogs list it, in the order of preference.
    pub(crate) aliases: &'static [&'static str],
    /// What follows an endpoint that names no version; empty where the API has no version in its paths.
    pub(crate) version_path: &'static str,
    /// What the header `OpenStack-API-Version` calls the service, where that is not its type.
    pub(crate) microversion_name: Option<&'static str>,
    /// A header of the service's own for its microversion, which older releases want.
    pub(crate) microversion_header: Option<&'static str>,
    pub(crate) projection: Projection,
}

impl ServiceType {
    /// Whether `name` is this type, or an alias of it.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }
}

const fn service(name: &'static str, aliases: &'static [&'static str], version_path: &'static str) -> ServiceType {
    ServiceType {
        name,
        aliases,
        version_path,
        microversion_name: None,
        microversion_header: None,
        projection: Projection::None,
    }
}

impl ServiceType {
    const fn called(mut self, name: &'static str) -> Self {
        self.microversion_name = Some(name);
        self
    }

    const fn header(mut self, header: &'static str) -> Self {
        self.microversion_header = Some(header);
        self
    }

    const fn projects(mut self, projection: Projection) -> Self {
        self.projection = projection;
        self
    }
}

static SERVICE_TYPES: &[ServiceType] = &[
    service("accelerator", &[], "v2"),
    service("baremetal", &["bare-metal"], "v1").header("x-openstack-ironic-api-version").projects(Projection::Comma),
    service("baremetal-introspection", &[], "v1").header("x-openstack-ironic-inspector-api-version"),
    service("block-storage", &["volumev3", "volumev2", "volume", "block-store"], "v3").called("volume"),
    service("clustering", &["resource-cluster", "cluster"], "v1"),
    service("compute", &[], "v2.1"),
    service("container-infrastructure-management", &["container-infra", "container-infrastructure"], "v1")
        .called("container-infra"),
    service("database", &[], "v1.0"),
    service("dns", &[], "v2"),
    service("identity", &[], "v3"),
    service("image", &[], "v2"),
    service("instance-ha", &["ha"], "v1"),
    service("key-manager", &[], "v1"),
    service("load-balancer", &[], "v2").projects(Projection::Repeated),
    service("message", &["messaging"], "v2"),
    service("network", &[], "v2.0").projects(Projection::Repeated),
    service("object-store", &[], "v1"),
    service("orchestration", &[], "v1"),
    service("placement", &[], ""),
    service("shared-file-system", &["sharev2", "share"], "v2").header("x-openstack-manila-api-version"),
    service("workflow", &["workflowv2"], "v2").projects(Projection::Comma),
];

/// The official service that `name` or one of its aliases stands for.
pub(crate) fn official(name: &str) -> Option<&'static ServiceType> {
    SERVICE_TYPES.iter().find(|service| service.is(name))
}
