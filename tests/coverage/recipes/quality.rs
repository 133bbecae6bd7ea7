//! Quality of service, metering and logs.

use osc_services::network::log::{Log, LoggableResource};
use osc_services::network::qos::{
    BandwidthLimitRule, DscpMarkingRule, MinimumBandwidthRule, MinimumPacketRateRule, PacketRateLimitRule, Policy,
    RuleType,
};
use osc_services::network::{MeteringLabel, MeteringLabelRule};
use serde_json::json;

use crate::recipe::Recipe;

#[expect(clippy::too_many_lines, reason = "a table, of which each row is a recipe")]
pub(crate) fn all() -> Vec<Recipe> {
    vec![
        Recipe::of::<Policy>("qos_policy")
            .extension("qos")
            .create(json!({"description": "made", "shared": false, "is_default": false}))
            .update(json!({"name": "osc-changed", "description": "changed", "shared": true}))
            .act("set_tags", json!({"tags": ["blue", "a b"]}))
            .act("add_tag", json!({"tag": "web+1"}))
            .act("tags", json!({}))
            .answers(json!(["a b", "blue", "web+1"]))
            .act("remove_tag", json!({"tag": "blue"}))
            .leaves(json!({"tags": ["a b", "web+1"]}))
            .act("clear_tags", json!({}))
            .leaves(json!({"tags": []})),
        Recipe::of::<RuleType>("qos_rule_type")
            .extension("qos")
            .found(json!({"type": "dscp_marking"}))
            .embedded("sort", "Neutron sorts them by nothing")
            .seed(json!({"type": "dscp_marking"})),
        Recipe::of::<BandwidthLimitRule>("bandwidth_limit_rule")
            .extension("qos")
            .parents(&["$qos_policy"])
            .create(json!({"max_kbps": 1000, "max_burst_kbps": 800, "direction": "egress"}))
            .also(json!({"direction": "ingress"}))
            .update(json!({"max_kbps": 2000, "max_burst_kbps": 900}))
            .act("get_by_id", json!({}))
            .answers(json!({"max_kbps": 2000}))
            .further("get_by_id", "qos-rules-alias")
            .act("update_by_id", json!({"max_kbps": 3000}))
            .answers(json!({"max_kbps": 3000}))
            .leaves(json!({"max_kbps": 3000}))
            .further("update_by_id", "qos-rules-alias")
            .act("delete_by_id", json!({}))
            .ends()
            .further("delete_by_id", "qos-rules-alias"),
        Recipe::of::<DscpMarkingRule>("dscp_marking_rule")
            .extension("qos")
            .parents(&["$qos_policy"])
            .create(json!({"dscp_mark": 26}))
            .embedded("bulk", "a policy has one of them")
            .update(json!({"dscp_mark": 34}))
            .act("get_by_id", json!({}))
            .answers(json!({"dscp_mark": 34}))
            .further("get_by_id", "qos-rules-alias")
            .act("update_by_id", json!({"dscp_mark": 36}))
            .answers(json!({"dscp_mark": 36}))
            .leaves(json!({"dscp_mark": 36}))
            .further("update_by_id", "qos-rules-alias")
            .act("delete_by_id", json!({}))
            .ends()
            .further("delete_by_id", "qos-rules-alias"),
        Recipe::of::<MinimumBandwidthRule>("minimum_bandwidth_rule")
            .extension("qos")
            .parents(&["$qos_policy"])
            .create(json!({"min_kbps": 1000, "direction": "egress"}))
            .also(json!({"direction": "ingress"}))
            .update(json!({"min_kbps": 2000}))
            .act("get_by_id", json!({}))
            .answers(json!({"min_kbps": 2000}))
            .further("get_by_id", "qos-rules-alias")
            .act("update_by_id", json!({"min_kbps": 3000}))
            .answers(json!({"min_kbps": 3000}))
            .leaves(json!({"min_kbps": 3000}))
            .further("update_by_id", "qos-rules-alias")
            .act("delete_by_id", json!({}))
            .ends()
            .further("delete_by_id", "qos-rules-alias"),
        Recipe::of::<MinimumPacketRateRule>("minimum_packet_rate_rule")
            .extension("qos-pps-minimum")
            .parents(&["$qos_policy"])
            .create(json!({"min_kpps": 1000, "direction": "any"}))
            .update(json!({"min_kpps": 2000}))
            .act("get_by_id", json!({}))
            .answers(json!({"min_kpps": 2000}))
            .further("get_by_id", "qos-pps-minimum-rule-alias")
            .act("update_by_id", json!({"min_kpps": 3000}))
            .answers(json!({"min_kpps": 3000}))
            .leaves(json!({"min_kpps": 3000}))
            .further("update_by_id", "qos-pps-minimum-rule-alias")
            .act("delete_by_id", json!({}))
            .ends()
            .further("delete_by_id", "qos-pps-minimum-rule-alias"),
        Recipe::of::<PacketRateLimitRule>("packet_rate_limit_rule")
            .extension("qos-pps")
            .parents(&["$qos_policy"])
            .create(json!({"max_kpps": 1000, "max_burst_kpps": 800}))
            .also(json!({"direction": "ingress"}))
            .update(json!({"max_kpps": 2000, "max_burst_kpps": 900})),
        Recipe::of::<MeteringLabel>("metering_label")
            .extension("metering")
            .create(json!({"description": "made", "shared": false})),
        Recipe::of::<MeteringLabelRule>("metering_label_rule")
            .extension("metering")
            .create(json!({
                "metering_label_id": "$metering_label", "direction": "ingress", "excluded": true,
                "source_ip_prefix": "10.21.0.0/24", "destination_ip_prefix": "192.0.2.0/24",
            }))
            .also(json!({"source_ip_prefix": "10.23.0.0/24"})),
        Recipe::of::<Log>("log")
            .extension("logging")
            .create(json!({
                "resource_type": "security_group", "resource_id": "$security_group", "target_id": "$port:plain",
                "event": "ACCEPT", "enabled": true, "description": "made",
            }))
            .also(json!({"event": "DROP"}))
            .update(json!({"name": "osc-changed", "description": "changed", "enabled": false})),
        Recipe::of::<LoggableResource>("loggable_resource")
            .extension("logging")
            .found(json!({"type": "security_group"}))
            .embedded("sort", "Neutron sorts them by nothing")
            .seed(json!({"type": "security_group"})),
    ]
}
