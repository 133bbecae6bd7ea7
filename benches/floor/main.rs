//! What this project costs over bare HTTP and JSON: `cargo bench -p osc-benches --bench floor`.
//!
//! Each scenario is run by turns by a process of this project's and one of the floor's (`bare`: reqwest, and serde's
//! derive), against a server of ready answers (`server`) that is a process of its own. What is compared is the CPU time of
//! the client's process, as the kernel accounts it from when its runtime stands (`process`), so that neither the server nor
//! the start of a program blurs it. The tables are Markdown, for `docs/performance.md`. Linux only.
//!
//! `-- 31` makes that many pairs of each scenario instead of the default, `-- get` those whose name has the word.

mod bare;
mod ours;
mod process;
mod server;

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use osc_benches::{Network, id};

use bare::Bare;
use ours::Ours;
use process::{Cost, Server};

/// Whatever goes wrong: there is nobody to act on it but the reader.
type Failure = Box<dyn Error + Send + Sync>;

/// A client, under measurement.
trait Side: Clone + Send + Sync + 'static {
    /// Signs in.
    fn connect(origin: &str) -> impl Future<Output = Result<Self, Failure>> + Send;
    /// Lists all networks, in pages of [`server::PAGE`] or in one; how many there are.
    fn list(&self, paged: bool) -> impl Future<Output = Result<usize, Failure>> + Send;
    /// Gets one network.
    fn get(&self, id: &str) -> impl Future<Output = Result<Network, Failure>> + Send;
}

/// What is done and how.
struct Scenario {
    name: &'static str,
    work: Work,
    runtime: Runtime,
    /// What is promised, as a multiple of the floor's CPU time.
    target: f64,
    /// How many times each side does it, unless said otherwise.
    pairs: usize,
}

#[derive(Clone, Copy)]
enum Work {
    List {
        networks: usize,
        paged: bool,
    },
    Get {
        networks: usize,
        at_once: usize,
    },
    /// Of our side alone, for its memory.
    Stream {
        items: usize,
    },
    /// Likewise: four columns of all networks.
    Table {
        networks: usize,
    },
}

#[derive(Clone, Copy)]
enum Runtime {
    /// All tasks in one thread.
    Current,
    /// Two threads of workers.
    Multi,
}

const SCENARIOS: [Scenario; 10] = {
    use Runtime::{Current, Multi};
    use Work::{Get, List, Stream, Table};

    const fn of(name: &'static str, work: Work, runtime: Runtime, pairs: usize) -> Scenario {
        let target = if matches!(work, Get { .. }) { 1.10 } else { 1.05 };
        Scenario { name, work, runtime, target, pairs }
    }

    [
        of("list 10,000 in one page", List { networks: 10_000, paged: false }, Current, 31),
        of("list 10,000 in pages", List { networks: 10_000, paged: true }, Current, 31),
        of("list 100,000 in one page", List { networks: 100_000, paged: false }, Current, 11),
        of("list 100,000 in pages", List { networks: 100_000, paged: true }, Current, 11),
        of("get 1,000 in sequence", Get { networks: 1_000, at_once: 1 }, Current, 31),
        of("get 1,000, 32 at a time", Get { networks: 1_000, at_once: 32 }, Current, 31),
        of("get 1,000, 32 at a time", Get { networks: 1_000, at_once: 32 }, Multi, 31),
        of("get 10,000, 32 at a time", Get { networks: 10_000, at_once: 32 }, Multi, 11),
        of("stream 1,000,000 items", Stream { items: 1_000_000 }, Current, 1),
        of("table of 10,000 networks", Table { networks: 10_000 }, Current, 1),
    ]
};

fn main() -> Result<(), Failure> {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["serve", networks, items] => server::serve(networks.parse()?, items.parse()?),
        ["ours", scenario, origin] => client::<Ours>(scenario, origin),
        ["bare", scenario, origin] => client::<Bare>(scenario, origin),
        _ => compare(&words),
    }
}

/// Does a scenario as one of the sides: what a process under measurement is for.
fn client<S: Side>(scenario: &str, origin: &str) -> Result<(), Failure> {
    let Scenario { work, runtime, .. } = SCENARIOS.get(scenario.parse::<usize>()?).ok_or("no such scenario")?;
    let mut builder = match runtime {
        Runtime::Current => tokio::runtime::Builder::new_current_thread(),
        Runtime::Multi => tokio::runtime::Builder::new_multi_thread(),
    };
    let runtime = builder.worker_threads(2).enable_all().build()?;
    process::measured(|| runtime.block_on(work_on::<S>(*work, origin)))
}

async fn work_on<S: Side>(work: Work, origin: &str) -> Result<(), Failure> {
    let (done, wanted) = match work {
        Work::List { networks, paged } => (S::connect(origin).await?.list(paged).await?, networks),
        Work::Get { networks, at_once } => (get(&S::connect(origin).await?, networks, at_once).await?, networks),
        Work::Stream { items } => (Ours::connect(origin).await?.stream().await?, items),
        Work::Table { networks } => (Ours::connect(origin).await?.table().await?, networks),
    };
    if done == wanted { Ok(()) } else { Err(format!("{done} instead of {wanted}").into()) }
}

/// Gets `networks` networks by `at_once` tasks, each of which takes another one when it has one.
async fn get<S: Side>(side: &S, networks: usize, at_once: usize) -> Result<usize, Failure> {
    let ids: Arc<[String]> = (0..networks).map(id).collect();
    let next = Arc::new(AtomicUsize::new(0));
    let task = || {
        let (side, ids, next) = (side.clone(), Arc::clone(&ids), Arc::clone(&next));
        async move {
            let mut got = 0;
            while let Some(id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
                got += usize::from(!side.get(id).await?.id.is_empty());
            }
            Ok::<_, Failure>(got)
        }
    };
    let tasks: Vec<_> = (0..at_once).map(|_| tokio::spawn(task())).collect();
    let mut got = 0;
    for task in tasks {
        got += task.await??;
    }
    Ok(got)
}

/// Runs the scenarios, and tells what came of them.
fn compare(words: &[&str]) -> Result<(), Failure> {
    let pairs = words.iter().find_map(|word| word.parse().ok());
    let wanted: Vec<_> = words.iter().filter(|word| word.parse::<usize>().is_err()).collect();
    let chosen = SCENARIOS.iter().enumerate();
    let chosen = chosen.filter(|(_, scenario)| wanted.iter().all(|word| scenario.name.contains(**word)));
    println!(
        "| scenario | runtime | ours, CPU | floor, CPU | ratio | target | ours, wall | floor, wall | connections | requests |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut memory = Vec::new();
    for (index, scenario) in chosen {
        let (networks, items) = match scenario.work {
            Work::List { networks, .. } | Work::Table { networks } => (networks, 0),
            Work::Get { .. } => (server::PAGE, 0),
            Work::Stream { items } => (0, items),
        };
        let mut server = Server::start(networks, items)?;
        if let Work::Stream { .. } | Work::Table { .. } = scenario.work {
            let cost = process::run("ours", index, &mut server)?;
            memory.push(format!("| {} | {:.1} MB | 30 MB | {} |", scenario.name, megabytes(&cost), cost.requests));
            continue;
        }
        // Once each for the caches.
        process::run("ours", index, &mut server)?;
        process::run("bare", index, &mut server)?;
        let mut costs = Vec::new();
        for _ in 0..pairs.unwrap_or(scenario.pairs) {
            costs.push((process::run("ours", index, &mut server)?, process::run("bare", index, &mut server)?));
        }
        println!("{}", row(scenario, &costs));
    }
    if !memory.is_empty() {
        println!("\n| scenario | ours, most memory | target | requests |\n| --- | --- | --- | --- |");
        println!("{}", memory.join("\n"));
    }
    Ok(())
}

fn row(scenario: &Scenario, costs: &[(Cost, Cost)]) -> String {
    let ours = |of: &dyn Fn(&Cost) -> f64| median(costs.iter().map(|(ours, _)| of(ours)));
    let bare = |of: &dyn Fn(&Cost) -> f64| median(costs.iter().map(|(_, bare)| of(bare)));
    let (cpu, wall) = (|cost: &Cost| milliseconds(cost.cpu), |cost: &Cost| milliseconds(cost.wall));
    // Of each pair, whose two sides ran one after the other on a machine that others use as well.
    let ratio = median(costs.iter().map(|(ours, bare)| ours.cpu.as_secs_f64() / bare.cpu.as_secs_f64()));
    let both = |of: &dyn Fn(&Cost) -> usize| {
        let (ours, bare) =
            (range(costs.iter().map(|(ours, _)| of(ours))), range(costs.iter().map(|(_, bare)| of(bare))));
        if ours == bare { ours } else { format!("{ours}; floor {bare}") }
    };
    let runtime = match scenario.runtime {
        Runtime::Current => "one thread",
        Runtime::Multi => "two workers",
    };
    format!(
        "| {} | {runtime} | {:.1} ms | {:.1} ms | {ratio:.3} | {:.2} | {:.1} ms | {:.1} ms | {} | {} |",
        scenario.name,
        ours(&cpu),
        bare(&cpu),
        scenario.target,
        ours(&wall),
        bare(&wall),
        both(&|cost| cost.connections),
        both(&|cost| cost.requests),
    )
}

/// The least and the most, or the one that all are.
fn range(numbers: impl Iterator<Item = usize> + Clone) -> String {
    let (least, most) = (numbers.clone().min().unwrap_or_default(), numbers.max().unwrap_or_default());
    if least == most { most.to_string() } else { format!("{least} to {most}") }
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<_> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

#[expect(clippy::cast_precision_loss, reason = "no process is that large")]
fn megabytes(cost: &Cost) -> f64 {
    cost.peak as f64 / 1e6
}
