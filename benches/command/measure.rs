//! A command, run some times, and what it has spent.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use nix::sys::resource::{Usage, UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use osc_benches::{Role, id};

use crate::server::Server;
use crate::{Failure, Scenario, Token};

/// What one run has spent of the CPU, in user and system mode.
pub(crate) struct Cost(pub(crate) Duration);

/// What all runs of a command have spent.
pub(crate) struct Measured {
    pub(crate) costs: Vec<Cost>,
    /// The most memory that any of them had, in MiB.
    pub(crate) peak: f64,
    /// How many requests each sent.
    pub(crate) requests: usize,
    /// How many networks each printed.
    pub(crate) rows: usize,
}

/// Has the scenario of this `index` measured in a process of its own, whose `folder` is the home of the command.
pub(crate) fn run(
    index: usize,
    osc: &str,
    folder: &Path,
    runs: usize,
    server: &mut Server,
) -> Result<Measured, Failure> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["measure", &runs.to_string(), &index.to_string(), osc]).arg(folder);
    command.env_clear().env("HOME", folder).envs(server.variables.iter().map(|(name, value)| (name, value)));
    let mut role = Role::of(&mut command)?;
    // The first run is for the caches, the token's among them.
    role.hear()?;
    server.requests()?;
    role.go()?;
    let costs = (0..runs).map(|_| Ok(Cost(Duration::from_micros(role.hear()?.parse()?))));
    let costs = costs.collect::<Result<_, Failure>>()?;
    let (kibibytes, rows): (f64, usize) = (role.hear()?.parse()?, role.hear()?.parse()?);
    let requests = server.requests()?;
    if requests % runs != 0 {
        return Err(format!("{requests} requests in {runs} runs").into());
    }
    Ok(Measured { costs, peak: kibibytes / 1024.0, requests: requests / runs, rows })
}

/// Runs the command of `scenario` in a process that has little memory of its own, and tells what it has spent.
pub(crate) fn tell(scenario: &Scenario, osc: &str, folder: &Path, runs: usize) -> Result<(), Failure> {
    once(scenario, osc, folder)?;
    println!("ready");
    std::io::stdin().read_line(&mut String::new())?;
    let mut rows = 0;
    for _ in 0..runs {
        let before = spent(&children()?);
        rows = once(scenario, osc, folder)?;
        println!("{}", spent(&children()?) - before);
    }
    println!("{}\n{rows}", children()?.max_rss());
    Ok(())
}

/// Runs it once; how many networks it has printed.
fn once(scenario: &Scenario, osc: &str, folder: &Path) -> Result<usize, Failure> {
    if scenario.token == Token::None {
        // There is none in the beginning.
        let _ = fs::remove_dir_all(folder.join(".cache"));
    }
    let path = folder.join("output");
    let status = Command::new(osc).args(scenario.words).stdout(fs::File::create(&path)?).status()?;
    if !status.success() {
        return Err(format!("{}: {status}", scenario.name).into());
    }
    // Ids differ in their beginnings.
    let end = id(0).trim_start_matches('0').to_owned();
    Ok(fs::read_to_string(path)?.matches(&end).count())
}

fn children() -> Result<Usage, Failure> {
    Ok(getrusage(UsageWho::RUSAGE_CHILDREN)?)
}

/// In microseconds.
fn spent(usage: &Usage) -> i64 {
    (usage.user_time() + usage.system_time()).num_microseconds()
}
