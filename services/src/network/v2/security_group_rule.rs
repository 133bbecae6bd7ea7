//! Rules of security groups.

use osc_runtime::{Resource, Timestamp};

use super::{AddressGroup, SecurityGroup};
use crate::identity::Project;

/// Kind of packets that a security group lets through. It cannot be changed, only be replaced by another.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#security-group-rules-security-group-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/security-group-rules",
    service = "network",
    bulk,
    operations(list, get, create, delete),
    filters(
        id,
        security_group_id,
        protocol,
        ethertype,
        remote_ip_prefix,
        direction,
        remote_group_id,
        remote_address_group_id,
        port_range_min,
        port_range_max,
        description,
        project_id,
        normalized_cidr,
        belongs_to_default_sg,
        revision_number
    ),
    cli = "security group rule"
)]
#[non_exhaustive]
pub struct SecurityGroupRule {
    /// UUID of the rule.
    #[resource(column = "ID")]
    pub id: String,
    /// Protocol: `tcp`, `udp`, `icmp` and others, or its number; all unless set.
    #[resource(create_only, column = "IP Protocol")]
    pub protocol: Option<String>,
    /// Version of the Internet Protocol: `IPv4` unless set, or `IPv6`.
    #[resource(create_only, column, show = "ether_type")]
    pub ethertype: String,
    /// Block of addresses of the other side, as `203.0.113.0/24`; all unless set.
    #[resource(create_only, option = "remote-ip", column = "IP Range")]
    pub remote_ip_prefix: Option<String>,
    /// First port, or type of ICMP messages; all unless set.
    #[resource(create_only, option = "icmp-type", range("dst-port", port_range_max), column = "Port Range")]
    pub port_range_min: Option<u16>,
    /// Last port, or code of ICMP messages; all unless set.
    #[resource(create_only, option = "icmp-code")]
    pub port_range_max: Option<u16>,
    /// Direction, seen from the port: `ingress` or `egress`.
    #[resource(required, create_only, switch(ingress = "ingress", egress = "egress"), default = "ingress", column)]
    pub direction: String,
    /// Id of the security group that the other side is in.
    #[resource(create_only, references = SecurityGroup, column = "Remote Security Group")]
    pub remote_group_id: Option<String>,
    /// Id of the address group that the other side is in (extension `security-groups-remote-address-group`).
    #[resource(create_only, references = AddressGroup, column = "Remote Address Group")]
    pub remote_address_group_id: Option<String>,
    /// Id of the security group that it is of.
    #[resource(required, create_only, references = SecurityGroup, positional, column = "Security Group")]
    pub security_group_id: String,
    /// Text for people.
    #[resource(create_only)]
    pub description: Option<String>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project)]
    pub project_id: String,
    /// Block of addresses that is in force, without the bits of a host.
    ///
    /// Extension `security-groups-normalized-cidr`.
    #[resource(read_only)]
    pub normalized_cidr: Option<String>,
    /// Whether its group is the project's default one (extension `security-groups-rules-belongs-to-default-sg`).
    #[resource(read_only)]
    pub belongs_to_default_sg: Option<bool>,
    /// Words that lists can be narrowed to.
    #[resource(read_only)]
    pub tags: Vec<String>,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}
