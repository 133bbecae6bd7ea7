//! Keystone's catalog: which services there are, and where.
//!
//! The document is the one in the answer to a sign-in
//! (<https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization>).

mod service_type;

use std::collections::BTreeSet;

use url::Url;

use crate::Fields;
use crate::discovery::{ApiVersion, Versioned};
use crate::error::{Error, Problem};
use crate::listing::Listing;
use crate::profile::{Interface, Profile, Service};
use crate::schema::Microversion;
use service_type::ServiceType;
pub(crate) use service_type::{known, official};

/// The services of a cloud, as far as the token's scope sees them.
pub(crate) type Catalog = Vec<Entry>;

#[derive(Fields)]
pub(crate) struct Entry {
    #[resource(name = "type")]
    service_type: String,
    name: String,
    endpoints: Vec<CatalogEndpoint>,
}

#[derive(Fields)]
pub(crate) struct CatalogEndpoint {
    interface: String,
    region: Option<String>,
    region_id: Option<String>,
    url: String,
}

impl CatalogEndpoint {
    fn region(&self) -> Option<&str> {
        self.region_id.as_deref().or(self.region.as_deref())
    }
}

/// Where a service is, as far as catalog and profile tell.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    /// With the version, without a slash at the end.
    pub(crate) url: Url,
    pub(crate) region: Option<String>,
    /// The version that is wanted, where the address is of another one, or tells of none and nobody knows what it would be:
    /// whoever needs the endpoint asks it.
    pub(crate) ask: Option<ApiVersion>,
}

/// What a token tells of services: the catalog, and who asks.
pub(crate) struct Told<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) project_id: Option<&'a str>,
    pub(crate) user_id: Option<&'a str>,
    /// Where all services are, where no Keystone tells.
    pub(crate) everywhere: Option<&'a str>,
    /// Whether there is no Keystone that could tell more.
    pub(crate) keyless: bool,
}

/// Finds the endpoint of `service` as `profile` wants it.
pub(crate) fn endpoint(told: &Told<'_>, service: &str, profile: &Profile) -> Result<Endpoint, Error> {
    let official = official(service);
    let registered = profile.registered(|name| is_same_service(name, service));
    let wanted = Wanted::new(service, registered, profile);
    let region = wanted.region.map(str::to_owned);
    if let Some(url) = registered.and_then(|service| service.endpoint_override.as_ref()) {
        return Ok(Endpoint { url: parse(&told.filled(&url.0), service)?, region, ask: None });
    }
    if let Some(url) = told.everywhere.filter(|_| told.catalog.is_empty()) {
        return Ok(Endpoint { url: parse(&told.filled(url), service)?, region, ask: None });
    }
    let found = wanted.find(told, official)?;
    let table_path = official.map(|service| service.version_path).unwrap_or_default();
    let said = registered.and_then(|service| service.api_version.as_deref());
    let said: Option<ApiVersion> = said.and_then(|version| version.parse().ok());
    let own = registered.and_then(|service| service.version_path.as_deref());
    let path = own.unwrap_or(table_path);
    let version = said.or_else(|| path.parse().ok());
    let url = parse(&found.url, service)?;
    let versioned = Versioned::of(&url);
    let (url, ask) = match (versioned.version(), version) {
        (None, Some(version)) if path.parse().is_ok_and(|known: ApiVersion| known.major == version.major) => {
            (versioned.at(Some(path)), None)
        }
        (None, Some(version)) => (versioned.at(None), Some(version)),
        (None, None) if !path.is_empty() => (versioned.at(Some(path)), None),
        (Some(has), Some(version)) if has.major != version.major => {
            (versioned.at(versioned.segment.as_deref()), Some(version))
        }
        _ => (versioned.at(versioned.segment.as_deref()), None),
    };
    Ok(Endpoint { url, region: found.region().map(str::to_owned), ask })
}

impl Told<'_> {
    /// An address of a configuration, with the ids that it leaves to the token: `%(project_id)s`, or with `$` for `%`.
    fn filled(&self, url: &str) -> String {
        let mut url = url.to_owned();
        let project = self.project_id.unwrap_or_default();
        for (name, value) in
            [("project_id", project), ("tenant_id", project), ("user_id", self.user_id.unwrap_or_default())]
        {
            for mark in ["%", "$"] {
                url = url.replace(&format!("{mark}({name})s"), value);
            }
        }
        url
    }
}

/// The microversion of requests that need none.
pub(crate) fn usual_microversion(service: &str, profile: &Profile) -> Option<Microversion> {
    profile.registered(|name| is_same_service(name, service)).and_then(|service| service.default_microversion)
}

/// Whether both are names of one service.
pub(crate) fn is_same_service(one: &str, other: &str) -> bool {
    one == other || official(one).is_some_and(|official| official.is(other))
}

/// How lists of `service` are asked for.
pub(crate) fn listing(service: &str, profile: &Profile) -> Listing {
    let usual = official(service).map(|service| service.listing).unwrap_or_default();
    let registered = profile.registered(|name| is_same_service(name, service));
    registered.map_or(usual, |service| service.listing(usual))
}

/// The headers that ask `service` for a microversion.
pub(crate) fn microversion_headers(service: &str, version: Microversion) -> Vec<(String, String)> {
    let official = official(service);
    let name = official.map_or(service, |official| official.microversion_name.unwrap_or(official.name));
    let own = official.and_then(|official| official.microversion_header);
    let own = own.map(|header| (header.to_owned(), version.to_string()));
    [("openstack-api-version".to_owned(), format!("{name} {version}"))].into_iter().chain(own).collect()
}

/// Which of a service's endpoints is wanted.
struct Wanted<'a> {
    service: &'a str,
    registered: Option<&'a Service>,
    region: Option<&'a str>,
    /// In the order of preference.
    interfaces: &'a [Interface],
}

impl<'a> Wanted<'a> {
    fn new(service: &'a str, registered: Option<&'a Service>, profile: &'a Profile) -> Self {
        let region = registered.and_then(|service| service.region.as_deref()).or(profile.region.as_deref());
        let own = registered.map_or([].as_slice(), |service| &service.interfaces);
        let lists = [own, &profile.interfaces, &[Interface::Public]];
        let interfaces = lists.into_iter().find(|interfaces| !interfaces.is_empty()).unwrap_or_default();
        Self { service, registered, region, interfaces }
    }

    fn find<'e>(&self, told: &Told<'e>, official: Option<&'a ServiceType>) -> Result<&'e CatalogEndpoint, Error> {
        let mut names = Vec::new();
        let registered = self.registered;
        if let Some(own) = registered.and_then(|service| service.catalog_type.as_deref()) {
            names.push(own);
        } else {
            names.push(self.service);
            names.extend(official.map(|service| service.name));
            names.extend(official.iter().flat_map(|service| service.aliases));
            names.extend(registered.iter().map(|service| service.service_type.as_str()));
            names.extend(registered.iter().flat_map(|service| service.aliases.iter().map(String::as_str)));
        }
        let called = self.registered.and_then(|service| service.service_name.as_deref());
        let is_called = |entry: &&Entry| called.is_none_or(|called| entry.name == called);
        let catalog = told.catalog;
        let of_type = |name| catalog.iter().filter(move |entry| entry.service_type == name);
        let entries: Vec<_> = names.into_iter().flat_map(of_type).filter(is_called).collect();
        // The first interface that there is at all, of whichever of the types: a later one is for want of it.
        let mut wanted =
            self.interfaces.iter().flat_map(|interface| entries.iter().map(move |entry| (interface, entry)));
        let found = wanted.find_map(|(interface, entry)| self.choose(entry, *interface));
        found.ok_or_else(|| self.missing(&entries, told))
    }

    /// The endpoint of `entry`; of several regions the first by name, so that the choice is the same every time.
    fn choose<'e>(&self, entry: &'e Entry, interface: Interface) -> Option<&'e CatalogEndpoint> {
        let fits = |endpoint: &&CatalogEndpoint| {
            interface.matches(&endpoint.interface) && self.region.is_none_or(|region| endpoint.region() == Some(region))
        };
        entry.endpoints.iter().filter(fits).min_by_key(|endpoint| (endpoint.region(), &endpoint.url))
    }

    fn missing(&self, entries: &[&Entry], told: &Told<'_>) -> Error {
        let Self { service, region, interfaces, .. } = self;
        let endpoints = || entries.iter().flat_map(|entry| &entry.endpoints);
        let here = || endpoints().filter(|endpoint| region.is_none_or(|region| endpoint.region() == Some(region)));
        let listed = |names: BTreeSet<&str>| names.into_iter().collect::<Vec<_>>().join("`, `");
        let in_region = region.map(|region| format!(" in region `{region}`")).unwrap_or_default();
        let catalog = told.catalog;
        let text = if told.keyless {
            let key = service.replace('-', "_");
            format!(
                "no endpoint for `{service}`: without a Keystone nobody tells it; say `endpoint`, or `{key}_endpoint_override`"
            )
        } else if catalog.is_empty() {
            format!(
                "no endpoint for `{service}`: the catalog is empty, as it is for a token without a scope; name a project"
            )
        } else if entries.is_empty() {
            let types = listed(catalog.iter().map(|entry| entry.service_type.as_str()).collect());
            format!("no endpoint for `{service}`; the catalog has `{types}`")
        } else if endpoints().next().is_none() {
            format!("no endpoint for `{service}`; the catalog has the service, and no endpoint of it")
        } else if here().next().is_none() {
            let regions = listed(endpoints().filter_map(CatalogEndpoint::region).collect());
            format!("no endpoint for `{service}`{in_region}; the catalog has it in `{regions}`")
        } else {
            let has = listed(here().map(|endpoint| endpoint.interface.as_str()).collect());
            let wanted: Vec<_> = interfaces.iter().map(ToString::to_string).collect();
            let wanted = wanted.join(" or ");
            format!("no {wanted} endpoint for `{service}`{in_region}; the catalog has it as `{has}`")
        };
        Problem::Catalog(text).into()
    }
}

fn parse(url: &str, service: &str) -> Result<Url, Error> {
    let problem = |why: &str| {
        // What is before an `@` may be a password.
        let url = url.rsplit('@').next().unwrap_or_default();
        Error::from(Problem::Catalog(format!("the endpoint of `{service}` is `{url}`, which is no address: {why}")))
    };
    let parsed = Url::parse(url).map_err(|error| problem(&error.to_string()))?;
    match parsed.scheme() {
        "http" | "https" => Ok(parsed),
        scheme => Err(problem(&format!("`{scheme}` is neither http nor https"))),
    }
}

/// Whether a path segment names a version: `v3`, `v2.0`.
pub(crate) fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|number| {
        number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}
