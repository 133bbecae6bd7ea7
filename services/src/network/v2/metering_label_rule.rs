//! Rules of metering labels.

use osc_runtime::Resource;

use super::MeteringLabel;
use crate::identity::Project;

/// Kind of packets that are counted, or not counted, under a [`MeteringLabel`].
///
/// For administrators (extension `metering`).
/// See <https://docs.openstack.org/api-ref/network/v2/#metering-labels-and-rules-metering-labels-metering-label-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/metering/metering-label-rules",
    service = "network",
    list_key = "metering_label_rules",
    bulk,
    operations(list, get, create, delete),
    filters(id, excluded, direction, remote_ip_prefix, source_ip_prefix, destination_ip_prefix, metering_label_id),
    cli = "network meter rule"
)]
#[non_exhaustive]
pub struct MeteringLabelRule {
    /// UUID of the rule.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the label that it is of.
    #[resource(required, create_only, references = MeteringLabel, positional, option = "meter")]
    pub metering_label_id: String,
    /// Whether the packets are left out of the count; false unless set.
    #[resource(create_only, switch(exclude = true, include = false), column, show = "is_excluded")]
    pub excluded: bool,
    /// Direction of the packets: `ingress` or `egress`.
    #[resource(required, create_only, switch(ingress = "ingress", egress = "egress"), default = "ingress", column)]
    pub direction: String,
    /// Block of addresses that is counted, as `192.0.2.0/24`.
    ///
    /// The two below it, which tell the sides apart, are to be preferred; it goes with neither of them.
    #[resource(create_only, column = "Remote IP Prefix")]
    pub remote_ip_prefix: Option<String>,
    /// Block of addresses that the packets come from; all unless set.
    ///
    /// Extension `metering_source_and_destination_fields`.
    #[resource(create_only, column = "Source IP Prefix")]
    pub source_ip_prefix: Option<String>,
    /// Block of addresses that the packets go to; all unless set.
    ///
    /// Extension `metering_source_and_destination_fields`.
    #[resource(create_only, column = "Destination IP Prefix")]
    pub destination_ip_prefix: Option<String>,
    /// Id of the project that owns it; administrators may set another than their own. Never returned.
    #[resource(create_only, references = Project)]
    pub project_id: Option<String>,
}
