//! The cloud that commands talk to: the embedded one, with all services and as many networks as are asked for.

use std::io::BufRead;

use osc_benches::{Role, network};
use osc_fake::Cloud;

use crate::Failure;

/// Serves networks until standard input ends; tells the variables of its clients on standard output, and for each line that it
/// reads, how many requests have come since the line before.
pub(crate) fn serve(networks: usize) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut builder = Cloud::builder().resources(osc_services::resources());
        for index in 0..networks {
            builder = builder.seed("network", "/networks", serde_json::from_str(&network(index))?);
        }
        let cloud = builder.start().await?;
        let variables = cloud.environment().into_iter().map(|(name, value)| format!("{name}={value}"));
        println!("{}", variables.collect::<Vec<_>>().join("\t"));
        std::thread::spawn(move || tell(&cloud));
        std::future::pending().await
    })
}

/// Tells the counts when asked for them.
fn tell(cloud: &Cloud) {
    let mut told = 0;
    for _ in std::io::stdin().lock().lines() {
        let counted = cloud.counted();
        println!("{}", counted - told);
        told = counted;
    }
    std::process::exit(0);
}

/// The server's process.
pub(crate) struct Server {
    role: Role,
    pub(crate) networks: usize,
    /// By which a client finds it.
    pub(crate) variables: Vec<(String, String)>,
}

impl Server {
    pub(crate) fn start(networks: usize) -> Result<Self, Failure> {
        let mut role = Role::start(&["serve", &networks.to_string()])?;
        let line = role.hear()?;
        let pairs = line.split('\t').filter_map(|pair| pair.split_once('='));
        let variables = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Ok(Self { role, networks, variables })
    }

    /// How many requests there were since it was last asked.
    pub(crate) fn requests(&mut self) -> Result<usize, Failure> {
        Ok(self.role.ask()?.parse()?)
    }
}
