//! serde's own derives on the same struct, for the user's own files.

use osc_runtime::Resource;
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize, Resource)]
#[serde(default)]
#[resource(base_path = "/networks", service = "network")]
struct Network {
    id: String,
    #[serde(rename = "router:external", default)]
    is_external: bool,
    #[serde(rename(serialize = "written", deserialize = "read"), skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    /// The attribute wins over serde's.
    #[serde(rename = "provider:segmentation_id")]
    #[resource(name = "segmentation_id")]
    segment: Option<u32>,
}

impl Default for Network {
    fn default() -> Self {
        Self { id: "none".into(), is_external: false, label: None, segment: None }
    }
}

fn main() {
    let names: Vec<_> = Network::SCHEMA.fields().iter().map(|field| field.wire_name()).collect();
    assert_eq!(names, ["id", "router:external", "read", "segmentation_id"]);
    let network: Network = serde_json::from_str(r#"{"id": "1", "router:external": true}"#).unwrap();
    assert!(network.is_external);
    assert_eq!(network.to_value()["router:external"], true);
}
