//! The cloud that is to be used, its layers still apart, since one of them may have to be fetched.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde_json::Value;
use url::Url;

use super::Configuration;
use super::cloud::Cloud;
use super::expand::expand;
use super::files::{Files, public_clouds};
use super::keys::{CACHE, CLIENT, warn_of_unknown, warn_of_unread};
use super::layer::{in_todays_words, lay, spread_domain};
use super::node::{Data, Map, Node, Origin};
use super::region::{choose, regions};
use super::vendor::{self, Profile};
use crate::cache::TokenCache;
use crate::connection::{ConnectionBuilder, Source};
use crate::error::Result;

/// What holds of services where nobody says otherwise: these are often busy for a moment.
const OFTEN_BUSY: &[(&str, &str)] = &[
    ("baremetal_status_code_retries", "5"),
    ("baremetal_introspection_status_code_retries", "5"),
    ("image_status_code_retries", "5"),
];

/// A cloud, and what counts over it.
#[derive(Clone)]
pub(crate) struct Chosen {
    source: Source,
    cloud: Map,
    vendor: Map,
    /// Where the vendor publishes the profile that has to be fetched.
    remote: Option<Url>,
    region: Option<Node>,
    arguments: Map,
    force_ipv4: bool,
    cache: Option<TokenCache>,
    home: Option<PathBuf>,
}

impl fmt::Debug for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chosen").field("source", &self.source).field("remote", &self.remote).finish_non_exhaustive()
    }
}

impl Chosen {
    pub(super) fn new(configuration: &Configuration) -> Result<Self> {
        let Configuration { search, environment, .. } = configuration;
        let mut arguments = arguments(configuration);
        let cloud_argument = arguments.remove("cloud").filter(|node| !node.is_empty());
        let cloud_argument = cloud_argument.map(|node| node.text().map(str::to_owned)).transpose()?;
        let mut arguments = in_todays_words(arguments)?;
        let files = Files::read(search, environment)?;
        let of_environment = environment.cloud()?;
        let environments = environment.cloud_name()?;
        if let Some(node) = files.clouds.get(environments) {
            return Err(node.origin.problem(format_args!(
                "is a cloud called `{environments}`, as the one that the environment describes; rename it, or set \
                 `OS_CLOUD_NAME`"
            )));
        }
        let by_code = configuration.cloud.clone().or(cloud_argument);
        let region_of_environment = match by_code {
            None => environment.text("OS_REGION_NAME")?,
            Some(_) => None,
        };
        let name = match by_code {
            Some(name) => Some(name),
            None => match environment.text("OS_CLOUD")? {
                Some(name) => Some(name.to_owned()),
                None if of_environment.is_some() => Some(environments.to_owned()),
                None => only(&files.clouds),
            },
        };
        let (source, cloud) = match (name, of_environment) {
            (Some(name), Some(cloud)) if name == environments => (Source::Environment, cloud),
            (Some(name), _) => {
                let cloud = files.cloud(&name)?;
                (Source::Cloud { name, path: files.path().to_owned(), places: BTreeMap::new() }, cloud)
            }
            (None, _) => (Source::Environment, Map::default()),
        };
        let cloud = in_todays_words(cloud)?;
        warn_of_unread(&cloud);
        warn_of_unread(&arguments);
        let region = arguments.remove("region_name").filter(|node| !node.is_empty()).or_else(|| {
            let (origin, name) = match (&configuration.region, region_of_environment) {
                (Some(name), _) => (Origin::Code("region_name".into()), name.as_str()),
                // The environment's own cloud says its regions by this variable.
                (None, Some(name)) if !matches!(source, Source::Environment) => {
                    (Origin::Variable("OS_REGION_NAME".into()), name)
                }
                _ => return None,
            };
            Some(Node::text_at(origin, name))
        });
        let profile = arguments.remove("profile").or_else(|| cloud.said("profile").cloned());
        let profile = profile.filter(|node| !node.is_empty() && node.text().is_ok_and(|name| name != environments));
        let (vendor, remote) = match profile {
            Some(profile) => match vendor::find(&profile, &public_clouds(search, environment)?)? {
                Profile::Known(profile) => (in_todays_words(profile)?, None),
                Profile::Remote(url) => (Map::default(), Some(url)),
                Profile::Unknown => (Map::default(), None),
            },
            None => (Map::default(), None),
        };
        let force_ipv4 = force_ipv4(&files, environment)?;
        let cache = section(&files, "cache");
        warn_of_unknown(&cache, CACHE);
        let keeps_tokens = cache.said("auth").map_or(Ok(false), Node::flag)?;
        let cache = keeps_tokens.then(|| TokenCache::of_environment(|name| environment.path(name))).flatten();
        let home = environment.path("HOME");
        Ok(Self { source, cloud, vendor, remote, region, arguments, force_ipv4, cache, home })
    }

    /// The names of the regions that are known.
    pub(super) fn region_names(&self) -> Result<Vec<String>> {
        regions(&self.cloud, &self.vendor)?.iter().map(|region| Ok(region.name.text()?.to_owned())).collect()
    }

    /// The builder of a connection, as far as all is known.
    pub(super) fn builder(self) -> Result<ConnectionBuilder> {
        if self.remote.is_none() {
            return self.cloud(None)?.builder(self.source);
        }
        // What is wrong without the vendor's profile may be right with it.
        let cloud = self.cloud(None).unwrap_or_default();
        Ok(cloud.builder(self.source.clone())?.unpublished(self))
    }

    /// The builder of a connection, with what a vendor has published; `region` is one that code has chosen since.
    pub(crate) fn published(mut self, document: &Value, region: Option<&str>) -> Result<ConnectionBuilder> {
        if let Some(region) = region {
            self.region = Some(Node::text_at(Origin::Code("region_name".into()), region));
        }
        self.cloud(Some(document))?.builder(self.source)
    }

    /// Where the vendor publishes the profile, if there is one to fetch before [`cloud`](Self::cloud) says all.
    pub(crate) fn remote_profile(&self) -> Option<&Url> {
        self.remote.as_ref()
    }

    /// The layers upon each other; `published` is what was fetched from [`remote_profile`](Self::remote_profile).
    fn cloud(&self, published: Option<&Value>) -> Result<Cloud> {
        let mut vendor = self.vendor.clone();
        if let (Some(url), Some(document)) = (&self.remote, published) {
            vendor = in_todays_words(vendor::published(url, document)?)?;
        }
        // What a vendor has not published yet cannot be checked against.
        let known = regions(&self.cloud, &vendor)?;
        let region = choose(known, self.region.as_ref())?;
        let default = |(key, text): &(&str, &str)| ((*key).to_owned(), Node::text_at(Origin::Default, *text));
        let mut merged: Map = OFTEN_BUSY.iter().map(default).collect();
        lay(&mut merged, vendor, true);
        lay(&mut merged, self.cloud.clone(), true);
        if let Some(region) = region {
            warn_of_unread(&region.values);
            lay(&mut merged, region.values, false);
            merged.insert("region_name", region.name);
        }
        lay(&mut merged, self.arguments.clone(), false);
        if let Some(Node { origin, data: Data::Map(mut auth) }) = merged.remove("auth") {
            spread_domain(&mut auth);
            merged.insert("auth", Node::new(origin, Data::Map(auth)));
        }
        expand(&mut merged)?;
        let mut cloud = Cloud::read(&merged, self.home.clone())?;
        cloud.force_ipv4 = cloud.force_ipv4.or(Some(self.force_ipv4));
        cloud.cache.clone_from(&self.cache);
        Ok(cloud)
    }
}

/// What code says, as a layer.
fn arguments(configuration: &Configuration) -> Map {
    let mut said = configuration.arguments.clone();
    if let Some(profile) = &configuration.profile {
        said.insert("profile".into(), Value::from(profile.as_str()));
    }
    let node = |(key, value): (String, Value)| {
        let key = key.replace('-', "_");
        let key = key.strip_prefix("os_").unwrap_or(&key).to_owned();
        let node = Node::from_value(Origin::Code(key.clone()), &value);
        (key, node)
    };
    said.into_iter().map(node).collect()
}

/// The name of the only cloud.
fn only(clouds: &Map) -> Option<String> {
    let mut names = clouds.keys();
    names.next().filter(|_| names.next().is_none()).map(str::to_owned)
}

fn section(files: &Files, name: &str) -> Map {
    files.sections.get(name).and_then(Node::map).cloned().unwrap_or_default()
}

/// Whether the files or the environment want IPv4 alone, in any of the words for it.
fn force_ipv4(files: &Files, environment: &super::environment::Environment) -> Result<bool> {
    let client = section(files, "client");
    warn_of_unknown(&client, CLIENT);
    let says = |variable: &str, keys: [&str; 2]| -> Result<Option<bool>> {
        if let Some(text) = environment.text(variable)? {
            return Node::text_at(Origin::Variable(variable.into()), text).flag().map(Some);
        }
        keys.iter().find_map(|key| client.said(key)).map(Node::flag).transpose()
    };
    let prefers_ipv6 = says("OS_PREFER_IPV6", ["prefer_ipv6", "prefer-ipv6"])?;
    let forced = says("OS_FORCE_IPV4", ["force_ipv4", "broken-ipv6"])?;
    Ok(prefers_ipv6 == Some(false) || forced == Some(true))
}
