//! Where connections are described outside of code: `clouds.yaml` and what belongs to it, and the environment.
//!
//! The files, their keys, the variables and what counts more than what are those of openstacksdk
//! (<https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html>). What is read passes through
//! these modules, each taking what the one before has made:
//!
//! - `search` finds a file, `document` reads it into `node`s that know their places; `environment` makes nodes of
//!   variables; `files` has what all files say together;
//! - `chosen` is one cloud of those, its layers still apart: `vendor`'s profile, the file or the environment,
//!   `region`, arguments; `layer` puts each into today's words and lays them upon each other, `expand` fills in
//!   `{region_name}`;
//! - `cloud` is the result, read by the tables in `keys`, with `service` and `network` for what is said of those.

mod chosen;
mod cloud;
mod document;
mod environment;
mod expand;
mod files;
mod keys;
mod layer;
mod network;
mod node;
mod region;
mod search;
mod service;
mod shown;
mod vendor;

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use serde_json::{Map, Value};

pub(crate) use chosen::Chosen;
pub use network::CloudNetwork;
pub(crate) use vendor::fetch as fetch_profile;

use self::environment::Environment;
use self::files::Files;
use self::search::{Given, Kind, Search};
use crate::codec::Secret;
use crate::connection::ConnectionBuilder;
use crate::error::Result;

/// Where a cloud is described: files, variables, and what code says over them.
///
/// [`ConnectionBuilder::from_cloud`] and [`from_env`](ConnectionBuilder::from_env) are made of it; a program needs it
/// for files at places of its own, to choose a region, or to list what there is.
///
/// ```no_run
/// use osc_runtime::Configuration;
///
/// let configuration = Configuration::from_env();
/// println!("clouds: {}", configuration.clouds()?.join(", "));
/// let builder = configuration.cloud("mycloud").region("RegionTwo").set("auth.project_name", "calculus").load()?;
/// println!("{}", builder.to_value());
/// # Ok::<(), osc_runtime::Error>(())
/// ```
///
/// # What counts more than what
///
/// A vendor's profile is the lowest layer, then comes the cloud (of `clouds.yaml` with `secure.yaml` over it, or of
/// the environment), then what it says of the region, then what [`set`](Self::set) says. Variables are a cloud of
/// their own, `envvars`, which is used where neither code nor `OS_CLOUD` names one; they change nothing of a cloud
/// that is named.
#[derive(Clone, Default)]
#[must_use = "`load` makes a connection's builder of it"]
pub struct Configuration {
    search: Search,
    environment: Environment,
    cloud: Option<String>,
    region: Option<String>,
    profile: Option<String>,
    arguments: Map<String, Value>,
}

impl Configuration {
    /// Nothing: no file is looked for, no variable read.
    pub fn new() -> Self {
        Self::default()
    }

    /// The environment of the process, and the files that are found from its current folder.
    pub fn from_env() -> Self {
        let environment = Environment::of_the_process();
        Self { environment, ..Self::default() }.search_from(".")
    }

    /// Reads clouds from this file, instead of the first one on the search path.
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.search.given.push((Kind::Clouds, Given::Path(path.into())));
        self
    }

    /// Reads clouds from this text, which has the form of `clouds.yaml`, and need not be on a disk.
    ///
    /// ```
    /// use osc_runtime::Configuration;
    ///
    /// let text = "clouds: {mycloud: {auth: {username: ada}, region_name: RegionOne}}";
    /// let builder = Configuration::new().text(text).load()?;
    /// assert_eq!(builder.to_value()["region_name"], "RegionOne");
    /// # Ok::<(), osc_runtime::Error>(())
    /// ```
    pub fn text(mut self, text: impl Into<Secret>) -> Self {
        self.search.given.push((Kind::Clouds, Given::Text(text.into())));
        self
    }

    /// Reads secrets from this file, which has the form of `clouds.yaml` and is laid over it.
    pub fn secure_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.search.given.push((Kind::Secure, Given::Path(path.into())));
        self
    }

    /// Reads vendors' profiles from this file, which has them below `public-clouds`.
    pub fn public_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.search.given.push((Kind::Public, Given::Path(path.into())));
        self
    }

    /// Looks for the files that are not given: in `folder`, then where the variables say that the user's and the
    /// system's folders are, then in `/etc/openstack`; as `clouds.yaml`, `.yml` or `.json`, and so on.
    pub fn search_from(mut self, folder: impl Into<PathBuf>) -> Self {
        self.search.folder = Some(folder.into());
        self
    }

    /// Takes `/etc` to be in this folder, as for the image of a machine.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.search.root = Some(folder.into());
        self
    }

    /// Reads these variables, and no others.
    pub fn environment<K, V>(mut self, variables: impl IntoIterator<Item = (K, V)>) -> Self
    where
        K: Into<OsString>,
        V: Into<OsString>,
    {
        self.environment = variables.into_iter().collect();
        self
    }

    /// Chooses a cloud by its name.
    pub fn cloud(mut self, name: impl Into<String>) -> Self {
        self.cloud = Some(name.into());
        self
    }

    /// Chooses one of the cloud's regions, instead of its first.
    pub fn region(mut self, name: impl Into<String>) -> Self {
        self.region = Some(name.into());
        self
    }

    /// Takes a vendor's profile, instead of the one that the cloud names.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Says a key of the cloud over all that files and variables say: `interface`, `compute_api_version`,
    /// `auth.project_name`. `null` says nothing.
    pub fn set(mut self, key: impl AsRef<str>, value: impl Into<Value>) -> Self {
        let key = key.as_ref();
        match key.split_once('.') {
            Some((outer, inner)) => {
                let entry = self.arguments.entry(outer).or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(map) = entry {
                    map.insert(inner.to_owned(), value.into());
                }
            }
            None => drop(self.arguments.insert(key.to_owned(), value.into())),
        }
        self
    }

    /// The names of the clouds that there are, in the order of the files; last the environment's, where there is one.
    ///
    /// # Errors
    ///
    /// Where a file is malformed ([`ErrorKind::Config`](crate::ErrorKind)).
    pub fn clouds(&self) -> Result<Vec<String>> {
        let files = Files::read(&self.search, &self.environment)?;
        let mut names: Vec<_> = files.clouds.keys().map(str::to_owned).collect();
        if self.environment.cloud()?.is_some() {
            names.push(self.environment.cloud_name()?.to_owned());
        }
        Ok(names)
    }

    /// The names of the chosen cloud's regions, as far as they are known without asking it.
    ///
    /// # Errors
    ///
    /// Those of [`load`](Self::load).
    pub fn regions(&self) -> Result<Vec<String>> {
        Chosen::new(self)?.region_names()
    }

    /// Reads and merges it all. What is missing may then be said on the builder.
    ///
    /// # Errors
    ///
    /// Where there is no such cloud ([`ErrorKind::NoCloud`](crate::ErrorKind)), or something that is said cannot be
    /// understood (`Config`): the error names the file, the line and the key, or the variable.
    pub fn load(&self) -> Result<ConnectionBuilder> {
        Chosen::new(self)?.builder()
    }
}

impl fmt::Debug for Configuration {
    /// Shows which cloud is chosen, and none of the variables and values, which may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cloud, region, profile, .. } = self;
        let mut shown = f.debug_struct("Configuration");
        shown.field("cloud", cloud).field("region", region).field("profile", profile).finish_non_exhaustive()
    }
}

impl ConnectionBuilder {
    /// A cloud of `clouds.yaml`, to be changed in code before [`connect`](Self::connect).
    ///
    /// # Errors
    ///
    /// Where there is no such file or cloud, or it is malformed.
    pub fn from_cloud(name: &str) -> Result<Self> {
        Configuration::from_env().cloud(name).load()
    }

    /// The cloud that the environment names: `OS_CLOUD`, else the one that `OS_AUTH_URL`, `OS_USERNAME` and so on
    /// describe, else the only one of `clouds.yaml`. What is missing may be said in code; what then still is,
    /// [`connect`](Self::connect) tells.
    ///
    /// # Errors
    ///
    /// Where `OS_CLOUD` names no cloud, or a file or variable cannot be understood.
    pub fn from_env() -> Result<Self> {
        Configuration::from_env().load()
    }
}
