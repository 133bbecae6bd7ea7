//! The demo: an embedded cloud, for a first look without a cloud.
//!
//! It lives in this process and listens on loopback alone; its state is a file, so that one command sees what
//! another one did.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};
use osc_fake::{Cloud, CloudBuilder};
use osc_runtime::ConnectionBuilder;
use osc_runtime::schema::Schema;

use crate::cloud::variable;
use crate::failure::Failure;

/// The name of the cloud.
pub(crate) const NAME: &str = "demo";

/// What `osc --help` says of it.
pub(crate) const ABOUT: &str = "Run the demo cloud for other programs, until it is interrupted";

/// The demo cloud, started, and how to connect to it.
pub(crate) async fn start(resources: &[&'static Schema]) -> Result<(Cloud, ConnectionBuilder), Failure> {
    let cloud = builder(resources)?.start().await?;
    let connection = cloud.connection();
    Ok((cloud, connection))
}

/// `osc demo serve`.
pub(crate) fn command() -> Command {
    let port = Arg::new("port")
        .long("port")
        .value_name("PORT")
        .value_parser(clap::value_parser!(u16))
        .help("The port of 127.0.0.1 to listen on; any that is free unless said");
    Command::new("serve").about(ABOUT).arg(port)
}

/// Runs it until the process is ended from outside.
pub(crate) async fn serve(resources: &[&'static Schema], matches: &ArgMatches) -> Result<(), Failure> {
    let port = matches.get_one::<u16>("port").copied().unwrap_or_default();
    let cloud = builder(resources)?.port(port).start().await?;
    let mut out = io::stdout();
    for (name, value) in cloud.environment() {
        writeln!(out, "export {name}={value}")?;
    }
    writeln!(out, "# The demo cloud runs until it is interrupted (Ctrl-C).")?;
    out.flush()?;
    std::future::pending().await
}

fn builder(resources: &[&'static Schema]) -> Result<CloudBuilder, Failure> {
    let file = state_file()?;
    if let Some(folder) = file.parent() {
        let mut create = std::fs::DirBuilder::new();
        create.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut create, 0o700);
        create.create(folder).map_err(|error| {
            Failure::Failed(format!("the folder {} of the demo cloud cannot be made: {error}", folder.display()))
        })?;
    }
    Ok(Cloud::builder().resources(resources.iter().copied()).example().state_file(file))
}

fn state_file() -> Result<PathBuf, Failure> {
    let state = variable("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || variable("HOME").map(|home| PathBuf::from(home).join(".local/state"));
    let state = state.or_else(home).ok_or_else(|| {
        Failure::Failed("the demo cloud needs a place for its state: set HOME or XDG_STATE_HOME".into())
    })?;
    Ok(state.join("osc").join("demo.json"))
}

impl From<osc_fake::Error> for Failure {
    fn from(error: osc_fake::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
