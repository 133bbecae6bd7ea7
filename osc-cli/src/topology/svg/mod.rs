//! A picture that stands alone: no scripts, no fonts or images from elsewhere, and fit for light and dark pages.
//!
//! Networks are bars from left to right, what is on them hangs between them. `layout` says where everything is,
//! `markup` writes elements and texts, and here is what each thing looks like.

mod layout;
mod markup;

use super::graph::{Graph, Kind, Network, State};
use layout::{BAR, Card, Layout, MARGIN, Tap, Wire};
use markup::{Markup, fitted};

const STYLE: &str = include_str!("style.css");

/// The pictures of kinds, which `<use>` refers to.
const SYMBOLS: &str = include_str!("symbols.svg");

/// How many colours there are for networks.
const COLOURS: usize = 8;

/// How wide a character is at most, in tenths of a pixel: of names, of what is below them, of addresses.
const NAME: u32 = 86;
const SMALL: u32 = 64;
const MONO: u32 = 67;

/// Draws it. Of what is on a network so many are drawn, and the rest is counted.
pub(super) fn draw(graph: &Graph, most: usize) -> String {
    let layout = Layout::new(graph, most);
    let mut out = Markup::default();
    let (width, height) = (layout.width, layout.height);
    out.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &width.to_string()),
            ("height", &height.to_string()),
            ("viewBox", &format!("0 0 {width} {height}")),
            ("class", "topology"),
            ("role", "img"),
        ],
    );
    out.text("title", &[], "Network topology");
    out.text("style", &[], STYLE);
    out.raw(SYMBOLS);
    out.rectangle("page", (0, 0), (width, height), 0);
    for wire in &layout.wires {
        draw_wire(&mut out, graph, wire);
    }
    for (place, (network, top)) in graph.networks.iter().zip(&layout.bars).enumerate() {
        draw_bar(&mut out, network, place, *top, width);
    }
    for tap in &layout.taps {
        draw_tap(&mut out, graph, tap);
    }
    if let Some(heading) = layout.orphans {
        out.label("small", (MARGIN, heading), "On no network");
    }
    for card in &layout.cards {
        draw_card(&mut out, graph, card);
    }
    if graph.networks.is_empty() {
        out.label("name", (MARGIN, MARGIN + 16), "No networks");
    }
    out.close("svg");
    out.finish()
}

fn draw_wire(out: &mut Markup, graph: &Graph, wire: &Wire) {
    let class = match wire.network {
        Some(network) => format!("wire {}", colour(graph, network)),
        None => "wire trunk".into(),
    };
    out.path(&class, &wire.path);
}

fn draw_bar(out: &mut Markup, network: &Network, place: usize, top: u32, width: u32) {
    out.open("g", &[]);
    out.text("title", &[], &format!("Network {} ({})", network.label(), network.id));
    out.rectangle(&format!("bar {}", hue(network, place)), (MARGIN, top), (width - 2 * MARGIN, BAR), 9);
    let icon = if network.is_external { "globe" } else { "segment" };
    out.icon(icon, "on-bar", (MARGIN + 10, top + 9), 18);
    let tags =
        [network.is_external.then_some("external"), network.is_shared.then_some("shared"), network.status.remark()];
    let tags = tags.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let room = width - 2 * MARGIN - 60;
    let name = fitted(network.label(), NAME, room * 2 / 5);
    let tags = fitted(&tags, SMALL, room / 5);
    let left = MARGIN + 36;
    out.labels(("name on-bar", &name), ("small on-bar", &tags), (left, top + 23));
    let behind = left + markup::width(&name, NAME) + markup::width(&tags, SMALL) + 24;
    let room = (width - MARGIN - 14).saturating_sub(behind);
    let blocks = blocks(network);
    out.label_to("mono on-bar", (width - MARGIN - 14, top + 22), &shown_blocks(&blocks, room));
    out.close("g");
}

/// The blocks of addresses of a network, each with its gateway.
fn blocks(network: &Network) -> Vec<String> {
    let block = |subnet: &super::graph::Subnet| match &subnet.gateway {
        Some(gateway) => format!("{} via {gateway}", subnet.cidr),
        None => subnet.cidr.clone(),
    };
    network.subnets.iter().map(block).collect()
}

/// As many of them as there is room for.
fn shown_blocks(blocks: &[String], room: u32) -> String {
    for count in (1..=blocks.len()).rev() {
        let more = (count < blocks.len()).then(|| format!("+{}", blocks.len() - count));
        let shown = blocks.iter().take(count).cloned().chain(more);
        let text = shown.collect::<Vec<_>>().join(" · ");
        if count == 1 || markup::width(&text, MONO) <= room {
            return fitted(&text, MONO, room);
        }
    }
    String::new()
}

fn draw_tap(out: &mut Markup, graph: &Graph, tap: &Tap) {
    out.circle(&format!("tap {}", colour(graph, tap.network)), (tap.x, tap.y), 5);
    if let Some(link) = tap.label {
        let addresses = link.addresses.iter().map(|address| address.ip.as_str()).collect::<Vec<_>>().join(", ");
        out.titled("mono", (tap.x + 9, tap.label_y), &fitted(&addresses, MONO, layout::LABEL), &addresses);
    }
}

fn draw_card(out: &mut Markup, graph: &Graph, card: &Card) {
    let (x, y) = (card.x, card.y);
    out.open("g", &[]);
    out.text("title", &[], &card.title);
    let class = if card.kind == Some(&Kind::Router) { "card router" } else { "card" };
    let class = if card.is_count { "card count" } else { class };
    out.rectangle(class, (x, y), (card.width, card.height), 8);
    let mut left = x + 12;
    if let Some(icon) = card.kind.map(icon) {
        out.icon(icon, "icon", (x + 9, y + 8), 18);
        left = x + 34;
    }
    let room = card.width - (left - x) - 24;
    out.label(if card.is_count { "small" } else { "name" }, (left, y + 21), &fitted(&card.name, NAME, room));
    if card.state != State::Unknown {
        out.circle(state_class(card.state), (x + card.width - 14, y + 16), 4);
    }
    for (nth, line) in (1..).zip(&card.lines) {
        let (class, width) = if line.is_address { ("mono", MONO) } else { ("small", SMALL) };
        let base = y + 21 + nth * layout::LINE;
        if let Some(network) = line.network {
            out.rectangle(&format!("bar {}", colour(graph, network)), (left - 12, base - 8), (7, 7), 2);
        }
        let room = card.width - (left - x) - 8;
        out.label(class, (left, base), &fitted(&line.text, width, room));
    }
    out.close("g");
}

/// The class of a network's colour.
fn colour(graph: &Graph, place: usize) -> String {
    graph.networks.get(place).map(|network| hue(network, place)).unwrap_or_default()
}

fn hue(network: &Network, place: usize) -> String {
    if network.is_external { "outside".into() } else { format!("n{}", place % COLOURS) }
}

fn icon(kind: &Kind) -> &'static str {
    match kind {
        Kind::Router => "router",
        Kind::Server => "server",
        Kind::LoadBalancer => "balancer",
        _ => "port",
    }
}

fn state_class(state: State) -> &'static str {
    match state {
        State::Up => "up",
        State::Unknown => "unknown",
        State::Pending => "pending",
        State::Down => "down",
        State::Failed => "failed",
    }
}
