//! The command line over declared resources.
//!
//! All of it is built at run time from [`Schema`]s, so that a further resource is a further command; no resource is
//! known by name, but for those that `network topology` draws. A downstream crate makes an `osc` of its own, which has its
//! resources beside OpenStack's:
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use osc_cli::Osc;
//! use osc_runtime::Resource;
//!
//! /// A rating module.
//! #[derive(Debug, Clone, Default, Resource)]
//! #[resource(base_path = "/rating/modules", service = "rating", cli = "rating module")]
//! pub struct Module {
//!     /// Its name, which is its id.
//!     #[resource(id)]
//!     pub module_id: String,
//! }
//!
//! fn main() -> ExitCode {
//!     Osc::new().resources([Module::SCHEMA]).run(std::env::args_os())
//! }
//! ```
//!
//! Data flows one way: `command` finds the command that the words name and builds its options (`arguments`),
//! `operation` asks the cloud that `cloud` chooses, `output` prints what comes back. `topology` is a command by
//! itself, which draws.

mod api;
mod arguments;
mod cloud;
mod command;
mod completion;
mod declaration;
mod demo;
mod failure;
mod man;
mod manifest;
mod operation;
mod output;
mod prose;
mod sign_in;
mod topology;
mod verbose;
mod wire;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ArgMatches;
use osc_runtime::Service;
use osc_runtime::schema::Schema;

use cloud::{Known, Lazy};
use command::own::Does;
use command::{Invocation, Leaf, Tree};
use failure::Failure;
use operation::{Call, variant};
use output::{Options, Output, watch};
use wire::Wire;

/// The command line, over some resources.
#[derive(Clone, Debug)]
#[must_use = "a command line does nothing until it is run"]
pub struct Osc {
    resources: Vec<&'static Schema>,
    services: Vec<Service>,
}

impl Default for Osc {
    fn default() -> Self {
        Self { resources: osc_services::resources(), services: Vec::new() }
    }
}

impl Osc {
    /// The command line over OpenStack's own resources.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds resources. Of those that share a noun, the first has it.
    pub fn resources(mut self, resources: impl IntoIterator<Item = &'static Schema>) -> Self {
        self.resources.extend(resources);
        self
    }

    /// Registers a service that OpenStack has not, with its aliases and versions. One that the catalog has under the type that the
    /// resources name needs none.
    pub fn service(mut self, service: Service) -> Self {
        self.services.push(service);
        self
    }

    /// Runs the command that `arguments` (the program's name first) give.
    ///
    /// Prints to the standard output what it finds, to the standard error what went wrong. The exit code is 0, 1 where
    /// the cloud or the connection fails, 2 where the command line is wrong.
    pub fn run(self, arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
        let arguments: Vec<OsString> = arguments.into_iter().collect();
        let declared = declaration::load(&self.resources);
        if let Some(question) = completion::question(&arguments) {
            let known = Known { resources: &declared.resources, services: &self.services };
            return completion::answer(question, known);
        }
        if declared.tell(&arguments).is_err() {
            return ExitCode::FAILURE;
        }
        let resources = &declared.resources;
        let tree = Tree::new(resources);
        let mut invocation = match tree.parse(&arguments) {
            Ok(invocation) => invocation,
            Err(error) => return usage(&error),
        };
        if invocation.matches.get_flag("verbose") {
            verbose::start();
        }
        match execute(&invocation, resources, self.services) {
            Ok(()) | Err(Failure::Closed) => ExitCode::SUCCESS,
            Err(Failure::Reported) => ExitCode::FAILURE,
            Err(Failure::Failed(text)) => {
                failure::report(&text);
                ExitCode::FAILURE
            }
            Err(Failure::Usage(text)) => {
                usage(&invocation.command.error(clap::error::ErrorKind::ValueValidation, text))
            }
        }
    }
}

fn execute(invocation: &Invocation, resources: &[&'static Schema], services: Vec<Service>) -> Result<(), Failure> {
    let matches = &invocation.matches;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let wire = Wire::new(matches, resources);
        let cloud = Lazy::new(wire.clone(), services);
        let (result, below) = match &invocation.action {
            Leaf::Own(own) => (do_own(own.does, &cloud, matches, resources).await, Options::csv()),
            Leaf::Operate(schema, verb) => {
                let options = Options::read(matches)?;
                let call = Call { schema, matches, cloud: &cloud, resources };
                (print(&options, matches, &wire, async || verb.run(&call).await).await, options.below())
            }
            Leaf::Vary(schemas, verb) => {
                let Some(schema) = schemas.first() else { return Ok(()) };
                let options = Options::read(matches)?;
                let call = Call { schema, matches, cloud: &cloud, resources };
                let run = async || variant::run(schemas, *verb, &call).await;
                (print(&options, matches, &wire, run).await, options.below())
            }
        };
        // A request that failed has taken its time too.
        let timed = wire.timing().map_or(Ok(()), |timing| timing.print_below(&below));
        result.and(timed)
    })
}

/// Prints what `run` comes to, again and again where that is wanted.
async fn print(
    options: &Options,
    matches: &ArgMatches,
    wire: &Wire,
    run: impl AsyncFn() -> Result<Output, Failure>,
) -> Result<(), Failure> {
    if let Some(interval) = watch::interval(matches) {
        return watch::repeat(interval, options, run).await;
    }
    let output = run().await?;
    // What was kept back has come to nothing.
    if wire.has_withheld() { Ok(()) } else { output.print(options) }
}

/// What no resource has.
async fn do_own(does: Does, cloud: &Lazy, matches: &ArgMatches, resources: &[&'static Schema]) -> Result<(), Failure> {
    match does {
        Does::ServeDemo => demo::serve(resources, matches).await,
        Does::Describe => manifest::print(resources, matches),
        Does::Ask => api::run(cloud, matches, resources).await,
        Does::Complete => completion::print(matches),
        Does::Document => man::run(resources, matches),
        Does::DrawTopology => topology::run(&cloud.get(matches, resources).await?.connection, matches).await,
    }
}

/// Prints help or a usage error, to where it belongs.
fn usage(error: &clap::Error) -> ExitCode {
    // Nobody is left to be told where the terminal is gone.
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}
