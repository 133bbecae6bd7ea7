//! A recipe for each resource, in files by what they are for.

mod administration;
mod balancing;
mod chain;
mod edge;
mod firewall;
mod network;
mod port;
mod quality;
mod route;
mod security;
mod tap;
mod vpn;

use crate::recipe::Recipe;

pub(crate) fn all() -> Vec<Recipe> {
    let groups = [
        network::all(),
        port::all(),
        edge::all(),
        security::all(),
        quality::all(),
        administration::all(),
        balancing::all(),
        firewall::all(),
        vpn::all(),
        route::all(),
        chain::all(),
        tap::all(),
    ];
    groups.into_iter().flatten().collect()
}
