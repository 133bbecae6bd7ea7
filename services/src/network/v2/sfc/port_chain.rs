//! Port chains: the way of packets.

use osc_runtime::{Fields, Resource};

use super::{FlowClassifier, PortPairGroup};
use crate::identity::Project;

/// Chain of functions that packets pass through.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#port-chains>.
///
/// ```no_run
/// use osc_services::network::Port;
/// use osc_services::network::sfc::{FlowClassifier, PortChain, PortPair, PortPairGroup};
///
/// # async fn example(conn: osc_runtime::Connection, inner: Port, outer: Port) -> osc_runtime::Result<()> {
/// let filter = PortPair::create(&conn, &inner, &outer).name("filter").await?;
/// let filters = PortPairGroup::create(&conn).port_pairs([filter.id]).await?;
/// let web = FlowClassifier::create(&conn).protocol("tcp").destination_port_range_min(80).await?;
/// PortChain::create(&conn, [filters.id]).flow_classifiers([web.id]).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/sfc/port_chains",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, name, description, chain_id, project_id),
    cli = "sfc port chain"
)]
#[non_exhaustive]
pub struct PortChain {
    /// UUID of the port chain.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Ids of the groups of port pairs that packets pass, in this order.
    #[resource(required, references = PortPairGroup, column = "Port Pair Groups", show = "Port Pair Groups")]
    pub port_pair_groups: Vec<String>,
    /// Ids of the flow classifiers whose packets it takes in. A classifier is for one chain.
    #[resource(references = FlowClassifier, column = "Flow Classifiers", show = "Flow Classifiers")]
    pub flow_classifiers: Vec<String>,
    /// How packets are led along it.
    #[resource(create_only, column = "Chain Parameters", show = "Chain Parameters")]
    pub chain_parameters: ChainParameters,
    /// Number that it has in the packets' headers, at most 65535; chosen by the service unless set.
    #[resource(create_only)]
    pub chain_id: u32,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
}

/// How packets are led along a [`PortChain`].
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct ChainParameters {
    /// Header by which packets are known to be of the chain: `mpls` unless set, or `nsh`.
    pub correlation: Option<String>,
    /// Whether answers pass the chain too, the other way round; false unless set.
    pub symmetric: Option<bool>,
}
