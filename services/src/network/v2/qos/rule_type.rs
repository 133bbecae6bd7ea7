//! Kinds of rules that a cloud can enforce.

use osc_runtime::{Fields, Resource, Value};

/// Kind of rule that the cloud's drivers can enforce.
///
/// A list has those that all drivers know, unless it asks for more (extension `qos-rule-type-filter`).
/// See <https://docs.openstack.org/api-ref/network/v2/#qos-rule-types>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/qos/rule-types",
    service = "network",
    list_key = "rule_types",
    pagination = "none",
    operations(list, get),
    filters(),
    query(all_supported: bool, all_rules: bool),
    cli = "network qos rule type"
)]
#[non_exhaustive]
pub struct RuleType {
    /// Name of the kind, as `bandwidth_limit`.
    #[resource(name = "type", id, column = "Type", show = "rule_type_name")]
    pub kind: String,
    /// Drivers that enforce it; not in lists, for administrators (extension `qos-rule-type-details`).
    pub drivers: Vec<RuleDriver>,
}

/// Driver that enforces a [`RuleType`].
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct RuleDriver {
    /// Name, as `openvswitch`.
    pub name: String,
    /// What its rules can say.
    pub supported_parameters: Vec<RuleParameter>,
}

/// What a rule can say for a [`RuleDriver`].
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct RuleParameter {
    /// Name of the rule's field.
    pub parameter_name: String,
    /// What its values are told by: `range`, with `start` and `end`, or `choices`, as a list.
    pub parameter_type: String,
    /// The values, in the form that the type says.
    pub parameter_values: Value,
}
