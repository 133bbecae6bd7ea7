//! Policies of quality of service: sets of rules.

use osc_runtime::{Fields, Resource, Timestamp, actions};

use crate::identity::Project;

/// Set of rules on how packets are treated, for networks, ports, floating IPs and gateways of routers to name.
///
/// A port without a policy of its own has that of its network. What is done to the rules holds at once wherever the
/// policy is named. See <https://docs.openstack.org/api-ref/network/v2/#qos-policies-qos>.
///
/// ```no_run
/// use osc_services::network::Port;
/// use osc_services::network::qos::{BandwidthLimitRule, Policy};
///
/// # async fn example(conn: osc_runtime::Connection, port: Port) -> osc_runtime::Result<()> {
/// let policy = Policy::create(&conn).name("10-mbit").await?;
/// BandwidthLimitRule::create(&conn, &policy, 10_000).direction("egress").await?;
/// Port::update(&conn, &port).qos_policy_id(&policy).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/qos/policies",
    service = "network",
    actions,
    operations(list, get, create, update, delete),
    filters(id, name, description, shared, is_default, project_id, tenant_id, revision_number),
    query(
        tags: String,
        any_tags: String = "tags-any",
        not_tags: String = "not-tags",
        not_any_tags: String = "not-tags-any"
    ),
    cli = "network qos policy"
)]
#[non_exhaustive]
pub struct Policy {
    /// UUID of the policy.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Whether all projects may use it; for administrators to set.
    #[resource(switch(share = true, "no-share" = false), column)]
    pub shared: bool,
    /// Whether it is the one that the project's new networks get where they name none (extension `qos-default`).
    #[resource(switch(default = true, "no-default" = false), column = "Default")]
    pub is_default: Option<bool>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Project")]
    pub project_id: String,
    /// Id of the project that owns it, under its older name.
    #[resource(read_only)]
    pub tenant_id: String,
    /// Text for people.
    pub description: String,
    /// Its rules, of all kinds.
    #[resource(read_only)]
    pub rules: Vec<PolicyRule>,
    /// Words that lists can be narrowed to.
    #[resource(read_only)]
    pub tags: Vec<String>,
    /// Count of its changes, those of its rules included.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}

// Neutron has the tags of policies below `/policies` and not below `/qos/policies`.
#[actions("/policies/{id}")]
impl Policy {
    /// The tags of the one with this id.
    #[action(get = "tags", response_key = "tags")]
    pub fn tags() -> Vec<String>;

    /// Puts these tags in the place of all others.
    #[action(put = "tags")]
    pub fn set_tags(
        /// The tags.
        tags: Vec<String>,
    );

    /// Adds a tag.
    #[action(put = "tags/{tag}")]
    pub fn add_tag(
        /// The tag.
        tag: String,
    );

    /// Removes a tag.
    #[action(delete = "tags/{tag}")]
    pub fn remove_tag(
        /// The tag.
        tag: String,
    );

    /// Removes all tags.
    #[action(delete = "tags")]
    pub fn clear_tags();
}

/// Rule of a [`Policy`] as the policy shows it, of whatever kind: what the kind does not have is `None`.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct PolicyRule {
    /// UUID of the rule.
    pub id: String,
    /// Id of the policy that it is of.
    pub qos_policy_id: String,
    /// Kind, as `bandwidth_limit`; [`RuleType`](super::RuleType) has them all.
    #[resource(name = "type")]
    pub kind: String,
    /// Direction, seen from the port: `ingress`, `egress`, or for `minimum_packet_rate` also `any`.
    pub direction: Option<String>,
    /// Limit in kilobits a second, of a `bandwidth_limit`.
    pub max_kbps: Option<u32>,
    /// Kilobits that may go beyond the limit at once, of a `bandwidth_limit`.
    pub max_burst_kbps: Option<u32>,
    /// Guarantee in kilobits a second, of a `minimum_bandwidth`.
    pub min_kbps: Option<u32>,
    /// Limit in thousands of packets a second, of a `packet_rate_limit`.
    pub max_kpps: Option<u32>,
    /// Thousands of packets that may go beyond the limit at once, of a `packet_rate_limit`.
    pub max_burst_kpps: Option<u32>,
    /// Guarantee in thousands of packets a second, of a `minimum_packet_rate`.
    pub min_kpps: Option<u32>,
    /// Mark, of a `dscp_marking`.
    pub dscp_mark: Option<u8>,
}
