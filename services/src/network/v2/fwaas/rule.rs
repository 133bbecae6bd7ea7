//! Rules of firewalls.

use osc_runtime::{Resource, Timestamp};

use super::FirewallPolicy;
use crate::identity::Project;

/// What becomes of a kind of packets. It has an effect once a policy has it.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#fwaas-v2-0-current-fwaas-firewall-groups-firewall-policies-firewall-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/fwaas/firewall_rules",
    service = "network",
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        enabled,
        ip_version,
        action,
        protocol,
        source_ip_address,
        destination_ip_address,
        shared,
        project_id
    ),
    cli = "firewall group rule"
)]
#[non_exhaustive]
pub struct FirewallRule {
    /// UUID of the rule.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Whether policies ask it; true unless set.
    #[resource(switch("enable-rule" = true, "disable-rule" = false), column = "Enabled", show = "Enabled")]
    pub enabled: bool,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Ids of the policies that have it.
    #[resource(read_only, references = FirewallPolicy, column = "Firewall Policy", show = "Firewall Policy")]
    pub firewall_policy_id: Vec<String>,
    /// Version of the Internet Protocol: 4 unless set, or 6.
    #[resource(long = "IP Version", show = "IP Version")]
    pub ip_version: u8,
    /// What becomes of the packets: `allow`, `deny`, silently and unless set, or `reject`, with an answer.
    #[resource(column = "Action", show = "Action")]
    pub action: String,
    /// Protocol: `tcp`, `udp`, `icmp`, `ipv6-icmp`, `sctp` or `dccp`; `None` for any.
    #[resource(column = "Protocol", show = "Protocol")]
    pub protocol: Option<String>,
    /// Address, or block of them, that the packets come from; `None` for any.
    #[resource(column = "Source IP Address", show = "Source IP Address")]
    pub source_ip_address: Option<String>,
    /// Port that the packets come from, or a range as `1024:65535`; `None` for any.
    #[resource(column = "Source Port", show = "Source Port")]
    pub source_port: Option<String>,
    /// Address, or block of them, that the packets go to; `None` for any.
    #[resource(column = "Destination IP Address", show = "Destination IP Address")]
    pub destination_ip_address: Option<String>,
    /// Port that the packets go to, or a range as `80:443`; `None` for any.
    #[resource(column = "Destination Port", show = "Destination Port")]
    pub destination_port: Option<String>,
    /// Whether all projects may use it; for administrators to set.
    #[resource(switch(share = true, "no-share" = false), long = "Shared", show = "Shared")]
    pub shared: bool,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
    /// Words that lists can be narrowed to (extension `standard-attr-fwaas-v2`).
    #[resource(read_only)]
    pub tags: Vec<String>,
    /// Count of its changes (extension `standard-attr-fwaas-v2`).
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}
