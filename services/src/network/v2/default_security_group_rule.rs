//! Rules that new security groups begin with.

use osc_runtime::Resource;

use super::AddressGroup;

/// Template of a rule: each security group that is made later gets one like it.
///
/// Groups that are there already keep the rules that they have. For administrators to change (extension
/// `security-groups-default-rules`).
/// See <https://docs.openstack.org/api-ref/network/v2/#security-group-default-rules-security-group-default-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/default-security-group-rules",
    service = "network",
    operations(list, get, create, delete),
    filters(
        id,
        protocol,
        ethertype,
        remote_ip_prefix,
        port_range_min,
        port_range_max,
        direction,
        remote_group_id,
        remote_address_group_id,
        used_in_default_sg,
        used_in_non_default_sg,
        description
    )
)]
#[non_exhaustive]
pub struct DefaultSecurityGroupRule {
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
    /// Id of the security group that the other side is in; `PARENT` is the group that the rule will be of.
    #[resource(create_only, option = "remote-group", column = "Remote Security Group")]
    pub remote_group_id: Option<String>,
    /// Id of the address group that the other side is in.
    #[resource(create_only, references = AddressGroup, column = "Remote Address Group")]
    pub remote_address_group_id: Option<String>,
    /// Whether the default group of a new project gets it.
    #[resource(required, create_only, switch("for-default-sg" = true), default = false, column = "Used in default Security Group")]
    pub used_in_default_sg: bool,
    /// Whether all other new groups get it.
    #[resource(required, create_only, switch("for-custom-sg" = true), default = false, column = "Used in custom Security Group")]
    pub used_in_non_default_sg: bool,
    /// Text for people.
    #[resource(create_only)]
    pub description: Option<String>,
}
