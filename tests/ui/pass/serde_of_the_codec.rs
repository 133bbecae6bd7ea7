//! serde's traits over the codec.

use osc_runtime::{Fields, Resource};

#[derive(Debug, PartialEq, Resource)]
#[resource(base_path = "/networks", service = "network", serde)]
struct Network {
    id: String,
    #[resource(name = "router:external")]
    is_external: Option<bool>,
    links: Vec<Link>,
}

#[derive(Debug, PartialEq, Fields)]
#[resource(serde)]
struct Link {
    href: String,
}

fn main() {
    let text = r#"{"id": "1", "router:external": true, "links": [{"href": "/"}], "unknown": 5}"#;
    let network: Network = serde_json::from_str(text).unwrap();
    assert_eq!(network.is_external, Some(true));
    let again: Network = serde_json::from_value(serde_json::to_value(&network).unwrap()).unwrap();
    assert_eq!(network, again);
    let link: Link = serde_json::from_str(r#"{"href": "/"}"#).unwrap();
    assert_eq!(link, network.links[0]);
}
