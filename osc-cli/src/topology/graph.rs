//! What is connected to what: networks, and the devices that are plugged into them.
//!
//! A device is whatever has ports: a router, a server, a DHCP service. It is made of the lists of a cloud by `build`,
//! and drawn by `tree`, `svg` and `mermaid`, which look at nothing else. Networks are in the order in which they are
//! drawn: external ones, then what is reached from them, from router to router.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Networks, devices, and which device is on which network.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) networks: Vec<Network>,
    /// In the order of their kinds, then of their names.
    pub(super) devices: Vec<Device>,
    /// For each network, who is on it: a device, and which of its links.
    attached: Vec<Vec<(usize, usize)>>,
}

/// A segment of layer 2.
#[derive(Debug, Default)]
pub(super) struct Network {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) status: Status,
    pub(super) is_external: bool,
    pub(super) is_shared: bool,
    /// Id of the project that owns it; empty where that is not told.
    pub(super) project_id: String,
    pub(super) subnets: Vec<Subnet>,
    /// Addresses of floating IPs that lead nowhere.
    pub(super) free_addresses: Vec<String>,
}

/// A block of addresses on a network.
#[derive(Debug, Default)]
pub(super) struct Subnet {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) cidr: String,
    pub(super) gateway: Option<String>,
}

/// What has ports.
#[derive(Debug)]
pub(super) struct Device {
    pub(super) kind: Kind,
    pub(super) id: String,
    /// Empty for what has none.
    pub(super) name: String,
    pub(super) status: Status,
    pub(super) links: Vec<Link>,
}

/// What a device is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Router,
    Server,
    LoadBalancer,
    /// Of what `device_owner` says.
    Other(String),
    Dhcp,
    Metadata,
    /// The ports by which the hosts of a router see whether the others are alive.
    RouterHa,
    /// A port that nothing is plugged into.
    Unattached,
}

/// A device's ports on one network.
#[derive(Debug, Default)]
pub(super) struct Link {
    /// Which of the graph's networks.
    pub(super) network: usize,
    /// Whether it is a router's way out.
    pub(super) is_gateway: bool,
    pub(super) ports: Vec<String>,
    pub(super) addresses: Vec<Address>,
}

/// An address of a port, and the floating IPs that lead to it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) ip: String,
    pub(super) floating: Vec<String>,
}

/// A state in the service's word for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Status(pub(crate) String);

/// A state as far as it is drawn differently, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Up,
    Unknown,
    Pending,
    Down,
    Failed,
}

impl Graph {
    /// A graph of these, whose links are to places in `networks`.
    pub(super) fn new(mut networks: Vec<Network>, mut devices: Vec<Device>) -> Self {
        for network in &mut networks {
            network.subnets.sort_by(|one, other| (&one.cidr, &one.id).cmp(&(&other.cidr, &other.id)));
            network.free_addresses.sort();
        }
        for link in devices.iter_mut().flat_map(|device| &mut device.links) {
            // IPv4 first, as people read them.
            link.addresses.sort_by_cached_key(|address| (address.ip.contains(':'), natural(&address.ip)));
        }
        devices.sort_by_cached_key(Device::order);
        let mut places: Vec<usize> = (0..networks.len()).collect();
        places.sort_by_cached_key(|place| networks.get(*place).map(Network::order));
        let graph = Self { networks, devices, attached: Vec::new() }.arranged(&places);
        let reached = graph.reached();
        graph.arranged(&reached)
    }

    /// The devices on a network, by kind.
    pub(super) fn on(&self, network: usize) -> impl Iterator<Item = (&Device, &Link)> {
        let places = self.attached.get(network).into_iter().flatten();
        places.filter_map(|(device, link)| {
            let device = self.devices.get(*device)?;
            Some((device, device.links.get(*link)?))
        })
    }

    /// The devices that are on no network.
    pub(super) fn orphans(&self) -> impl Iterator<Item = &Device> {
        self.devices.iter().filter(|device| device.links.is_empty())
    }

    /// The devices of a kind.
    pub(super) fn of(&self, kind: &Kind) -> impl Iterator<Item = &Device> {
        self.devices.iter().filter(move |device| device.kind == *kind)
    }

    /// The places of the networks that have this id or, where none has, this name.
    pub(super) fn named(&self, name_or_id: &str) -> Vec<usize> {
        let places = |is_it: &dyn Fn(&Network) -> bool| -> Vec<usize> {
            self.networks.iter().enumerate().filter(|(_, network)| is_it(network)).map(|(place, _)| place).collect()
        };
        let by_id = places(&|network| network.id == name_or_id);
        if by_id.is_empty() { places(&|network| network.name == name_or_id) } else { by_id }
    }

    /// The part that is connected with a network: what is on it, and the networks on its other side.
    pub(super) fn around(mut self, network: usize) -> Self {
        self.devices.retain(|device| device.links.iter().any(|link| link.network == network));
        for (place, other) in self.networks.iter_mut().enumerate() {
            if place != network {
                other.free_addresses.clear();
            }
        }
        let linked = self.linked();
        self.only(|place, _| place == network || linked.contains(&place))
    }

    /// The part that concerns a project: its networks, those it may use, and those that it has something on.
    pub(super) fn of_project(self, project_id: &str) -> Self {
        let linked = self.linked();
        self.only(|place, network| {
            network.is_external || network.is_shared || network.project_id == project_id || linked.contains(&place)
        })
    }

    /// The networks that something is on.
    fn linked(&self) -> BTreeSet<usize> {
        self.devices.iter().flat_map(|device| &device.links).map(|link| link.network).collect()
    }

    fn only(self, keep: impl Fn(usize, &Network) -> bool) -> Self {
        let kept = self.networks.iter().enumerate().filter(|(place, network)| keep(*place, network));
        let places: Vec<usize> = kept.map(|(place, _)| place).collect();
        self.arranged(&places)
    }

    /// The networks in the order in which they are reached, external ones first.
    fn reached(&self) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        let mut order = Vec::new();
        for root in 0..self.networks.len() {
            let mut stack = vec![root];
            while let Some(network) = stack.pop() {
                if !seen.insert(network) {
                    continue;
                }
                order.push(network);
                let routers = self.on(network).filter(|(device, _)| device.kind == Kind::Router);
                let next: Vec<usize> = routers.flat_map(|(router, _)| &router.links).map(|link| link.network).collect();
                stack.extend(next.into_iter().rev());
            }
        }
        order.sort_by_key(|place| !self.networks.get(*place).is_some_and(|network| network.is_external));
        order
    }

    /// With the networks at these places, in this order; links to others are gone.
    fn arranged(self, places: &[usize]) -> Self {
        let mut now_at = vec![None; self.networks.len()];
        for (now, before) in places.iter().enumerate() {
            if let Some(slot) = now_at.get_mut(*before) {
                *slot = Some(now);
            }
        }
        let mut networks: Vec<Option<Network>> = self.networks.into_iter().map(Some).collect();
        let networks = places.iter().filter_map(|place| networks.get_mut(*place)?.take()).collect::<Vec<_>>();
        let mut devices = self.devices;
        let mut attached = vec![Vec::new(); networks.len()];
        for (place, device) in devices.iter_mut().enumerate() {
            device.links.retain_mut(|link| {
                let now = now_at.get(link.network).copied().flatten();
                link.network = now.unwrap_or_default();
                now.is_some()
            });
            device.links.sort_by_key(|link| (!link.is_gateway, link.network));
            for (nth, link) in device.links.iter().enumerate() {
                if let Some(here) = attached.get_mut(link.network) {
                    here.push((place, nth));
                }
            }
        }
        Self { networks, devices, attached }
    }
}

impl Network {
    /// Its name, or its id where it has none.
    pub(super) fn label(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }

    fn order(&self) -> (bool, String, String) {
        (!self.is_external, natural(&self.name), self.id.clone())
    }
}

impl Device {
    /// Its name or its id; nothing for what a network has one of.
    pub(super) fn label(&self) -> &str {
        match self.kind {
            Kind::Dhcp | Kind::Metadata | Kind::RouterHa => "",
            _ if self.name.is_empty() => &self.id,
            _ => &self.name,
        }
    }

    /// Whether it connects networks.
    pub(super) fn is_router(&self) -> bool {
        self.kind == Kind::Router
    }

    /// The network that it is drawn below: a router's way out, or the first that it is on.
    pub(super) fn home(&self) -> Option<usize> {
        self.links.first().map(|link| link.network)
    }

    /// How it is. A port that nothing is plugged into is always down, which tells nothing.
    pub(super) fn state(&self) -> State {
        match self.status.state() {
            State::Down if self.kind == Kind::Unattached => State::Unknown,
            state => state,
        }
    }

    /// The word for that, where there is something to tell.
    pub(super) fn remark(&self) -> Option<&str> {
        self.status.remark().filter(|_| self.state() != State::Unknown)
    }

    fn order(&self) -> (Kind, String, String) {
        (self.kind.clone(), natural(&self.name), self.id.clone())
    }
}

impl Kind {
    /// What it is called.
    pub(super) fn word(&self) -> &str {
        match self {
            Self::Router => "router",
            Self::Server => "server",
            Self::LoadBalancer => "load balancer",
            Self::Other(owner) => owner,
            Self::Dhcp => "DHCP",
            Self::Metadata => "metadata",
            Self::RouterHa => "router HA",
            Self::Unattached => "unattached",
        }
    }

    /// So many of them.
    pub(super) fn counted(&self, count: usize) -> String {
        let ending = match self {
            Self::Router | Self::Server | Self::LoadBalancer if count != 1 => "s",
            _ => "",
        };
        format!("{count} {}{ending}", self.word())
    }
}

impl Link {
    /// Its addresses, with the floating IPs that lead to them behind `arrow`.
    pub(super) fn shown(&self, arrow: &str) -> String {
        let shown = self.addresses.iter().map(|address| match address.floating.as_slice() {
            [] => address.ip.clone(),
            floating => format!("{} {arrow} {}", address.ip, floating.join(" / ")),
        });
        shown.collect::<Vec<_>>().join(", ")
    }
}

impl Status {
    /// How it is drawn.
    pub(super) fn state(&self) -> State {
        match self.0.as_str() {
            "ACTIVE" => State::Up,
            "" | "N/A" | "UNKNOWN" | "NOTAPPLICABLE" => State::Unknown,
            "disabled" | "DOWN" | "SHUTOFF" | "PAUSED" | "SUSPENDED" | "SHELVED" | "SHELVED_OFFLOADED" | "STOPPED" => {
                State::Down
            }
            text if text.contains("ERROR") || text.contains("FAILED") => State::Failed,
            _ => State::Pending,
        }
    }

    /// The word for it, where there is something to tell.
    pub(super) fn remark(&self) -> Option<&str> {
        (!matches!(self.state(), State::Up | State::Unknown)).then_some(self.0.as_str())
    }
}

/// A text by which names sort as people count: `web-2` before `web-10`.
fn natural(name: &str) -> String {
    let mut sortable = String::with_capacity(name.len());
    let mut digits = String::new();
    for c in name.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            // Writing to a string does not fail.
            let _ = write!(sortable, "{:0>20}", digits.trim_start_matches('0'));
            digits.clear();
        }
        sortable.extend(c.to_lowercase());
    }
    sortable
}
