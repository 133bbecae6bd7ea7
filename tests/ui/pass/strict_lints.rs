//! What is generated passes lints that hold downstream.

#![deny(missing_docs, unreachable_pub, unused, clippy::pedantic, rustdoc::broken_intra_doc_links)]
#![deny(missing_debug_implementations, unused_qualifications, single_use_lifetimes, unused_results)]
#![forbid(unsafe_code)]

use osc_runtime::{Fields, Resource};

/// A network.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/networks", service = "network", operations(list, get, create, update, delete), serde)]
pub struct Network {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it leads outside.
    #[resource(required)]
    pub is_external: bool,
    /// What it is made of.
    pub to_segments: Vec<Segment>,
    /// One of many that are required.
    #[resource(required)]
    pub a: String,
    /// One of many that are required.
    #[resource(required)]
    pub b: String,
    /// One of many that are required.
    #[resource(required)]
    pub c: String,
    /// One of many that are required.
    #[resource(required)]
    pub d: String,
    /// One of many that are required.
    #[resource(required)]
    pub e: String,
    /// One of many that are required.
    #[resource(required)]
    pub f: String,
    /// One of many that are required.
    #[resource(required)]
    pub g: String,
}

/// A segment of a network.
#[derive(Debug, Clone, Default, Fields)]
pub struct Segment {
    /// Its id in the provider's network.
    #[resource(name = "provider:segmentation_id")]
    pub segmentation_id: Option<u32>,
}

fn main() {}
