//! What a connection needs to know, from whatever source.

use url::Url;

use super::{Connection, Inner};
use crate::auth::{Credentials, Domain, Identity, Named, Scope, Session};
use crate::codec::Secret;
use crate::error::{Address, Problem, Result};
use crate::profile::{Interface, Profile};
use crate::transport::Transport;

/// The domain of users and projects where none is given, which every Keystone has.
const DEFAULT_DOMAIN: &str = "default";
/// What an address of Keystone looks like, for error messages.
const EXAMPLE_URL: &str = "https://keystone.example/v3";

/// Describes a connection: from `clouds.yaml`, from the environment, in code, or the latter over the former.
///
/// ```no_run
/// # async fn example(password: String) -> osc_runtime::Result<()> {
/// use osc_runtime::Connection;
///
/// let conn = Connection::builder()
///     .auth_url("https://keystone.example/v3")
///     .username("ada")
///     .password(password)
///     .user_domain_name("Default")
///     .project_name("analytical-engine")
///     .project_domain_name("Default")
///     .region("RegionOne")
///     .connect()
///     .await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "a connection is made by `.connect().await`"]
pub struct ConnectionBuilder {
    source: Source,
    auth_url: Option<Address>,
    username: Option<String>,
    user_id: Option<String>,
    password: Option<Secret>,
    token: Option<Secret>,
    user_domain_name: Option<String>,
    user_domain_id: Option<String>,
    project_name: Option<String>,
    project_id: Option<String>,
    project_domain_name: Option<String>,
    project_domain_id: Option<String>,
    domain_name: Option<String>,
    domain_id: Option<String>,
    profile: Profile,
}

/// Where the settings came from, for error messages.
#[derive(Clone, Debug, Default)]
pub(crate) enum Source {
    #[default]
    Code,
    Environment,
    Cloud {
        name: String,
        path: String,
    },
}

/// Setters of texts, each with its documentation. A name said later replaces an id said before, and an id a name.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $(instead of $other:ident)?;)*) => {$(
        $(#[$doc])*
        pub fn $name(mut self, $name: impl Into<String>) -> Self {
            $(self.$other = None;)?
            self.$name = Some($name.into());
            self
        }
    )*};
}

impl ConnectionBuilder {
    /// Keystone's address: `https://keystone.example/v3`; without a version, v3 is meant.
    pub fn auth_url(mut self, auth_url: impl Into<String>) -> Self {
        self.auth_url = Some(Address(auth_url.into()));
        self
    }

    /// A builder whose settings come from `source`.
    pub(crate) fn from_source(source: Source) -> Self {
        Self { source, ..Self::default() }
    }

    texts! {
        /// The user's name, within [`user_domain_name`](Self::user_domain_name).
        username instead of user_id;
        /// The user's id, instead of name and domain.
        user_id instead of username;
        /// The name of the user's domain; the domain `default` where neither it nor its id is given.
        user_domain_name instead of user_domain_id;
        /// The id of the user's domain.
        user_domain_id instead of user_domain_name;
        /// The name of the project to work in, within [`project_domain_name`](Self::project_domain_name).
        project_name instead of project_id;
        /// The id of the project to work in, instead of name and domain.
        project_id instead of project_name;
        /// The name of the project's domain; the domain `default` where neither it nor its id is given.
        project_domain_name instead of project_domain_id;
        /// The id of the project's domain.
        project_domain_id instead of project_domain_name;
        /// The name of the domain to work in, instead of a project.
        domain_name instead of domain_id;
        /// The id of the domain to work in, instead of a project.
        domain_id instead of domain_name;
    }

    /// The user's password.
    pub fn password(mut self, password: impl Into<Secret>) -> Self {
        self.password = Some(password.into());
        self
    }

    /// A token to exchange for one of the connection's own, instead of user and password.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// The region of all services.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.profile = self.profile.region(region);
        self
    }

    /// The interface of all services.
    pub fn interface(mut self, interface: Interface) -> Self {
        self.profile = self.profile.interface(interface);
        self
    }

    /// Registers a service, or says which of its endpoints to use.
    pub fn service(mut self, service: crate::Service) -> Self {
        self.profile = self.profile.service(service);
        self
    }

    /// The profile as a whole, instead of what was said of regions, interfaces and services before.
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Signs in.
    ///
    /// # Errors
    ///
    /// Where something is missing ([`ErrorKind::Config`](crate::ErrorKind)), Keystone cannot be reached
    /// (`Connection`), or it refuses (`Unauthorized`).
    pub async fn connect(self) -> Result<Connection> {
        let profile = self.profile.clone();
        let session = Session::new(self.credentials()?);
        let transport = Transport::default();
        session.token(&transport).await?;
        Ok(Connection(std::sync::Arc::new(Inner {
            session,
            profile,
            transport,
            ranges: super::version::Ranges::default(),
        })))
    }

    fn credentials(self) -> Result<Credentials> {
        let source = self.source;
        let auth_url = self.auth_url.ok_or_else(|| source.no_auth_url())?;
        let auth_url = parse_auth_url(&auth_url.0, &source)?;
        let identity = match (self.token, self.password) {
            (Some(token), None) => Identity::Token(token),
            (_, password) => {
                if self.username.is_none() && self.user_id.is_none() {
                    return Err(source.missing("username", "expected the user's name, or their id, or a token").into());
                }
                let domain = domain(self.user_domain_id, self.user_domain_name);
                let user = named(self.user_id, self.username.unwrap_or_default(), domain);
                let password = password.ok_or_else(|| source.missing("password", "expected the user's password"))?;
                Identity::Password { user, password }
            }
        };
        let scope = match (self.project_id, self.project_name) {
            (None, None) => match (self.domain_id, self.domain_name) {
                (None, None) => Scope::Unscoped,
                (id, name) => Scope::Domain(domain(id, name)),
            },
            (id, name) => {
                let domain = domain(self.project_domain_id, self.project_domain_name);
                Scope::Project(named(id, name.unwrap_or_default(), domain))
            }
        };
        Ok(Credentials { auth_url, identity, scope })
    }
}

impl Source {
    /// A setting by its name in this source.
    fn setting(&self, name: &str) -> String {
        match self {
            Source::Code => format!("`{name}` for the connection"),
            Source::Environment => format!("`OS_{}` in the environment", name.to_uppercase()),
            Source::Cloud { name: cloud, path } => format!("`{name}` in the cloud `{cloud}` of {path}"),
        }
    }

    fn missing(&self, name: &str, hint: &str) -> Problem {
        Problem::Config(format!("no {}: {hint}", self.setting(name)))
    }

    fn no_auth_url(&self) -> Problem {
        match self {
            Source::Environment => Problem::NoCloud(
                "no cloud is named: set `OS_CLOUD` to a cloud of clouds.yaml, or `OS_AUTH_URL`, `OS_USERNAME`, \
                 `OS_PASSWORD` and `OS_PROJECT_NAME`"
                    .into(),
            ),
            _ => self.missing("auth_url", &format!("expected Keystone's address, such as `{EXAMPLE_URL}`")),
        }
    }
}

fn named(id: Option<String>, name: String, domain: Domain) -> Named {
    id.map_or(Named::Name { name, domain }, Named::Id)
}

fn domain(id: Option<String>, name: Option<String>) -> Domain {
    match (id, name) {
        (Some(id), _) => Domain::Id(id),
        (None, Some(name)) => Domain::Name(name),
        (None, None) => Domain::Id(DEFAULT_DOMAIN.into()),
    }
}

fn parse_auth_url(text: &str, source: &Source) -> Result<Url> {
    let setting = source.setting("auth_url");
    if text.contains('@') {
        let problem = format!("{setting} has a user or password in it: say them as `username` and `password`");
        return Err(Problem::Config(problem).into());
    }
    let problem = |why: &str| {
        Problem::Config(format!("{setting} is `{text}`: {why}; expected an address such as `{EXAMPLE_URL}`"))
    };
    let url = Url::parse(text).map_err(|error| problem(&error.to_string()))?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        scheme => Err(problem(&format!("`{scheme}` is neither http nor https")).into()),
    }
}
