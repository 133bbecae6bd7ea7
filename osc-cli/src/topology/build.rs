//! From lists of resources to a graph.
//!
//! The lists need not fit together: they are asked for one by one while a cloud changes, and tell of what their reader
//! may see. Whatever is missing is in the graph by its id.

use std::collections::{HashMap, HashSet};

use osc_services::compute::Server;
use osc_services::network as neutron;
use osc_services::network::{FixedIp, FloatingIp, Port, Router};

use super::graph::{Address, Device, Graph, Kind, Link, Network, Status, Subnet};

/// What a cloud has.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) networks: Vec<neutron::Network>,
    pub(super) subnets: Vec<neutron::Subnet>,
    pub(super) routers: Vec<Router>,
    pub(super) ports: Vec<Port>,
    pub(super) floating_ips: Vec<FloatingIp>,
    pub(super) servers: Vec<Server>,
}

impl Lists {
    /// What is connected to what.
    pub(super) fn graph(self) -> Graph {
        let mut build = Build::default();
        for network in self.networks {
            build.network(network);
        }
        for subnet in self.subnets {
            let network = build.network_of(&subnet.network_id);
            if let Some(network) = build.networks.get_mut(network) {
                network.subnets.push(Subnet {
                    id: subnet.id,
                    name: subnet.name,
                    cidr: subnet.cidr.unwrap_or_default(),
                    gateway: subnet.gateway_ip,
                });
            }
        }
        for router in self.routers {
            build.router(router);
        }
        for server in self.servers {
            let device = build.device_of(Kind::Server, &server.id);
            if let Some(device) = build.devices.get_mut(device) {
                device.name = server.name;
                device.status = Status(server.status);
            }
        }
        build.floating_ips(self.floating_ips);
        for port in self.ports {
            build.port(port);
        }
        Graph::new(build.networks, build.devices)
    }
}

/// A graph in the making.
#[derive(Default)]
struct Build {
    networks: Vec<Network>,
    devices: Vec<Device>,
    network_places: HashMap<String, usize>,
    device_places: HashMap<(Kind, String), usize>,
    /// The floating IPs of a port: the port's address, where that is told, and the one outside.
    floating: HashMap<String, Vec<(Option<String>, String)>>,
    /// The ids of all floating IPs.
    floating_ids: HashSet<String>,
}

impl Build {
    fn network(&mut self, network: neutron::Network) {
        let place = self.network_of(&network.id);
        if let Some(slot) = self.networks.get_mut(place) {
            *slot = Network {
                id: network.id,
                name: network.name,
                status: status(network.status, network.admin_state_up),
                is_external: network.is_external,
                is_shared: network.shared,
                project_id: Some(network.project_id).filter(|id| !id.is_empty()).unwrap_or(network.tenant_id),
                ..Network::default()
            };
        }
    }

    fn router(&mut self, router: Router) {
        let device = self.device_of(Kind::Router, &router.id);
        if let Some(device) = self.devices.get_mut(device) {
            device.name = router.name;
            device.status = status(router.status, router.admin_state_up);
        }
        if let Some(gateway) = router.external_gateway_info {
            let addresses = gateway.external_fixed_ips.unwrap_or_default();
            let link = self.link_of(device, &gateway.network_id);
            if let Some(link) = link {
                link.is_gateway = true;
                add(link, addresses, &[]);
            }
        }
    }

    fn floating_ips(&mut self, floating_ips: Vec<FloatingIp>) {
        for floating_ip in floating_ips {
            self.floating_ids.insert(floating_ip.id);
            let Some(outside) = floating_ip.floating_ip_address else { continue };
            if let Some(port) = floating_ip.port_id {
                self.floating.entry(port).or_default().push((floating_ip.fixed_ip_address, outside));
            } else if floating_ip.port_forwardings.is_empty() {
                let network = self.network_of(&floating_ip.floating_network_id);
                if let Some(network) = self.networks.get_mut(network) {
                    network.free_addresses.push(outside);
                }
            } else {
                for forwarding in floating_ip.port_forwardings {
                    let inside = Some(forwarding.internal_ip_address);
                    let through = match forwarding.external_port {
                        Some(port) => format!("{outside}:{port}"),
                        None => outside.clone(),
                    };
                    self.floating.entry(forwarding.internal_port_id).or_default().push((inside, through));
                }
            }
        }
    }

    fn port(&mut self, port: Port) {
        // It is drawn as the floating IP that it is.
        if port.device_owner == "network:floatingip" && self.floating_ids.contains(&port.device_id) {
            return;
        }
        let kind = kind(&port);
        let id = match kind {
            Kind::Dhcp | Kind::Metadata | Kind::RouterHa => &port.network_id,
            Kind::Unattached => &port.id,
            _ if port.device_id.is_empty() => &port.id,
            _ => &port.device_id,
        };
        let is_known = self.device_places.contains_key(&(kind.clone(), id.clone()));
        let device = self.device_of(kind.clone(), id);
        if let Some(device) = self.devices.get_mut(device) {
            let told_elsewhere = is_known && matches!(kind, Kind::Router | Kind::Server);
            let status = status(port.status, port.admin_state_up);
            if !told_elsewhere && status.state() >= device.status.state() || device.status.0.is_empty() {
                device.status = status;
            }
            // The port of a router or server has a name of its own, if any.
            if device.name.is_empty() && !matches!(kind, Kind::Router | Kind::Server) {
                device.name = port.name;
            }
        }
        let floating = self.floating.remove(&port.id).unwrap_or_default();
        if let Some(link) = self.link_of(device, &port.network_id) {
            link.is_gateway |= port.device_owner == "network:router_gateway";
            link.ports.push(port.id);
            add(link, port.fixed_ips, &floating);
        }
    }

    /// The place of a network, which is made where there is none yet.
    fn network_of(&mut self, id: &str) -> usize {
        if let Some(place) = self.network_places.get(id) {
            return *place;
        }
        self.networks.push(Network { id: id.to_owned(), ..Network::default() });
        self.network_places.insert(id.to_owned(), self.networks.len() - 1);
        self.networks.len() - 1
    }

    /// The place of a device, which is made where there is none yet.
    fn device_of(&mut self, kind: Kind, id: &str) -> usize {
        let key = (kind, id.to_owned());
        if let Some(place) = self.device_places.get(&key) {
            return *place;
        }
        self.devices.push(Device {
            kind: key.0.clone(),
            id: id.to_owned(),
            name: String::new(),
            status: Status::default(),
            links: Vec::new(),
        });
        self.device_places.insert(key, self.devices.len() - 1);
        self.devices.len() - 1
    }

    /// The link of a device to a network, which is made where there is none yet.
    fn link_of(&mut self, device: usize, network_id: &str) -> Option<&mut Link> {
        let network = self.network_of(network_id);
        let links = &mut self.devices.get_mut(device)?.links;
        let place = links.iter().position(|link| link.network == network).unwrap_or_else(|| {
            links.push(Link { network, ..Link::default() });
            links.len() - 1
        });
        links.get_mut(place)
    }
}

/// Adds addresses to a link, and to each the floating IPs that lead to it.
fn add(link: &mut Link, fixed_ips: Vec<FixedIp>, floating: &[(Option<String>, String)]) {
    for (nth, ip) in fixed_ips.into_iter().filter_map(|fixed| fixed.ip_address).enumerate() {
        if link.addresses.iter().any(|address| address.ip == ip) {
            continue;
        }
        let leads_here = |inside: &Option<String>| match inside {
            Some(inside) => *inside == ip,
            None => nth == 0,
        };
        let floating = floating.iter().filter(|(inside, _)| leads_here(inside)).map(|(_, outside)| outside.clone());
        let floating = floating.collect();
        link.addresses.push(Address { ip, floating });
    }
}

/// What a port belongs to, by the names that the services give themselves.
fn kind(port: &Port) -> Kind {
    match port.device_owner.as_str() {
        "network:router_interface"
        | "network:router_interface_distributed"
        | "network:ha_router_replicated_interface"
        | "network:router_centralized_snat"
        | "network:router_gateway" => Kind::Router,
        "network:router_ha_interface" => Kind::RouterHa,
        "network:dhcp" => Kind::Dhcp,
        "network:distributed" => Kind::Metadata,
        "Octavia" | "neutron:LOADBALANCER" | "neutron:LOADBALANCERV2" => Kind::LoadBalancer,
        owner if owner.starts_with("ovn-lb-vip") => Kind::LoadBalancer,
        owner if owner.starts_with("compute:") => Kind::Server,
        "" if port.device_id.is_empty() => Kind::Unattached,
        "" => Kind::Other("device".into()),
        owner => Kind::Other(owner.into()),
    }
}

/// The state of what can be switched off.
fn status(status: String, is_on: bool) -> Status {
    Status(if is_on { status } else { "disabled".into() })
}
