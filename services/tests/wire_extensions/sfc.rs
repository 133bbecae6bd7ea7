use osc_runtime::codec::from_value;
use osc_services::network::sfc::{FlowClassifier, NTuple, PortChain, PortPair, PortPairGroup, ServiceGraph};

#[test]
fn a_flow_classifier_is_read() {
    let classifier = assert_read!(FlowClassifier, "sfc_flow_classifier", but: ["tenant_id"]);
    assert_eq!((classifier.source_port_range_min, classifier.source_port_range_max), (Some(1000), Some(2000)));
    assert_eq!(classifier.destination_port_range_min, None);
}

#[test]
fn a_chain_is_read_with_its_steps() {
    let chain = assert_read!(PortChain, "sfc_port_chain", but: ["tenant_id"]);
    assert_eq!(chain.chain_parameters.correlation.as_deref(), Some("mpls"));
    let group = assert_read!(PortPairGroup, "sfc_port_pair_group", but: ["tenant_id"]).port_pair_group_parameters;
    assert_eq!(group.lb_fields, ["ip_src", "ip_dst"]);
    let behind = group.ppg_n_tuple_mapping.unwrap().egress_n_tuple.unwrap();
    assert_eq!(behind.source_port_range_max, Some(90));
    let function = assert_read!(PortPair, "sfc_port_pair", but: ["tenant_id"]).service_function_parameters;
    assert_eq!((function.correlation.as_deref(), function.weight), (Some("mpls"), None));
}

#[test]
fn a_port_that_was_set_as_a_string_is_read() {
    // Neutron keeps what stands in here as it was given.
    let tuple: NTuple = from_value(&r#"{"source_port_range_min": "80"}"#.parse().unwrap()).unwrap();
    assert_eq!(tuple.source_port_range_min, Some(80));
}

#[test]
fn a_graph_is_read_as_a_map_of_chains() {
    let graph = assert_read!(ServiceGraph, "sfc_service_graph", but: ["tenant_id"]);
    assert_eq!(graph.port_chains.values().map(Vec::len).collect::<Vec<_>>(), [1]);
}
