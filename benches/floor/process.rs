//! Processes to measure, and the one that they talk to.
//!
//! A client says when its runtime stands and when it is done, and waits for a line each time. Meanwhile all of its threads
//! sleep, so that what the kernel has accounted for each of them is exact: nanoseconds on a CPU, in user and in system
//! mode (`/proc/PID/task/*/schedstat`; the ticks of `/proc/PID/stat` are ten milliseconds long).

use std::fs;
use std::io::BufRead;
use std::time::{Duration, Instant};

use osc_benches::Role;

use crate::Failure;

/// What a client's process has spent.
pub(crate) struct Cost {
    /// In user and system mode.
    pub(crate) cpu: Duration,
    pub(crate) wall: Duration,
    /// The most memory that it had, in bytes.
    pub(crate) peak: usize,
    /// How many connections the server has accepted.
    pub(crate) connections: usize,
    /// How many requests it has answered.
    pub(crate) requests: usize,
}

/// The server's process.
pub(crate) struct Server {
    role: Role,
    origin: String,
}

impl Server {
    pub(crate) fn start(networks: usize, items: usize) -> Result<Self, Failure> {
        let mut role = Role::start(&["serve", &networks.to_string(), &items.to_string()])?;
        let origin = role.hear()?;
        Ok(Self { role, origin })
    }

    /// How many connections and requests there were since it was last asked.
    fn counts(&mut self) -> Result<(usize, usize), Failure> {
        let counts = self.role.ask()?;
        let (connections, requests) = counts.split_once(' ').ok_or("no counts")?;
        Ok((connections.parse()?, requests.parse()?))
    }
}

/// Has a `side` do the scenario of this `index`.
pub(crate) fn run(side: &str, index: usize, server: &mut Server) -> Result<Cost, Failure> {
    let mut client = Role::start(&[side, &index.to_string(), &server.origin])?;
    client.hear()?;
    let before = cpu(&client)?;
    let wall = client.ask()?;
    let cpu = cpu(&client)?.saturating_sub(before);
    let peak = peak(&client)?;
    client.go()?;
    let (connections, requests) = server.counts()?;
    Ok(Cost { cpu, wall: Duration::from_nanos(wall.parse()?), peak, connections, requests })
}

/// Does the work as soon as it is told to, tells how long it took, and stays until it has been looked at.
pub(crate) fn measured(work: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    println!("ready");
    wait()?;
    let begin = Instant::now();
    work()?;
    println!("{}", begin.elapsed().as_nanos());
    wait()
}

fn wait() -> Result<(), Failure> {
    std::io::stdin().lock().read_line(&mut String::new())?;
    Ok(())
}

/// The time that its threads have been on a CPU.
fn cpu(client: &Role) -> Result<Duration, Failure> {
    let mut nanoseconds = 0;
    for task in fs::read_dir(format!("/proc/{}/task", client.id()))? {
        let text = fs::read_to_string(task?.path().join("schedstat"))?;
        nanoseconds += text.split(' ').next().unwrap_or_default().parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanoseconds))
}

fn peak(client: &Role) -> Result<usize, Failure> {
    let status = fs::read_to_string(format!("/proc/{}/status", client.id()))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<usize>()? * 1024)
}
