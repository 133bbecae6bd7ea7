//! What a command costs, as a process, from its start to its end: `benches/command/run`, which builds `osc` first, or
//! `cargo bench -p osc-benches --bench command -- target/release/osc`.
//!
//! Each command is run some thirty times against the embedded cloud (`server`), which is a process of its own, by a process that is
//! small (`measure`), since a process counts the memory of who starts it as its own until it runs its program. The CPU time, in
//! user and in system mode, is what the kernel has accounted to ended children: exact, and not blurred by what else the machine
//! does as the time on the wall is. The table is Markdown, for `docs/performance.md`. Unix only.
//!
//! `-- target/release/osc 101` makes that many runs of each.

mod measure;
mod server;

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use measure::{Cost, Measured};
use server::Server;

/// Whatever goes wrong: there is nobody to act on it but the reader.
type Failure = Box<dyn Error + Send + Sync>;

/// A command, and what is promised of it.
struct Scenario {
    name: &'static str,
    words: &'static [&'static str],
    /// How many networks there are.
    networks: usize,
    token: Token,
    /// In milliseconds.
    cpu: f64,
    /// In MiB.
    peak: Option<f64>,
    requests: Option<usize>,
}

/// Whether an earlier process has left a token.
#[derive(Clone, Copy, PartialEq)]
enum Token {
    Kept,
    None,
}

const RUNS: usize = 31;

const SCENARIOS: [Scenario; 7] = {
    const LIST: &[&str] = &["network", "list"];
    const JSON: &[&str] = &["network", "list", "-f", "json"];

    const fn of(name: &'static str, words: &'static [&'static str], networks: usize, cpu: f64) -> Scenario {
        Scenario { name, words, networks, token: Token::Kept, cpu, peak: None, requests: None }
    }

    [
        Scenario { peak: Some(8.0), requests: Some(0), ..of("`osc --version`", &["--version"], 10, 4.0) },
        Scenario { requests: Some(0), ..of("`osc network list --help`", &["network", "list", "--help"], 10, 8.0) },
        Scenario { requests: Some(1), ..of("`osc network list`, a token kept", LIST, 10, 8.0) },
        Scenario { requests: Some(2), token: Token::None, ..of("`osc network list`, no token", LIST, 10, 8.0) },
        Scenario { requests: Some(1), ..of("`osc network list -f json`", JSON, 10, 8.0) },
        Scenario { peak: Some(40.0), ..of("`osc network list`", LIST, 10_000, 60.0) },
        Scenario { peak: Some(40.0), ..of("`osc network list -f json`", JSON, 10_000, 70.0) },
    ]
};

fn main() -> Result<(), Failure> {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["serve", networks] => server::serve(networks.parse()?),
        ["measure", runs, scenario, osc, folder] => {
            let scenario = SCENARIOS.get(scenario.parse::<usize>()?).ok_or("no such scenario")?;
            measure::tell(scenario, osc, Path::new(folder), runs.parse()?)
        }
        [osc] => all(osc, RUNS),
        [osc, runs] => all(osc, runs.parse()?),
        _ => Err("expected the path of a release build of `osc`".into()),
    }
}

/// Runs the scenarios, and tells what came of them.
fn all(osc: &str, runs: usize) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    println!("| command | networks | CPU | target | peak memory | target | requests | target | rows |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut server: Option<Server> = None;
    for (index, scenario) in SCENARIOS.iter().enumerate() {
        let server = match &mut server {
            Some(server) if server.networks == scenario.networks => server,
            other => other.insert(Server::start(scenario.networks)?),
        };
        let measured = measure::run(index, osc, folder.path(), runs, server)?;
        println!("{}", row(scenario, &measured));
    }
    Ok(())
}

fn row(scenario: &Scenario, measured: &Measured) -> String {
    let mut costs: Vec<Duration> = measured.costs.iter().map(|Cost(cpu)| *cpu).collect();
    costs.sort_unstable();
    let median = costs.get(costs.len() / 2).copied().unwrap_or_default();
    let said = |text: Option<String>| text.unwrap_or_else(|| "-".into());
    format!(
        "| {} | {} | {:.1} ms | {:.0} ms | {:.1} MiB | {} | {} | {} | {} |",
        scenario.name,
        scenario.networks,
        median.as_secs_f64() * 1e3,
        scenario.cpu,
        measured.peak,
        said(scenario.peak.map(|peak| format!("{peak:.0} MiB"))),
        measured.requests,
        said(scenario.requests.map(|requests| requests.to_string())),
        measured.rows,
    )
}
