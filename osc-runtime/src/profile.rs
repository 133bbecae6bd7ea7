//! Which of a cloud's endpoints are used, and what services there are beyond OpenStack's own.

use std::fmt;
use std::str::FromStr;

use crate::catalog::is_same_service;
use crate::error::Address;
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
    pub(crate) interface: Option<Interface>,
    services: Vec<Service>,
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
    pub fn interface(mut self, interface: Interface) -> Self {
        self.interface = Some(interface);
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

    /// The newest microversion that may be asked of a service.
    pub(crate) fn newest(&self, service: &str) -> Option<Microversion> {
        self.registered(|name| is_same_service(name, service)).and_then(|service| service.microversion)
    }

    /// What is registered for a service, under whichever of the names that `is_same` takes for its own.
    pub(crate) fn registered(&self, is_same: impl Fn(&str) -> bool) -> Option<&Service> {
        self.services
            .iter()
            .find(|known| is_same(&known.service_type) || known.aliases.iter().any(|alias| is_same(alias)))
    }
}

/// A service of a [`Profile`].
#[derive(Clone, Debug)]
#[must_use]
#[expect(clippy::struct_field_names, reason = "the catalog's own term")]
pub struct Service {
    pub(crate) service_type: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) version_path: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) interface: Option<Interface>,
    pub(crate) endpoint_override: Option<Address>,
    pub(crate) microversion: Option<Microversion>,
    pub(crate) projection: Option<Projection>,
}

impl Service {
    /// A service by its type in the catalog: `network`.
    pub fn new(service_type: impl Into<String>) -> Self {
        Self {
            service_type: service_type.into(),
            aliases: Vec::new(),
            version_path: None,
            region: None,
            interface: None,
            endpoint_override: None,
            microversion: None,
            projection: None,
        }
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
    pub fn interface(mut self, interface: Interface) -> Self {
        self.interface = Some(interface);
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

    /// How lists ask for just the fields that are read; known of OpenStack's own services.
    pub fn projection(mut self, projection: Projection) -> Self {
        self.projection = Some(projection);
        self
    }

    fn merge(&mut self, other: Self) {
        self.aliases.extend(other.aliases);
        self.version_path = other.version_path.or(self.version_path.take());
        self.region = other.region.or(self.region.take());
        self.interface = other.interface.or(self.interface);
        self.endpoint_override = other.endpoint_override.or(self.endpoint_override.take());
        self.microversion = other.microversion.or(self.microversion);
        self.projection = other.projection.or(self.projection);
    }
}

/// How a list is asked for some fields of each item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Projection {
    /// Not at all: the service sends all of them.
    #[default]
    None,
    /// `fields=id&fields=name` (Neutron, Octavia).
    Repeated,
    /// `fields=id,name` (Ironic, Mistral).
    Comma,
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
