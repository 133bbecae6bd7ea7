//! What is drawn of a network that has much on it, and what is counted.

use std::fmt;

use super::graph::{Device, Graph, Kind};

/// How many there are of each kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts<'a>(Vec<(&'a Kind, usize)>);

/// What is drawn, and for each network what is not.
pub(super) struct Picked<'a> {
    pub(super) devices: Vec<&'a Device>,
    pub(super) others: Vec<Counts<'a>>,
}

/// Picks all routers and, of what else has its first link to a network, so much.
pub(super) fn pick(graph: &Graph, most: usize) -> Picked<'_> {
    let mut room = vec![most; graph.networks.len()];
    let mut others = vec![Counts::default(); graph.networks.len()];
    let mut devices = Vec::new();
    // What connects networks comes first.
    let linked = graph.devices.iter().filter(|device| !device.links.is_empty());
    let (several, single): (Vec<&Device>, Vec<&Device>) = linked.partition(|device| device.links.len() > 1);
    for device in several.into_iter().chain(single) {
        let left = device.home().and_then(|home| room.get_mut(home)).filter(|left| **left > 0);
        if device.is_router() {
            devices.push(device);
        } else if let Some(left) = left {
            *left -= 1;
            devices.push(device);
        } else {
            for link in &device.links {
                if let Some(counts) = others.get_mut(link.network) {
                    counts.add(&device.kind);
                }
            }
        }
    }
    Picked { devices, others }
}

impl<'a> Counts<'a> {
    pub(super) fn add(&mut self, kind: &'a Kind) {
        match self.0.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => self.0.push((kind, 1)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> FromIterator<&'a Device> for Counts<'a> {
    fn from_iter<I: IntoIterator<Item = &'a Device>>(devices: I) -> Self {
        let mut counts = Self::default();
        for device in devices {
            counts.add(&device.kind);
        }
        counts
    }
}

impl fmt::Display for Counts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts: Vec<String> = self.0.iter().map(|(kind, count)| kind.counted(*count)).collect();
        f.write_str(&counts.join(", "))
    }
}
