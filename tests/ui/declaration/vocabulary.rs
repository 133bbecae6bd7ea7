//! The command line's vocabulary, and all that can be wrong with it.

use osc_runtime::{Resource, actions};

/// A rule.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/rules", service = "network", actions)]
struct Rule {
    id: String,
    #[resource(option = "--protocol")]
    protocol: String,
    #[resource(switch(ingress, egress = "egress"))]
    direction: String,
    #[resource(switch(enable = "yes"))]
    enabled: bool,
    #[resource(words("UP", "DOWN"))]
    status: String,
    #[resource(words("UP"))]
    admin_state_up: bool,
    #[resource(range("dst-port", port_range_top))]
    port_range_min: u16,
    #[resource(range("port", protocol))]
    port: u16,
    #[resource(positional, read_only)]
    group: String,
    #[resource(default = 4)]
    priority: i64,
    #[resource(required, default = 4)]
    ether: String,
    #[resource(required, default = other)]
    kind: String,
}

#[actions("/rules/{id}")]
impl Rule {
    /// Adds.
    #[action(post = "add", cli = "Add Subnet")]
    fn add(subnet: String);
    /// Removes.
    #[action(post = "remove", cli = "list --address")]
    fn remove(addresses: Vec<String>);
    /// Moves.
    #[action(post = "move", cli("move net" = network))]
    fn shift(net: String);
    /// Hides.
    #[action(post = "hide", cli = nothing)]
    fn hide();
}

fn main() {}
