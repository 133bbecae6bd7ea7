//! Keystone's catalog: which services there are, and where.
//!
//! The document is the one in the answer to a sign-in
//! (<https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization>).

mod service_type;

use std::collections::BTreeSet;

use url::Url;

use crate::Fields;
use crate::error::{Error, Problem};
use crate::profile::{Interface, Profile, Projection, Service};
use crate::schema::Microversion;
use service_type::official;

/// The services of a cloud, as far as the token's scope sees them.
pub(crate) type Catalog = Vec<Entry>;

#[derive(Fields)]
pub(crate) struct Entry {
    #[resource(name = "type")]
    service_type: String,
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

/// Where a service is.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    /// With the version, without a slash at the end.
    pub(crate) url: Url,
    pub(crate) region: Option<String>,
}

/// Finds the endpoint of `service` as `profile` wants it.
pub(crate) fn endpoint(catalog: &Catalog, service: &str, profile: &Profile) -> Result<Endpoint, Error> {
    let official = official(service);
    let registered = profile.registered(|name| is_same_service(name, service));
    let wanted = Wanted::new(service, registered, profile);
    if let Some(url) = registered.and_then(|service| service.endpoint_override.as_ref()) {
        return Ok(Endpoint { url: parse(&url.0, service)?, region: wanted.region.map(str::to_owned) });
    }
    let mut names = vec![service];
    names.extend(official.map(|service| service.name));
    names.extend(official.iter().flat_map(|service| service.aliases));
    names.extend(registered.iter().map(|service| service.service_type.as_str()));
    names.extend(registered.iter().flat_map(|service| service.aliases.iter().map(String::as_str)));
    let entries = names.iter().flat_map(|name| catalog.iter().filter(move |entry| entry.service_type == *name));
    let entries: Vec<_> = entries.collect();
    let found =
        entries.iter().find_map(|entry| wanted.choose(entry)).ok_or_else(|| wanted.missing(&entries, catalog))?;
    let version_path = registered
        .and_then(|service| service.version_path.as_deref())
        .or(official.map(|service| service.version_path))
        .unwrap_or_default();
    let url = versioned(parse(&found.url, service)?, version_path);
    Ok(Endpoint { url, region: found.region().map(str::to_owned) })
}

/// Whether both are names of one service.
pub(crate) fn is_same_service(one: &str, other: &str) -> bool {
    one == other || official(one).is_some_and(|official| official.is(other))
}

/// How `service` is asked for some fields of each item.
pub(crate) fn projection(service: &str, profile: &Profile) -> Projection {
    let registered = profile.registered(|name| is_same_service(name, service));
    let own = registered.and_then(|service| service.projection);
    own.or(official(service).map(|service| service.projection)).unwrap_or_default()
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
    region: Option<&'a str>,
    interface: Interface,
}

impl<'a> Wanted<'a> {
    fn new(service: &'a str, registered: Option<&'a Service>, profile: &'a Profile) -> Self {
        let region = registered.and_then(|service| service.region.as_deref()).or(profile.region.as_deref());
        let interface = registered.and_then(|service| service.interface).or(profile.interface).unwrap_or_default();
        Self { service, region, interface }
    }

    /// The endpoint of `entry`; of several regions the first by name, so that the choice is the same every time.
    fn choose<'e>(&self, entry: &'e Entry) -> Option<&'e CatalogEndpoint> {
        let fits = |endpoint: &&CatalogEndpoint| {
            self.interface.matches(&endpoint.interface)
                && self.region.is_none_or(|region| endpoint.region() == Some(region))
        };
        entry.endpoints.iter().filter(fits).min_by_key(|endpoint| (endpoint.region(), &endpoint.url))
    }

    fn missing(&self, entries: &[&Entry], catalog: &Catalog) -> Error {
        let Self { service, region, interface } = self;
        let endpoints = || entries.iter().flat_map(|entry| &entry.endpoints);
        let here = || endpoints().filter(|endpoint| region.is_none_or(|region| endpoint.region() == Some(region)));
        let listed = |names: BTreeSet<&str>| names.into_iter().collect::<Vec<_>>().join("`, `");
        let in_region = region.map(|region| format!(" in region `{region}`")).unwrap_or_default();
        let text = if catalog.is_empty() {
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
            let interfaces = listed(here().map(|endpoint| endpoint.interface.as_str()).collect());
            format!("no {interface} endpoint for `{service}`{in_region}; the catalog has it as `{interfaces}`")
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

/// Adds `version_path` to an endpoint whose path names no version.
pub(crate) fn versioned(mut url: Url, version_path: &str) -> Url {
    let path = url.path().trim_end_matches('/').to_owned();
    if version_path.is_empty() || path.split('/').any(is_version) {
        url.set_path(&path);
    } else {
        url.set_path(&format!("{path}/{version_path}"));
    }
    url
}

/// Whether a path segment names a version: `v3`, `v2.0`.
pub(crate) fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|number| {
        number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}
