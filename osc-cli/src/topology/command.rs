//! The command: its options, and what it asks the cloud for.

use std::io::{self, Write as _};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use osc_runtime::request::List;
use osc_runtime::{Connection, Error, ErrorKind, Resource};
use osc_services::compute::Server;
use osc_services::network::{FloatingIp, Network, Port, Router, Subnet};

use super::build::Lists;
use super::graph::Graph;
use super::{json, mermaid, svg, tree};
use crate::failure::{self, Failure};
use crate::output::has_color;

/// What `osc --help` says of it.
pub(crate) const ABOUT: &str = "Draw what is connected to what";

const NETWORK: &[&str] =
    &["id", "name", "status", "admin_state_up", "shared", "router:external", "project_id", "tenant_id"];
const SUBNET: &[&str] = &["id", "name", "network_id", "cidr", "ip_version", "gateway_ip"];
const ROUTER: &[&str] = &["id", "name", "status", "admin_state_up", "external_gateway_info"];
const PORT: &[&str] =
    &["id", "name", "status", "admin_state_up", "network_id", "fixed_ips", "device_id", "device_owner"];
const FLOATING_IP: &[&str] =
    &["id", "floating_ip_address", "fixed_ip_address", "port_id", "floating_network_id", "port_forwardings"];

/// `osc network topology`.
pub(crate) fn command() -> Command {
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    Command::new("topology")
        .about(ABOUT)
        .long_about(
            "Draw what is connected to what: external networks, the routers below them, and the networks, subnets, servers \
             and other ports behind these.",
        )
        .after_help("Options that choose the cloud: see `osc --help`.")
        .arg(Arg::new("network").value_name("network").help("Draw only what is connected with this network, by name or id"))
        .arg(flag("all-projects").help("Draw what belongs to any project, as far as the cloud shows it"))
        .arg(flag("ascii").help("Draw the tree with ASCII alone"))
        .arg(
            Arg::new("max-ports")
                .long("max-ports")
                .value_name("N")
                .default_value("20")
                .value_parser(clap::value_parser!(usize))
                .help("How much to list of what is on a network; the rest is counted"),
        )
}

/// The options of all commands that say how to print, as far as they say something of a drawing.
pub(crate) fn printing(root: Command) -> Command {
    root.mut_args(|argument| match argument.get_id().as_str() {
        "format" => argument
            .value_parser(PossibleValuesParser::new(["tree", "svg", "mermaid", "json"]))
            .help("How to draw it; a tree unless said"),
        "color" => argument.help_heading("Output"),
        _ if argument.get_help_heading().is_some_and(|heading| heading.starts_with("Output")) => argument.hide(true),
        _ => argument,
    })
}

/// Draws it, on the standard output.
pub(crate) async fn run(connection: &Connection, matches: &ArgMatches) -> Result<(), Failure> {
    let text = text(connection, matches, has_color(matches)).await?;
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// The drawing.
pub(super) async fn text(connection: &Connection, matches: &ArgMatches, is_coloured: bool) -> Result<String, Failure> {
    let is_everywhere = matches.get_flag("all-projects");
    let project = if is_everywhere { None } else { connection.project_id().await? };
    let graph = lists(connection, project.as_deref()).await?.graph();
    let graph = match (matches.get_one::<String>("network"), &project) {
        (Some(name_or_id), project) => {
            let network = one(&graph, name_or_id, project.as_deref())?;
            graph.around(network)
        }
        (None, Some(project)) => graph.of_project(project),
        (None, None) => graph,
    };
    let most = matches.get_one::<usize>("max-ports").copied().unwrap_or_default();
    Ok(match matches.get_one::<String>("format").map(String::as_str) {
        Some("svg") => svg::draw(&graph, most),
        Some("mermaid") => mermaid::draw(&graph, most),
        Some("json") => format!("{:#}\n", json::value(&graph)),
        _ => tree::draw(&graph, tree::Style { is_ascii: matches.get_flag("ascii"), is_coloured, most }),
    })
}

/// What the cloud has: of a project, and of others what it may use; or all of it.
async fn lists(connection: &Connection, project: Option<&str>) -> Result<Lists, Failure> {
    let (networks, subnets, routers, ports, floating_ips, servers) = tokio::try_join!(
        list::<Network>(connection, NETWORK, None),
        list::<Subnet>(connection, SUBNET, None),
        extension(list::<Router>(connection, ROUTER, project)),
        list::<Port>(connection, PORT, project),
        extension(list::<FloatingIp>(connection, FLOATING_IP, project)),
        servers(connection, project.is_none()),
    )?;
    Ok(Lists { networks, subnets, routers, ports, floating_ips, servers })
}

/// All items of a kind, or those of a project, with just the fields that are drawn.
async fn list<T: Resource>(connection: &Connection, fields: &[&str], project: Option<&str>) -> Result<Vec<T>, Error> {
    let list = fields.iter().fold(List::<T>::of(connection, []), |list, field| list.query("fields", *field));
    match project {
        Some(project) => list.query("project_id", project).await,
        None => list.await,
    }
}

/// What a cloud without the extension for it has none of.
async fn extension<T>(list: impl Future<Output = Result<Vec<T>, Error>>) -> Result<Vec<T>, Error> {
    match list.await {
        Err(error) if error.is_not_found() => Ok(Vec::new()),
        result => result,
    }
}

/// The servers, for their names and states. Without them, their ports tell of them.
pub(super) async fn servers(connection: &Connection, is_everywhere: bool) -> Result<Vec<Server>, Error> {
    let own = || Server::list(connection);
    let result = if is_everywhere {
        match own().all_tenants(true).await {
            Err(error) if error.kind() == ErrorKind::Forbidden => own().await,
            result => result,
        }
    } else {
        own().await
    };
    result.or_else(|error| {
        match error.kind() {
            ErrorKind::Catalog | ErrorKind::Forbidden | ErrorKind::NotFound | ErrorKind::Unauthorized => {}
            _ => failure::report(&format!("the names of servers are not known: {error}")),
        }
        Ok(Vec::new())
    })
}

/// The one network of a name or id; of several, the project's own.
fn one(graph: &Graph, name_or_id: &str, project: Option<&str>) -> Result<usize, Failure> {
    let named = graph.named(name_or_id);
    let is_own =
        |place: &usize| graph.networks.get(*place).is_some_and(|network| Some(network.project_id.as_str()) == project);
    let own: Vec<usize> = named.iter().copied().filter(is_own).collect();
    match (named.as_slice(), own.as_slice()) {
        ([place], _) | (_, [place]) => Ok(*place),
        ([], _) => {
            Err(Failure::Failed(format!("no network has the name or id `{name_or_id}`; see `osc network list`")))
        }
        (several, _) => {
            let ids = several.iter().filter_map(|place| graph.networks.get(*place)).map(|network| network.id.as_str());
            let ids = ids.collect::<Vec<_>>().join(", ");
            let count = several.len();
            Err(Failure::Failed(format!(
                "{count} networks have the name `{name_or_id}`: {ids}; use the id of the one you mean"
            )))
        }
    }
}
