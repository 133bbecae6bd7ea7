//! Flow classifiers: which packets go through a chain.

use std::collections::HashMap;

use osc_runtime::{Resource, Value};

use crate::identity::Project;
use crate::network::v2::Port;

/// Kind of packets, which a chain takes in. What is not said matches any packet.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#flow-classifiers>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/sfc/flow_classifiers",
    service = "network",
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        protocol,
        ethertype,
        source_ip_prefix,
        destination_ip_prefix,
        logical_source_port,
        logical_destination_port,
        source_port_range_min,
        source_port_range_max,
        destination_port_range_min,
        destination_port_range_max,
        project_id
    ),
    cli = "sfc flow classifier"
)]
#[non_exhaustive]
pub struct FlowClassifier {
    /// UUID of the flow classifier.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Protocol, as `tcp`, or its number.
    #[resource(create_only, column = "Protocol", show = "Protocol")]
    pub protocol: Option<String>,
    /// Version of the Internet Protocol: `IPv4` unless set, or `IPv6`.
    #[resource(create_only, long = "Ethertype", show = "Ethertype")]
    pub ethertype: String,
    /// Block of addresses that the packets come from.
    #[resource(create_only, column = "Source IP", show = "Source IP")]
    pub source_ip_prefix: Option<String>,
    /// Block of addresses that the packets go to.
    #[resource(create_only, column = "Destination IP", show = "Destination IP")]
    pub destination_ip_prefix: Option<String>,
    /// Id of the port that the packets come from.
    #[resource(create_only, references = Port, long = "Logical Source Port", show = "Logical Source Port")]
    pub logical_source_port: Option<String>,
    /// Id of the port that the packets go to.
    #[resource(create_only, references = Port, long = "Logical Destination Port", show = "Logical Destination Port")]
    pub logical_destination_port: Option<String>,
    /// First port of TCP or UDP that the packets come from.
    #[resource(
        create_only,
        range("source-port", source_port_range_max),
        long = "Source Port Range",
        show = "Source Port Range Min"
    )]
    pub source_port_range_min: Option<u16>,
    /// Last port of TCP or UDP that the packets come from.
    #[resource(create_only, show = "Source Port Range Max")]
    pub source_port_range_max: Option<u16>,
    /// First port of TCP or UDP that the packets go to.
    #[resource(
        create_only,
        range("destination-port", destination_port_range_max),
        long = "Destination Port Range",
        show = "Destination Port Range Min"
    )]
    pub destination_port_range_min: Option<u16>,
    /// Last port of TCP or UDP that the packets go to.
    #[resource(create_only, show = "Destination Port Range Max")]
    pub destination_port_range_max: Option<u16>,
    /// What drivers look at beyond that.
    #[resource(create_only, option = "l7-parameters", long = "L7 Parameters", show = "L7 Parameters")]
    pub l7_parameters: HashMap<String, Value>,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
}
