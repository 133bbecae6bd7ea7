//! Which cloud, and the connection to it.

use std::cell::OnceCell;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches};
use osc_runtime::schema::Schema;
use osc_runtime::{Connection, ConnectionBuilder, ErrorKind, Retry, Service, TokenCache};

use crate::demo;
use crate::failure::Failure;
use crate::sign_in::sign_in;
use crate::wire::Wire;

/// An option of the connection.
pub(crate) struct Setting {
    pub(crate) option: &'static str,
    help: &'static str,
    set: fn(ConnectionBuilder, &str) -> Result<ConnectionBuilder, Failure>,
}

/// The options of the connection; each is also a variable in the environment, in capitals and with `_`.
pub(crate) const SETTINGS: &[Setting] = &[
    Setting::new(CLOUD, "The cloud of clouds.yaml to use", |builder, _| Ok(builder)),
    Setting::new("os-auth-url", "Keystone's address", |builder, text| Ok(builder.auth_url(text))),
    Setting::new(USERNAME, "The user's name", |builder, text| Ok(builder.username(text))),
    Setting::new("os-user-domain-name", "The name of the user's domain", |builder, text| {
        Ok(builder.user_domain_name(text))
    }),
    Setting::new("os-user-domain-id", "The id of the user's domain", |builder, text| Ok(builder.user_domain_id(text))),
    Setting::new("os-project-name", "The name of the project to work in", |builder, text| {
        Ok(builder.project_name(text))
    }),
    Setting::new("os-project-id", "The id of the project to work in", |builder, text| Ok(builder.project_id(text))),
    Setting::new("os-project-domain-name", "The name of the project's domain", |builder, text| {
        Ok(builder.project_domain_name(text))
    }),
    Setting::new("os-project-domain-id", "The id of the project's domain", |builder, text| {
        Ok(builder.project_domain_id(text))
    }),
    Setting::new("os-region-name", "The region to work in", |builder, text| Ok(builder.region(text))),
    Setting::new(INTERFACE, "The endpoints to use", |builder, text| {
        let interface = text.parse().map_err(|error| Failure::Failed(format!("OS_INTERFACE: {error}")))?;
        Ok(builder.interface(interface))
    }),
];

pub(crate) const CLOUD: &str = "os-cloud";
const USERNAME: &str = "os-username";
const INTERFACE: &str = "os-interface";

/// What to do where no cloud is named anywhere.
const NO_CLOUD: &str = "\
no cloud is named: set OS_CLOUD or give --os-cloud, a cloud of clouds.yaml,
or set OS_AUTH_URL, OS_USERNAME, OS_PASSWORD and OS_PROJECT_NAME.
To try it without a cloud: osc --os-cloud demo network list";

impl Setting {
    const fn new(
        option: &'static str,
        help: &'static str,
        set: fn(ConnectionBuilder, &str) -> Result<ConnectionBuilder, Failure>,
    ) -> Self {
        Self { option, help, set }
    }

    /// The option.
    pub(crate) fn argument(&self) -> Arg {
        let name = self.option.trim_start_matches("os-").replace('-', "_").to_uppercase();
        let argument = Arg::new(self.option)
            .long(self.option)
            .value_name(name)
            .help(self.help)
            .help_heading("Options of the cloud");
        if self.option == INTERFACE {
            argument.value_parser(PossibleValuesParser::new(["public", "internal", "admin"]))
        } else {
            argument
        }
    }
}

/// A cloud, connected.
pub(crate) struct Cloud {
    pub(crate) connection: Connection,
    is_rehearsal: bool,
    /// The demo cloud, which runs as long as this lives.
    #[expect(dead_code, reason = "held, not read")]
    demo: Option<osc_fake::Cloud>,
}

/// What is known of clouds: the resources that the demo cloud serves, and services that OpenStack has not.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) resources: &'a [&'static Schema],
    pub(crate) services: &'a [Service],
}

/// The cloud of a command, connected to when it is first needed: once all options have been read.
pub(crate) struct Lazy {
    cell: OnceCell<Cloud>,
    wire: Wire,
    /// Services that OpenStack has not.
    services: Vec<Service>,
}

impl Lazy {
    /// One that is asked over this wire.
    pub(crate) fn new(wire: Wire, services: Vec<Service>) -> Self {
        Self { cell: OnceCell::new(), wire, services }
    }

    pub(crate) async fn get(&self, matches: &ArgMatches, resources: &[&'static Schema]) -> Result<&Cloud, Failure> {
        if let Some(cloud) = self.cell.get() {
            return Ok(cloud);
        }
        let known = Known { resources, services: &self.services };
        let cloud = connect(matches, known, &self.wire).await?;
        Ok(self.cell.get_or_init(|| cloud))
    }
}

impl Cloud {
    /// Whether nothing is to be changed: what would be is printed, and seems to succeed with an empty answer.
    pub(crate) fn is_rehearsal(&self) -> bool {
        self.is_rehearsal
    }
}

/// Connects to the cloud that options and environment choose.
async fn connect(matches: &ArgMatches, known: Known<'_>, wire: &Wire) -> Result<Cloud, Failure> {
    let (demo, builder) = chosen(matches, known).await?;
    match sign_in(wire.around(builder)).await {
        Ok(connection) => Ok(Cloud { connection, is_rehearsal: wire.is_rehearsal(), demo }),
        Err(error) if error.kind() == ErrorKind::NoCloud => Err(Failure::Failed(NO_CLOUD.into())),
        Err(error) => Err(error.into()),
    }
}

/// The same for whoever does not want to be asked for anything, nor to wait: what fails, fails at once.
pub(crate) async fn glance(matches: &ArgMatches, known: Known<'_>) -> Result<Cloud, Failure> {
    let (demo, builder) = chosen(matches, known).await?;
    let connection = builder.retry(Retry::never()).connect().await?;
    Ok(Cloud { connection, is_rehearsal: false, demo })
}

/// How to connect to it, and the demo cloud where it is that.
async fn chosen(
    matches: &ArgMatches,
    known: Known<'_>,
) -> Result<(Option<osc_fake::Cloud>, ConnectionBuilder), Failure> {
    let given = |option: &str| matches.get_one::<String>(option).cloned();
    let name = given(CLOUD).or_else(|| variable("OS_CLOUD"));
    let (demo, mut builder) = match &name {
        Some(name) => named(name, known.resources).await?,
        None => (None, ConnectionBuilder::from_env()?),
    };
    builder = known.services.iter().cloned().fold(builder, ConnectionBuilder::service);
    for setting in SETTINGS {
        if let Some(value) = given(setting.option) {
            builder = (setting.set)(builder, &value)?;
        }
    }
    // The password of a cloud is that of its user; another user's can only come from the environment.
    if given(USERNAME).is_some()
        && let Some(password) = variable("OS_PASSWORD")
    {
        builder = builder.password(password);
    }
    // The demo cloud lives in this process, at another address each time.
    if demo.is_none()
        && let Some(cache) = TokenCache::of_user()
    {
        builder = builder.token_cache(cache);
    }
    Ok((demo, builder))
}

/// A cloud of clouds.yaml, or the demo cloud where that has none of its name.
async fn named(
    name: &str,
    resources: &[&'static Schema],
) -> Result<(Option<osc_fake::Cloud>, ConnectionBuilder), Failure> {
    match ConnectionBuilder::from_cloud(name) {
        Ok(builder) => Ok((None, builder)),
        Err(error) if name == demo::NAME && error.kind() == ErrorKind::NoCloud => {
            let (demo, builder) = demo::start(resources).await?;
            Ok((Some(demo), builder))
        }
        Err(error) => Err(error.into()),
    }
}

/// A variable that is set to something.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
