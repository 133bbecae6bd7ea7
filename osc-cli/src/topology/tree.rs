//! A tree for the terminal: external networks, the routers below them, and what is behind these.
//!
//! A network or router is drawn once, at the first place that leads to it; elsewhere a line says that it is there.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Color, Effects};

use super::graph::{Device, Graph, Kind, Link, Network, State};
use super::pick::Counts;
use crate::prose::harmless;

/// How many networks are drawn within each other; what is deeper starts at the margin.
const DEEPEST: usize = 12;

/// How it is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    pub(super) is_ascii: bool,
    pub(super) is_coloured: bool,
    /// How many of what is on a network are listed; the rest is counted.
    pub(super) most: usize,
}

/// The tree, a line each.
pub(super) fn draw(graph: &Graph, style: Style) -> String {
    let mut tree = Tree { graph, style, drawn: vec![false; graph.networks.len()], text: String::new() };
    for (place, network) in graph.networks.iter().enumerate() {
        if !tree.is_drawn(place) {
            let head = tree.network(network, "");
            tree.line("", &head);
            tree.below_network("", place, None, 0);
        }
    }
    for line in tree.listed(graph.orphans().map(|device| (device, None))) {
        tree.line("", &line);
    }
    let summary = tree.summary();
    tree.line("", &summary);
    tree.text
}

struct Tree<'a> {
    graph: &'a Graph,
    style: Style,
    drawn: Vec<bool>,
    text: String,
}

/// What can be below a network.
enum Item<'a> {
    Line(String),
    Router(&'a Device, &'a Link),
}

impl<'a> Tree<'a> {
    /// Draws what is on a network that was reached by a router, or by none.
    fn below_network(&mut self, indent: &str, place: usize, by: Option<&Device>, depth: usize) {
        if let Some(drawn) = self.drawn.get_mut(place) {
            *drawn = true;
        }
        let items = self.items(place, by);
        let count = items.len();
        for (nth, item) in items.into_iter().enumerate() {
            let (branch, within) = self.branch(indent, nth + 1 == count);
            match item {
                Item::Line(line) => self.line(&branch, &line),
                Item::Router(router, link) => {
                    let head = self.device(router, Some(link));
                    self.line(&branch, &head);
                    self.below_router(&within, router, place, depth);
                }
            }
        }
    }

    /// Draws the networks of a router, but for the one that it is drawn below.
    fn below_router(&mut self, indent: &str, router: &'a Device, home: usize, depth: usize) {
        let links: Vec<&Link> = router.links.iter().filter(|link| link.network != home).collect();
        for (nth, link) in links.iter().enumerate() {
            let (branch, within) = self.branch(indent, nth + 1 == links.len());
            let Some(network) = self.graph.networks.get(link.network) else { continue };
            let head = self.network(network, &link.shown(self.arrow()));
            if self.is_drawn(link.network) {
                let line = format!("{head}  {}", self.dim("see above"));
                self.line(&branch, &line);
            } else if network.is_external || depth >= DEEPEST {
                let line = format!("{head}  {}", self.dim("see below"));
                self.line(&branch, &line);
            } else {
                self.line(&branch, &head);
                self.below_network(&within, link.network, Some(router), depth + 1);
            }
        }
    }

    fn items(&self, place: usize, by: Option<&Device>) -> Vec<Item<'a>> {
        let graph = self.graph;
        let Some(network) = graph.networks.get(place) else { return Vec::new() };
        let mut lines = self.subnets(network);
        let others = graph.on(place).filter(|(device, _)| !device.is_router());
        lines.extend(self.listed(others.map(|(device, link)| (device, Some(link)))));
        lines.extend(self.free_addresses(network));
        let routers = graph.on(place).filter(|(device, _)| device.is_router());
        let routers = routers.filter(|(device, _)| by.is_none_or(|by| by.id != device.id));
        let routers = routers.map(|(router, link)| {
            if router.home() == Some(place) {
                return Item::Router(router, link);
            }
            Item::Line(self.device(router, Some(link)))
        });
        lines.into_iter().map(Item::Line).chain(routers).collect()
    }

    fn network(&self, network: &Network, address: &str) -> String {
        let mut text = format!("{} {}", self.dim("network"), self.named(network.label(), network.status.state()));
        for (is_so, word) in [(network.is_external, "external"), (network.is_shared, "shared")] {
            if is_so {
                // Writing to a string does not fail.
                let _ = write!(text, "  {}", self.dim(word));
            }
        }
        self.with_remark(text, network.status.remark(), network.status.state(), address)
    }

    fn device(&self, device: &Device, link: Option<&Link>) -> String {
        let mut text = self.dim(&one_line(device.kind.word()));
        if !device.label().is_empty() {
            let _ = write!(text, " {}", self.named(device.label(), device.state()));
        }
        let address = link.map_or_else(|| "on no network".to_owned(), |link| link.shown(self.arrow()));
        self.with_remark(text, device.remark(), device.state(), &address)
    }

    fn with_remark(&self, mut text: String, remark: Option<&str>, state: State, address: &str) -> String {
        if let Some(remark) = remark {
            let _ = write!(text, "  {}", self.named(remark, state));
        }
        if !address.is_empty() {
            let _ = write!(text, "  {}", one_line(address));
        }
        text
    }

    fn subnets(&self, network: &Network) -> Vec<String> {
        let subnets = network.subnets.iter().map(|subnet| {
            let mut text = format!("{} {}", self.dim("subnet"), one_line(&subnet.cidr));
            if let Some(gateway) = &subnet.gateway {
                let _ = write!(text, "  {} {}", self.dim("gateway"), one_line(gateway));
            }
            if !subnet.name.is_empty() {
                let _ = write!(text, "  {}", self.dim(&one_line(&subnet.name)));
            }
            text
        });
        subnets.collect()
    }

    fn free_addresses(&self, network: &Network) -> Option<String> {
        let free = &network.free_addresses;
        match free.len() {
            0 => None,
            1 => Some(format!("{} {}", self.dim("free floating IP"), one_line(&free.concat()))),
            count if count <= self.style.most => {
                Some(format!("{} {}", self.dim("free floating IPs"), one_line(&free.join(", "))))
            }
            count => Some(format!("{count} {}", self.dim("free floating IPs"))),
        }
    }

    /// A line each for the first, and one that counts the others by their kinds.
    fn listed<'b>(&self, devices: impl Iterator<Item = (&'b Device, Option<&'b Link>)>) -> Vec<String> {
        let mut lines = Vec::new();
        let mut others = Counts::default();
        for (device, link) in devices {
            if lines.len() < self.style.most {
                lines.push(self.device(device, link));
            } else {
                others.add(&device.kind);
            }
        }
        if !others.is_empty() {
            let before = if lines.is_empty() { "" } else { "and " };
            lines.push(one_line(&format!("{before}{others}")));
        }
        lines
    }

    fn summary(&self) -> String {
        let networks = match self.graph.networks.len() {
            0 => return "no networks".into(),
            1 => "1 network".to_owned(),
            count => format!("{count} networks"),
        };
        let counts = [Kind::Router, Kind::Server].map(|kind| (self.graph.of(&kind).count(), kind));
        let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| kind.counted(*count));
        self.dim(&std::iter::once(networks).chain(counts).collect::<Vec<_>>().join(", "))
    }

    fn is_drawn(&self, place: usize) -> bool {
        self.drawn.get(place).copied().unwrap_or(true)
    }

    /// What stands before an item, and before what is below it.
    fn branch(&self, indent: &str, is_last: bool) -> (String, String) {
        let (branch, within) = match (self.style.is_ascii, is_last) {
            (false, false) => ("├─ ", "│  "),
            (false, true) => ("└─ ", "   "),
            (true, false) => ("|-- ", "|   "),
            (true, true) => ("`-- ", "    "),
        };
        (format!("{indent}{branch}"), format!("{indent}{within}"))
    }

    fn arrow(&self) -> &'static str {
        if self.style.is_ascii { "<->" } else { "↔" }
    }

    fn line(&mut self, branch: &str, text: &str) {
        self.text.push_str(branch);
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A name, or a word for a state, in the colour of the state.
    fn named(&self, name: &str, state: State) -> String {
        let colour = match state {
            State::Up => Some(AnsiColor::Green),
            State::Unknown => None,
            State::Pending | State::Down => Some(AnsiColor::Yellow),
            State::Failed => Some(AnsiColor::Red),
        };
        self.styled(&one_line(name), anstyle::Style::new().bold().fg_color(colour.map(Color::Ansi)))
    }

    fn dim(&self, text: &str) -> String {
        self.styled(text, anstyle::Style::new().effects(Effects::DIMMED))
    }

    fn styled(&self, text: &str, style: anstyle::Style) -> String {
        if self.style.is_coloured { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// A text of others, on the one line that it is given.
fn one_line(text: &str) -> String {
    harmless(text).replace('\n', " ")
}
