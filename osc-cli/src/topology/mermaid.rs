//! Text of Mermaid, for what draws it by itself: Markdown on most forges, wikis, notebooks.
//!
//! <https://mermaid.js.org/syntax/flowchart.html>

use std::fmt::Write as _;

use super::graph::{Device, Graph, Kind, Link, Network, State};
use super::pick::{Counts, pick};

/// Colours of lines alone, so that it can be read on light and on dark.
const CLASSES: &[(&str, &str)] = &[
    ("external", "stroke-width:3px"),
    ("pending", "stroke:#0891b2,stroke-dasharray:5"),
    ("down", "stroke:#d97706,stroke-dasharray:5"),
    ("failed", "stroke:#dc2626,stroke-width:3px"),
    ("count", "stroke-dasharray:2"),
];

/// A flow chart, from the external networks down. Of what is on a network so many are drawn, and the rest is counted.
pub(super) fn draw(graph: &Graph, most: usize) -> String {
    let mut text = String::from("flowchart TB\n");
    let picked = pick(graph, most);
    for (place, network) in graph.networks.iter().enumerate() {
        node(&mut text, &format!("n{place}"), shape(network), &network_lines(network), class(network));
    }
    let orphans = graph.orphans().take(most);
    for (place, device) in picked.devices.into_iter().chain(orphans).enumerate() {
        let id = format!("d{place}");
        node(&mut text, &id, device_shape(device), &device_lines(device), state_class(device.state()));
        for link in &device.links {
            wire(&mut text, &id, device, link);
        }
    }
    for (place, counts) in picked.others.iter().enumerate().filter(|(_, counts)| !counts.is_empty()) {
        node(&mut text, &format!("c{place}"), ("([", "])"), &[format!("and {counts}")], Some("count"));
        // Writing to a string does not fail.
        let _ = writeln!(text, "    n{place} --- c{place}");
    }
    let rest: Counts = graph.orphans().skip(most).collect();
    if !rest.is_empty() {
        node(&mut text, "c", ("([", "])"), &[format!("and {rest}")], Some("count"));
    }
    for (class, style) in CLASSES {
        let _ = writeln!(text, "    classDef {class} {style}");
    }
    text
}

fn node(text: &mut String, id: &str, (open, close): (&str, &str), lines: &[String], class: Option<&str>) {
    let lines: Vec<String> = lines.iter().filter(|line| !line.is_empty()).map(|line| escaped(line)).collect();
    let class = class.map(|class| format!(":::{class}")).unwrap_or_default();
    let _ = writeln!(text, "    {id}{open}\"{}\"{close}{class}", lines.join("<br/>"));
}

/// A line between a device and a network; what is above stands first.
fn wire(text: &mut String, id: &str, device: &Device, link: &Link) {
    let is_above = device.is_router() && device.home() != Some(link.network);
    let network = format!("n{}", link.network);
    let (from, to) = if is_above { (id, network.as_str()) } else { (network.as_str(), id) };
    let addresses = link.shown("↔");
    let _ = if has_its_address(device) || addresses.is_empty() {
        writeln!(text, "    {from} --- {to}")
    } else {
        writeln!(text, "    {from} -- \"{}\" --- {to}", escaped(&addresses))
    };
}

fn network_lines(network: &Network) -> Vec<String> {
    let mut lines = vec![with_remark(network.label(), network.status.remark())];
    lines.extend(network.subnets.iter().map(|subnet| subnet.cidr.clone()));
    match network.free_addresses.as_slice() {
        [] => {}
        [address] => lines.push(format!("free: {address}")),
        addresses => lines.push(format!("{} free floating IPs", addresses.len())),
    }
    lines
}

fn device_lines(device: &Device) -> Vec<String> {
    let is_named = !device.label().is_empty();
    let first = if is_named { device.label() } else { device.kind.word() };
    let kind = if is_named && !matches!(device.kind, Kind::Server | Kind::Router) { device.kind.word() } else { "" };
    let mut lines = vec![with_remark(first, device.remark()), kind.to_owned()];
    if has_its_address(device) {
        lines.extend(device.links.iter().map(|link| link.shown("↔")));
    }
    lines
}

/// Whether its address is written within it, and not at its lines.
fn has_its_address(device: &Device) -> bool {
    !device.is_router() && device.links.len() == 1
}

fn with_remark(name: &str, remark: Option<&str>) -> String {
    remark.map_or_else(|| name.to_owned(), |remark| format!("{name} ({remark})"))
}

fn shape(network: &Network) -> (&'static str, &'static str) {
    if network.is_external { ("([", "])") } else { ("[", "]") }
}

fn device_shape(device: &Device) -> (&'static str, &'static str) {
    if device.is_router() { ("{{", "}}") } else { ("(", ")") }
}

fn class(network: &Network) -> Option<&'static str> {
    state_class(network.status.state()).or(network.is_external.then_some("external"))
}

fn state_class(state: State) -> Option<&'static str> {
    match state {
        State::Up | State::Unknown => None,
        State::Pending => Some("pending"),
        State::Down => Some("down"),
        State::Failed => Some("failed"),
    }
}

/// A text that ends neither the label nor the line, and is neither markup nor Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_special = match c {
            '#' | '"' | '<' | '>' | '&' | '`' | '*' | '_' | '\\' | '~' | '{' | '}' | '[' | ']' => true,
            // What begins an item of a list.
            '.' | ')' | '-' | '+' => rest.peek() == Some(&' '),
            _ => false,
        };
        if is_special {
            let _ = write!(escaped, "#{};", u32::from(c));
        } else {
            escaped.push(if c.is_control() { ' ' } else { c });
        }
    }
    escaped
}
