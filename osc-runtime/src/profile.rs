//! Which of a cloud's endpoints are used, and what services there are beyond OpenStack's own.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::catalog::is_same_service;
use crate::config::CloudNetwork;
use crate::error::Address;
use crate::listing::{Listing, Projection, Sorting};
use crate::schema::Microversion;

/// The registry of services, and where to look for each.
///
/// A connection has one. OpenStack's own services are known; others are registered, with the names that catalogs
/// give them and the version that their API's paths begin with.
///
/// ```
/// use osc_runtime::{Interface, Profile, Service};
///
/// let profile = Profile::new()
///     .region("RegionOne")
///     .interface(Interface::Internal)
///     .service(Service::new("rating").alias("cloudkitty").version_path("v2"))
///     .service(Service::new("network").region("RegionTwo"));
/// # drop(profile);
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Profile {
    pub(crate) region: Option<String>,
    pub(crate) interfaces: Vec<Interface>,
    pub(crate) retries: Retries,
    services: Vec<Service>,
    networks: Vec<CloudNetwork>,
}

impl Profile {
    /// OpenStack's services, each at its public endpoint of the first region.
    pub fn new() -> Self {
        Self::default()
    }

    /// The region of all services that have none of their own.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The interface of all services that have none of their own.
    pub fn interface(self, interface: Interface) -> Self {
        self.interfaces([interface])
    }

    /// The interfaces of all services that have none of their own; where the catalog lacks one, the next is used.
    pub fn interfaces(mut self, interfaces: impl IntoIterator<Item = Interface>) -> Self {
        self.interfaces = interfaces.into_iter().collect();
        self
    }

    /// How often all services are asked again, but for what a service says of its own.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries.merge(retries);
        self
    }

    /// Registers a service, or adds to what is registered under its type.
    pub fn service(mut self, service: Service) -> Self {
        match self.services.iter_mut().find(|known| is_same_service(&known.service_type, &service.service_type)) {
            Some(known) => known.merge(service),
            None => self.services.push(service),
        }
        self
    }

    /// How often a service is asked again, as far as that is said.
    pub(crate) fn retries_of(&self, service: &str) -> Retries {
        let mut retries = self.retries.clone();
        if let Some(own) = self.registered(|name| is_same_service(name, service)) {
            retries.merge(own.retries.clone());
        }
        retries
    }

    /// The newest microversion that may be asked of a service.
    pub(crate) fn newest(&self, service: &str) -> Option<Microversion> {
        self.registered(|name| is_same_service(name, service)).and_then(|service| service.microversion)
    }

    /// The networks that the cloud's users have.
    pub fn networks(mut self, networks: impl IntoIterator<Item = CloudNetwork>) -> Self {
        self.networks = networks.into_iter().collect();
        self
    }

    /// The networks that the cloud's users have, as far as it has been said.
    #[must_use]
    pub fn known_networks(&self) -> &[CloudNetwork] {
        &self.networks
    }

    /// What this one says, over what another does.
    pub(crate) fn over(self, mut base: Self) -> Self {
        base.region = self.region.or(base.region);
        if !self.interfaces.is_empty() {
            base.interfaces = self.interfaces;
        }
        base.retries.merge(self.retries);
        if !self.networks.is_empty() {
            base.networks = self.networks;
        }
        self.services.into_iter().fold(base, Self::service)
    }

    /// What has been registered, in the order of registration.
    pub(crate) fn services(&self) -> &[Service] {
        &self.services
    }

    /// What is registered for a service, under whichever of the names that `is_same` takes for its own.
    pub(crate) fn registered(&self, is_same: impl Fn(&str) -> bool) -> Option<&Service> {
        self.services
            .iter()
            .find(|known| is_same(&known.service_type) || known.aliases.iter().any(|alias| is_same(alias)))
    }
}

/// A service of a [`Profile`].
#[derive(Clone, Debug, Default)]
#[must_use]
#[expect(clippy::struct_field_names, reason = "the catalog's own term")]
pub struct Service {
    pub(crate) service_type: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) catalog_type: Option<String>,
    pub(crate) service_name: Option<String>,
    pub(crate) version_path: Option<String>,
    pub(crate) api_version: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) interfaces: Vec<Interface>,
    pub(crate) endpoint_override: Option<Address>,
    pub(crate) microversion: Option<Microversion>,
    pub(crate) default_microversion: Option<Microversion>,
    pub(crate) projection: Option<Projection>,
    pub(crate) page_size: Option<usize>,
    pub(crate) sorting: Option<Sorting>,
    pub(crate) retries: Retries,
    pub(crate) rate_limit: Option<f64>,
    pub(crate) concurrency: Option<u32>,
}

impl Service {
    /// A service by its type in the catalog: `network`.
    pub fn new(service_type: impl Into<String>) -> Self {
        Self { service_type: service_type.into(), ..Self::default() }
    }

    /// A further type under which a catalog may list the service.
    pub fn alias(mut self, service_type: impl Into<String>) -> Self {
        self.aliases.push(service_type.into());
        self
    }

    /// What follows an endpoint that names no version: `v2.0`.
    pub fn version_path(mut self, path: impl Into<String>) -> Self {
        self.version_path = Some(path.into());
        self
    }

    /// The region to use.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The interface to use.
    pub fn interface(self, interface: Interface) -> Self {
        self.interfaces([interface])
    }

    /// The interfaces to use; where the catalog lacks one, the next is used.
    pub fn interfaces(mut self, interfaces: impl IntoIterator<Item = Interface>) -> Self {
        self.interfaces = interfaces.into_iter().collect();
        self
    }

    /// The type under which the catalog lists the service, where that is one of the cloud's own: `rax:database`.
    pub fn catalog_type(mut self, service_type: impl Into<String>) -> Self {
        self.catalog_type = Some(service_type.into());
        self
    }

    /// The name that the service has in the catalog, where that lists several of its type: `cinderv3`.
    pub fn service_name(mut self, name: impl Into<String>) -> Self {
        self.service_name = Some(name.into());
        self
    }

    /// The version of the API to use, where the service offers several: `3`, `2.1`.
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// The address to use whatever the catalog says, with its version: `https://neutron.example/v2.0`.
    pub fn endpoint_override(mut self, url: impl Into<String>) -> Self {
        self.endpoint_override = Some(Address(url.into()));
        self
    }

    /// The newest microversion to ask for, where the cloud offers newer ones: `2.90`.
    pub fn microversion(mut self, newest: Microversion) -> Self {
        self.microversion = Some(newest);
        self
    }

    /// The microversion that a request is sent with where it needs no other: `2.79`.
    pub fn default_microversion(mut self, version: Microversion) -> Self {
        self.default_microversion = Some(version);
        self
    }

    /// How often the service is asked again.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries.merge(retries);
        self
    }

    /// How many requests a second the service may get.
    pub fn rate_limit(mut self, requests_a_second: f64) -> Self {
        self.rate_limit = Some(requests_a_second);
        self
    }

    /// How many requests the service may get at once.
    pub fn concurrency(mut self, requests: u32) -> Self {
        self.concurrency = Some(requests);
        self
    }

    /// How lists ask for just the fields that are read; known of OpenStack's own services.
    pub fn projection(mut self, projection: Projection) -> Self {
        self.projection = Some(projection);
        self
    }

    /// How many items a page of a list is asked to have, where the list does not say; 0 asks for none. Known of OpenStack's
    /// own services, as far as they are faster for it: Neutron takes half a minute for ten thousand networks at once.
    pub fn page_size(mut self, items: usize) -> Self {
        self.page_size = Some(items);
        self
    }

    /// How lists are asked for an order; known of OpenStack's own services.
    pub fn sorting(mut self, sorting: Sorting) -> Self {
        self.sorting = Some(sorting);
        self
    }

    /// How lists are asked for, as far as that is said; else as `usual`.
    pub(crate) fn listing(&self, usual: Listing) -> Listing {
        Listing {
            projection: self.projection.unwrap_or(usual.projection),
            page_size: self.page_size.or(usual.page_size).filter(|items| *items > 0),
            sorting: self.sorting.unwrap_or(usual.sorting),
        }
    }

    fn merge(&mut self, other: Self) {
        self.aliases.extend(other.aliases);
        self.catalog_type = other.catalog_type.or(self.catalog_type.take());
        self.service_name = other.service_name.or(self.service_name.take());
        self.version_path = other.version_path.or(self.version_path.take());
        self.api_version = other.api_version.or(self.api_version.take());
        self.region = other.region.or(self.region.take());
        if !other.interfaces.is_empty() {
            self.interfaces = other.interfaces;
        }
        self.endpoint_override = other.endpoint_override.or(self.endpoint_override.take());
        self.microversion = other.microversion.or(self.microversion);
        self.default_microversion = other.default_microversion.or(self.default_microversion);
        self.projection = other.projection.or(self.projection);
        self.page_size = other.page_size.or(self.page_size);
        self.sorting = other.sorting.or(self.sorting);
        self.retries.merge(other.retries);
        self.rate_limit = other.rate_limit.or(self.rate_limit);
        self.concurrency = other.concurrency.or(self.concurrency);
    }
}

/// How often a service is asked again, and after how long; what is not said is as the connection does it by itself.
///
/// ```
/// use std::time::Duration;
///
/// use osc_runtime::{Profile, Retries, Service};
///
/// let patient = Retries::new().connect(10).status_codes([409, 503]).status_delay(Duration::from_secs(2));
/// let profile = Profile::new().service(Service::new("baremetal").retries(patient));
/// # drop(profile);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Retries {
    pub(crate) connect: Option<u32>,
    pub(crate) connect_delay: Option<Duration>,
    pub(crate) status: Option<u32>,
    pub(crate) status_delay: Option<Duration>,
    pub(crate) status_codes: Option<Vec<u16>>,
}

impl Retries {
    /// Nothing said.
    pub fn new() -> Self {
        Self::default()
    }

    /// How often, where the service cannot be reached.
    pub fn connect(mut self, retries: u32) -> Self {
        self.connect = Some(retries);
        self
    }

    /// How long to wait before the service is tried to be reached again; doubled each time.
    pub fn connect_delay(mut self, delay: Duration) -> Self {
        self.connect_delay = Some(delay);
        self
    }

    /// How often, where the service answers with a status that may pass.
    pub fn status(mut self, retries: u32) -> Self {
        self.status = Some(retries);
        self
    }

    /// How long to wait after such a status; doubled each time.
    pub fn status_delay(mut self, delay: Duration) -> Self {
        self.status_delay = Some(delay);
        self
    }

    /// Which statuses may pass, besides those that always may (429, 502 to 504). Of one from 400 to 499 it is taken that
    /// nothing has been done; after another one, only what may be repeated is.
    pub fn status_codes(mut self, codes: impl IntoIterator<Item = u16>) -> Self {
        self.status_codes = Some(codes.into_iter().collect());
        self
    }

    fn merge(&mut self, other: Self) {
        self.connect = other.connect.or(self.connect);
        self.connect_delay = other.connect_delay.or(self.connect_delay);
        self.status = other.status.or(self.status);
        self.status_delay = other.status_delay.or(self.status_delay);
        self.status_codes = other.status_codes.or(self.status_codes.take());
    }
}

/// For whom an endpoint is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Interface {
    /// For everybody.
    #[default]
    Public,
    /// For other services and machines of the cloud.
    Internal,
    /// For administrators.
    Admin,
}

impl Interface {
    fn as_str(self) -> &'static str {
        match self {
            Interface::Public => "public",
            Interface::Internal => "internal",
            Interface::Admin => "admin",
        }
    }

    /// Whether this is the interface `name`, also in the older form with `URL` behind it.
    pub(crate) fn matches(self, name: &str) -> bool {
        name.strip_suffix("URL").unwrap_or(name) == self.as_str()
    }
}

impl fmt::Display for Interface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no interface.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no interface: expected `public`, `internal` or `admin`")]
pub struct InvalidInterface(String);

impl FromStr for Interface {
    type Err = InvalidInterface;

    fn from_str(text: &str) -> Result<Self, InvalidInterface> {
        let known = [Interface::Public, Interface::Internal, Interface::Admin];
        known.into_iter().find(|interface| interface.matches(text)).ok_or_else(|| InvalidInterface(text.to_owned()))
    }
}
