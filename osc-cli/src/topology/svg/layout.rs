//! Where everything is, in pixels.
//!
//! Networks are bars, one below the other. A router has a column for itself from its first bar to its last: a card below
//! the first, and a wire that runs down behind the bars to those that it is on. Other devices stand in stacks at rails.
//! Those on the same several networks share a rail that runs likewise; those on one alone have a rail below its bar, in
//! the columns that are free there.

use std::collections::{BTreeMap, BTreeSet};

use super::super::graph::{Device, Graph, Kind, Link, State};
use super::super::pick::{Counts, Picked, pick};

pub(super) const MARGIN: u32 = 24;
/// How high a bar is.
pub(super) const BAR: u32 = 36;
/// From one line of a card to the next.
pub(super) const LINE: u32 = 15;
/// How wide the addresses beside a wire can be.
pub(super) const LABEL: u32 = COLUMN - WIRE - 14;

const COLUMN: u32 = 228;
/// What is between columns.
const GUTTER: u32 = 12;
/// From the left of a column to its wire.
const WIRE: u32 = 42;
/// From the left of a column to the cards of a stack, which hang at a rail.
const STACKED: u32 = 28;
const RAIL: u32 = 12;
/// From the top of a card to where its rail reaches it.
const STUB: u32 = 17;
/// Between cards, and above the first.
const GAP: u32 = 12;
/// Between a bar and a card that has an address at its wire.
const HEADROOM: u32 = 30;
/// Between bars that have nothing between them.
const LEAST: u32 = 16;
/// How many columns there are at least, and at most for the sake of stacks that are not too high.
const COLUMNS: usize = 4;
const WIDEST: usize = 8;
/// How high a stack is to be, in cards, as long as there are columns.
const STACK: usize = 6;
/// How many lines a card has at most.
const LINES: usize = 6;

pub(super) struct Layout<'a> {
    pub(super) width: u32,
    pub(super) height: u32,
    /// The tops of the bars.
    pub(super) bars: Vec<u32>,
    pub(super) cards: Vec<Card<'a>>,
    pub(super) wires: Vec<Wire>,
    pub(super) taps: Vec<Tap<'a>>,
    /// The line above what is on no network.
    pub(super) orphans: Option<u32>,
}

/// A device, or a count of some.
pub(super) struct Card<'a> {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) kind: Option<&'a Kind>,
    pub(super) state: State,
    pub(super) is_count: bool,
    pub(super) name: String,
    pub(super) lines: Vec<Line>,
    pub(super) title: String,
}

/// A line of a card below its name.
pub(super) struct Line {
    pub(super) text: String,
    pub(super) is_address: bool,
    /// The network that it is about, where that is not clear.
    pub(super) network: Option<usize>,
}

/// A line, of the colour of a network or of none.
pub(super) struct Wire {
    pub(super) path: String,
    pub(super) network: Option<usize>,
}

/// Where a wire meets a bar, and the addresses that are told there.
pub(super) struct Tap<'a> {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) network: usize,
    pub(super) label: Option<&'a Link>,
    /// Where they stand.
    pub(super) label_y: u32,
}

/// A router, or a stack of what is on the same networks: it has a column for itself, from one bar to another.
struct Tower<'a> {
    devices: Vec<&'a Device>,
    column: usize,
    first: usize,
    last: usize,
}

/// What is below one bar.
struct Floor<'a> {
    cards: Vec<Card<'a>>,
    /// The columns that the cards can have.
    columns: Vec<usize>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(graph: &'a Graph, most: usize) -> Self {
        let Picked { devices, others } = pick(graph, most);
        let (routers, plugged): (Vec<&Device>, Vec<&Device>) =
            devices.into_iter().partition(|device| device.is_router());
        let (several, single): (Vec<&Device>, Vec<&Device>) =
            plugged.into_iter().partition(|device| device.links.len() > 1);
        let towers = placed(towers(&routers, &several));
        let used = towers.iter().map(|tower| tower.column + 1).max().unwrap_or_default();

        let mut floors: Vec<Floor> =
            (0..graph.networks.len()).map(|_| Floor { cards: vec![], columns: vec![] }).collect();
        for device in single {
            if let Some(floor) = device.home().and_then(|home| floors.get_mut(home)) {
                floor.cards.push(Card::of(device));
            }
        }
        for ((floor, network), counts) in floors.iter_mut().zip(&graph.networks).zip(&others) {
            floor.cards.extend(Card::of_counts(counts));
            floor.cards.extend(Card::of_addresses(&network.free_addresses));
        }
        let mut orphans: Vec<Card> = graph.orphans().take(most).map(Card::of).collect();
        orphans.extend(Card::of_counts(&graph.orphans().skip(most).collect()));

        let mut taken = vec![BTreeSet::new(); floors.len()];
        for tower in &towers {
            for floor in taken.iter_mut().take(tower.last.max(tower.first + 1)).skip(tower.first) {
                floor.insert(tower.column);
            }
        }
        let wanted = floors.iter().zip(&taken).map(|(floor, taken)| taken.len() + floor.cards.len().div_ceil(STACK));
        let columns = wanted.max().unwrap_or_default().min(WIDEST).max(used + 1).max(COLUMNS);
        let mut layout = Layout {
            width: 2 * MARGIN + number(columns) * (COLUMN + GUTTER) - GUTTER,
            height: MARGIN,
            bars: Vec::new(),
            cards: Vec::new(),
            wires: Vec::new(),
            taps: Vec::new(),
            orphans: None,
        };
        let mut starting: Vec<Vec<&Tower>> = floors.iter().map(|_| Vec::new()).collect();
        for tower in &towers {
            if let Some(here) = starting.get_mut(tower.first) {
                here.push(tower);
            }
        }
        let floors = floors.into_iter().zip(&taken).zip(&starting).enumerate();
        for (place, ((mut floor, taken), towers)) in floors {
            floor.columns = (0..columns).filter(|column| !taken.contains(column)).collect();
            layout.floor(place, floor, towers, !taken.is_empty());
        }
        for tower in &towers {
            layout.trunk(tower);
        }
        if !orphans.is_empty() {
            layout.orphans = Some(layout.height + 20);
            layout.height += 32;
            layout.stack(orphans, &(0..columns).collect::<Vec<_>>(), None);
        }
        layout.height = layout.height.max(3 * MARGIN) + MARGIN;
        layout
    }

    /// Places a bar and what is below it.
    fn floor(&mut self, place: usize, floor: Floor<'a>, towers: &[&Tower<'a>], is_passed: bool) {
        self.bars.push(self.height);
        let below = self.height + BAR;
        let mut lowest = below + if is_passed { LEAST + GAP } else { LEAST };
        for tower in towers {
            let x = left(tower.column) + STACKED;
            let is_router = tower.is_router();
            let mut y = below + if is_router { HEADROOM } else { GAP };
            for device in &tower.devices {
                let mut card = Card::of(device);
                (card.x, card.y) = (x, y);
                y += card.height + GAP;
                if !is_router {
                    self.wires.push(Wire { path: stub(x, card.y), network: None });
                }
                self.cards.push(card);
            }
            lowest = lowest.max(y + if is_router { HEADROOM - GAP } else { LEAST - GAP });
        }
        self.height = below;
        self.stack(floor.cards, &floor.columns, Some(place));
        self.height = self.height.max(lowest);
    }

    /// Places cards in stacks below the height that has been reached, at rails from a network.
    fn stack(&mut self, cards: Vec<Card<'a>>, columns: &[usize], network: Option<usize>) {
        if cards.is_empty() || columns.is_empty() {
            return;
        }
        let top = self.height;
        let rows = cards.len().div_ceil(columns.len());
        let mut cards = cards.into_iter();
        for column in columns {
            let x = left(*column);
            let mut y = top;
            let mut path = format!("M{} {top}", x + RAIL);
            let mut stubs = String::new();
            for mut card in cards.by_ref().take(rows) {
                (card.x, card.y) = (x + STACKED, y + GAP);
                stubs.push_str(&stub(card.x, card.y));
                path = format!("M{} {top}V{}", x + RAIL, card.y + STUB);
                y = card.y + card.height;
                self.cards.push(card);
            }
            if y == top {
                break;
            }
            if let Some(network) = network {
                self.wires.push(Wire { path: path + &stubs, network: Some(network) });
                self.taps.push(Tap { x: x + RAIL, y: top, network, label: None, label_y: top });
            }
            self.height = self.height.max(y + LEAST);
        }
    }

    /// Draws what leads from a tower to its bars, once all bars have their places.
    fn trunk(&mut self, tower: &Tower<'a>) {
        let bar = |place: usize| self.bars.get(place).copied().unwrap_or_default();
        let (top, bottom) = (bar(tower.first) + BAR, bar(tower.last));
        let is_router = tower.is_router();
        let x = left(tower.column) + if is_router { WIRE } else { RAIL };
        if is_router {
            self.wires.push(Wire { path: format!("M{x} {top}v{HEADROOM}"), network: Some(tower.first) });
        }
        if tower.last > tower.first {
            self.wires.push(Wire {
                path: format!("M{x} {}V{bottom}", top + if is_router { HEADROOM } else { 0 }),
                network: None,
            });
        }
        for link in tower.links() {
            let is_home = link.network == tower.first;
            let y = if is_home { top } else { bar(link.network) };
            let label_y = if is_home { y + 19 } else { y - 9 };
            self.taps.push(Tap { x, y, network: link.network, label: is_router.then_some(link), label_y });
        }
    }
}

impl<'a> Tower<'a> {
    fn of(devices: Vec<&'a Device>) -> Self {
        let mut tower = Self { devices, column: 0, first: 0, last: 0 };
        tower.first = tower.links().iter().map(|link| link.network).min().unwrap_or_default();
        tower.last = tower.links().iter().map(|link| link.network).max().unwrap_or_default();
        tower
    }

    fn is_router(&self) -> bool {
        self.devices.iter().any(|device| device.is_router())
    }

    /// What it is on; all of its devices are on the same.
    fn links(&self) -> &'a [Link] {
        self.devices.first().map_or(&[], |device| device.links.as_slice())
    }
}

/// Routers by themselves, and the others by the networks that they are on.
fn towers<'a>(routers: &[&'a Device], several: &[&'a Device]) -> Vec<Tower<'a>> {
    let mut alike: BTreeMap<Vec<usize>, Vec<&Device>> = BTreeMap::new();
    for device in several {
        alike.entry(device.links.iter().map(|link| link.network).collect()).or_default().push(device);
    }
    let routers = routers.iter().map(|router| Tower::of(vec![router]));
    let others = alike.values().flat_map(|devices| devices.chunks(STACK)).map(|devices| Tower::of(devices.to_vec()));
    routers.chain(others).collect()
}

/// Gives each the leftmost column that is free from its first network to its last.
fn placed(mut towers: Vec<Tower>) -> Vec<Tower> {
    towers.sort_by_key(|tower| (tower.first, std::cmp::Reverse(tower.last)));
    // The first floor on which each column is free.
    let mut free: Vec<usize> = Vec::new();
    for tower in &mut towers {
        tower.column = free.iter().position(|from| *from <= tower.first).unwrap_or(free.len());
        let next = tower.last.max(tower.first + 1);
        match free.get_mut(tower.column) {
            Some(from) => *from = next,
            None => free.push(next),
        }
    }
    towers
}

/// What leads from a rail to a card at this place.
fn stub(x: u32, y: u32) -> String {
    format!("M{} {}H{x}", x - STACKED + RAIL, y + STUB)
}

fn left(column: usize) -> u32 {
    MARGIN + number(column) * (COLUMN + GUTTER)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX / COLUMN / 4)
}

impl<'a> Card<'a> {
    fn new(name: String, lines: Vec<Line>) -> Self {
        let title = std::iter::once(&name).chain(lines.iter().map(|line| &line.text)).cloned().collect::<Vec<_>>();
        let height = 34 + LINE * number(lines.len().min(LINES));
        let mut card = Self {
            x: 0,
            y: 0,
            width: COLUMN - STACKED,
            height,
            kind: None,
            state: State::Unknown,
            is_count: false,
            title: title.join("\n"),
            name,
            lines,
        };
        let hidden = card.lines.len().saturating_sub(LINES);
        if hidden > 0 {
            card.lines.truncate(LINES - 1);
            card.lines.push(Line { text: format!("and {} more", hidden + 1), is_address: false, network: None });
        }
        card
    }

    /// The card of a device, with its addresses; those of routers are told at their wires.
    fn of(device: &'a Device) -> Self {
        let word = if device.label().is_empty() { None } else { Some(device.kind.word()) };
        let about: Vec<&str> = word.into_iter().chain(device.remark()).collect();
        let mut lines = Vec::new();
        if !about.is_empty() {
            lines.push(Line { text: about.join(" · "), is_address: false, network: None });
        }
        for link in device.links.iter().filter(|_| !device.is_router()) {
            let network = (device.links.len() > 1).then_some(link.network);
            for address in &link.addresses {
                lines.push(Line { text: address.ip.clone(), is_address: true, network });
                let floating = address.floating.iter().map(|floating| format!("↔ {floating}"));
                lines.extend(floating.map(|text| Line { text, is_address: true, network: None }));
            }
        }
        let name = if word.is_some() { device.label() } else { device.kind.word() };
        let mut card = Self::new(name.to_owned(), lines);
        card.title = format!("{}\n{}", card.title, device.id);
        Self { kind: Some(&device.kind), state: device.state(), ..card }
    }

    /// The card of what there is no room for.
    fn of_counts(counts: &Counts) -> Option<Self> {
        (!counts.is_empty()).then(|| Self::count(format!("and {counts}"), Vec::new()))
    }

    /// The card of floating IPs that lead nowhere.
    fn of_addresses(addresses: &[String]) -> Option<Self> {
        let lines = addresses.iter().map(|address| Line { text: address.clone(), is_address: true, network: None });
        let name = if addresses.len() == 1 { "free floating IP" } else { "free floating IPs" };
        (!addresses.is_empty()).then(|| Self::count(name.into(), lines.collect()))
    }

    fn count(name: String, lines: Vec<Line>) -> Self {
        Self { is_count: true, ..Self::new(name, lines) }
    }
}
