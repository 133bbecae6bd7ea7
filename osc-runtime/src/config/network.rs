//! What `networks` says of the networks that a cloud has.

use super::keys::warn_of_unknown;
use super::node::{Map, Node};
use crate::error::Result;

/// A network that the cloud's users have, and what it is good for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own")]
#[non_exhaustive]
pub struct CloudNetwork {
    /// Its name, or its id.
    pub name: String,
    /// Whether it leads out of the cloud.
    pub routes_externally: bool,
    /// Whether it does so for IPv4; as [`routes_externally`](Self::routes_externally) unless said.
    pub routes_ipv4_externally: bool,
    /// Whether it does so for IPv6; as [`routes_externally`](Self::routes_externally) unless said.
    pub routes_ipv6_externally: bool,
    /// Whether floating addresses are taken from it.
    pub nat_source: bool,
    /// Whether servers are in it to which floating addresses lead.
    pub nat_destination: bool,
    /// Whether a server's address on it is the one to use.
    pub default_interface: bool,
}

const KEYS: &[&str] = &[
    "name",
    "routes_externally",
    "routes_ipv4_externally",
    "routes_ipv6_externally",
    "nat_source",
    "nat_destination",
    "default_interface",
];

impl CloudNetwork {
    /// A network that is good for nothing yet.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// What `external_network` means, which was once how the one of them was said.
    fn external(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            routes_externally: true,
            routes_ipv4_externally: true,
            routes_ipv6_externally: true,
            default_interface: true,
            ..Self::default()
        }
    }

    /// What `internal_network` means.
    fn internal(name: &str) -> Self {
        Self { name: name.to_owned(), nat_destination: true, ..Self::default() }
    }
}

/// Reads the networks of a cloud.
pub(super) fn networks(cloud: &Map) -> Result<Vec<CloudNetwork>> {
    let listed = cloud.said("networks");
    let mut networks = listed.map_or(Ok(Vec::new()), list)?;
    for (key, is_external) in [("external_network", true), ("internal_network", false)] {
        match (cloud.said(key), listed) {
            (Some(node), Some(_)) => {
                return Err(node.origin.problem("is said beside `networks`; say it as one of `networks`"));
            }
            (Some(node), None) if is_external => networks.push(CloudNetwork::external(node.text()?)),
            (Some(node), None) => networks.push(CloudNetwork::internal(node.text()?)),
            (None, _) => {}
        }
    }
    Ok(networks)
}

/// Only one network can be that of floating addresses' servers, and one the default.
fn list(node: &Node) -> Result<Vec<CloudNetwork>> {
    let entries = node.items()?;
    let networks = entries.iter().map(network).collect::<Result<Vec<_>>>()?;
    alone("nat_destination", entries, &networks, |network| network.nat_destination)?;
    alone("default_interface", entries, &networks, |network| network.default_interface)?;
    Ok(networks)
}

fn alone(key: &str, entries: &[Node], networks: &[CloudNetwork], is: fn(&CloudNetwork) -> bool) -> Result<()> {
    let mut those = entries.iter().zip(networks).filter(|(_, network)| is(network));
    let (Some((_, first)), Some((entry, second))) = (those.next(), those.next()) else { return Ok(()) };
    Err(entry.origin.problem(format_args!(
        "is `{key}`, and so is another: `{}` and `{}`; expected one at most",
        first.name, second.name
    )))
}

fn network(node: &Node) -> Result<CloudNetwork> {
    let Some(map) = node.map() else { return Err(node.unexpected("a network, with its `name`")) };
    warn_of_unknown(map, KEYS);
    let Some(name) = map.said("name") else {
        return Err(node.origin.problem("has no `name`; expected the network's name or id"));
    };
    let flag = |key: &str, otherwise: bool| map.said(key).map_or(Ok(otherwise), Node::flag);
    let externally = flag("routes_externally", false)?;
    Ok(CloudNetwork {
        name: name.text()?.to_owned(),
        routes_externally: externally,
        routes_ipv4_externally: flag("routes_ipv4_externally", externally)?,
        routes_ipv6_externally: flag("routes_ipv6_externally", externally)?,
        nat_source: flag("nat_source", false)?,
        nat_destination: flag("nat_destination", false)?,
        default_interface: flag("default_interface", false)?,
    })
}
