//! OpenStack's official service types, the names that clouds have given them over the years, and the version of
//! their API that resources are declared for.
//!
//! Types and aliases are all of those of the service-types authority (<https://service-types.openstack.org/>), in its version of
//! 2024-05-08, which was the newest in November 2026. A service that is not listed goes by its type alone.

use crate::listing::{Listing, Projection, Sorting};

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
    pub(crate) listing: Listing,
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
        listing: Listing { projection: Projection::None, page_size: None, sorting: Sorting::None },
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
        self.listing.projection = projection;
        self
    }

    const fn pages(mut self, items: usize) -> Self {
        self.listing.page_size = Some(items);
        self
    }

    const fn sorts(mut self, sorting: Sorting) -> Self {
        self.listing.sorting = sorting;
        self
    }
}

static SERVICE_TYPES: &[ServiceType] = &[
    service("accelerator", &[], "v2"),
    service("admin-logic", &["registration"], "v1"),
    service("alarm", &["alarming"], "v2"),
    service("application-catalog", &[], "v1"),
    service("application-container", &["container"], "v1"),
    service("application-deployment", &["application_deployment"], "v1"),
    service("backup", &[], "v2"),
    service("baremetal", &["bare-metal"], "v1")
        .header("x-openstack-ironic-api-version")
        .projects(Projection::Comma)
        .sorts(Sorting::Pair),
    service("baremetal-introspection", &[], "v1").header("x-openstack-ironic-inspector-api-version"),
    service("block-storage", &["volumev3", "volumev2", "volume", "block-store"], "v3")
        .called("volume")
        .sorts(Sorting::Joined),
    service("clustering", &["resource-cluster", "cluster"], "v1"),
    service("compute", &[], "v2.1").header("x-openstack-nova-api-version").sorts(Sorting::Pairs),
    service("container-infrastructure-management", &["container-infrastructure", "container-infra"], "v1")
        .called("container-infra"),
    service("data-processing", &[], "v2"),
    service("data-protection-orchestration", &[], "v1"),
    service("database", &[], "v1.0"),
    // By itself it sends 20.
    service("dns", &[], "v2").pages(1000).sorts(Sorting::Pair),
    service("ec2-api", &[], ""),
    service("event", &["events"], "v2"),
    service("function-engine", &[], "v1"),
    service("identity", &[], "v3"),
    // By itself it sends 25; 1000 is the most that it does.
    service("image", &[], "v2").pages(1000).sorts(Sorting::Pairs),
    service("instance-ha", &["ha"], "v1"),
    // By itself it sends 10; 100 is the most that it does.
    service("key-manager", &[], "v1").pages(100),
    service("load-balancer", &[], "v2").projects(Projection::Repeated).sorts(Sorting::Joined),
    service("log-management", &[], "v1"),
    service("message", &["messaging"], "v2"),
    service("meter", &["metering", "telemetry"], "v2"),
    service("monitoring", &[], "v2.0"),
    service("monitoring-events", &[], "v1.0"),
    service("monitoring-logging", &["monitoring-log-api"], "v3.0"),
    service("multi-region-network-automation", &["tricircle"], "v1.0"),
    // All of 10,000 networks take it 30 seconds, a thousand of them one to four.
    service("network", &[], "v2.0").projects(Projection::Repeated).pages(1000).sorts(Sorting::Pairs),
    service("nfv-orchestration", &[], "v1.0"),
    service("object-store", &[], "v1"),
    service("operator-policy", &["policy"], "v1"),
    service("orchestration", &[], "v1"),
    service("placement", &[], ""),
    // Both of its versions are in use.
    service("rating", &[], ""),
    service("reservation", &[], "v1"),
    service("resource-optimization", &["infra-optim"], "v1"),
    service("root-cause-analysis", &["rca"], "v1"),
    service("search", &[], "v1"),
    service("shared-file-system", &["sharev2", "share"], "v2")
        .header("x-openstack-manila-api-version")
        .sorts(Sorting::Pair),
    service("workflow", &["workflowv2"], "v2").projects(Projection::Comma),
];

/// All names of all official services.
pub(crate) fn known() -> impl Iterator<Item = &'static str> {
    SERVICE_TYPES.iter().flat_map(|service| std::iter::once(service.name).chain(service.aliases.iter().copied()))
}

/// The official service that `name` or one of its aliases stands for.
pub(crate) fn official(name: &str) -> Option<&'static ServiceType> {
    SERVICE_TYPES.iter().find(|service| service.is(name))
}
