//! Shelves, put under their name, which keep what they are in headers; and what is on all of them.

use std::collections::HashMap;

use openstack::{Resource, Value};

/// A shelf.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/shelves", service = "gadgets", crate = "openstack", key = none, pagination = "marker")]
#[resource(operations(list, get, create, update, delete, head), create_method = "PUT", update_method = "POST")]
pub struct Shelf {
    /// What it is called.
    #[resource(id)]
    pub name: String,
    /// How many gadgets are on it.
    #[resource(read_only, header = "x-shelf-count")]
    pub count: u32,
    /// Whatever its owner has noted.
    #[resource(header = "x-shelf-note-*")]
    pub notes: HashMap<String, String>,
}

/// The stock of everything, which there is once.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/stock", service = "gadgets", crate = "openstack", singleton)]
#[resource(operations(get, update), update_method = "JSON-PATCH", content_type = "application/json-patch+json")]
pub struct Stock {
    /// How many there may be.
    pub limit: i64,
    /// Whether somebody counts.
    #[resource(coerce)]
    pub counted: bool,
    /// The stock by gadget, and whatever else the service tells.
    #[resource(flatten)]
    pub others: HashMap<String, Value>,
}

/// How many there are of a kind: a map, with the time beside it.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/kinds/{kind}/counts", service = "gadgets", crate = "openstack")]
#[resource(operations(list), list_shape = "map")]
pub struct Count {
    /// The kind.
    pub kind: String,
    /// The gadget.
    #[resource(id)]
    pub gadget: String,
    /// How many.
    pub count: u64,
    /// When that was.
    #[resource(beside)]
    pub counted_at: Option<openstack::Timestamp>,
    /// Who has counted, who was called a clerk once.
    #[resource(alias = "clerk")]
    pub counter: Option<String>,
}

/// A word that gadgets can be found by.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/keywords", service = "gadgets", crate = "openstack", operations(list), list_shape = "ids")]
pub struct Keyword {
    /// The word.
    #[resource(id)]
    pub word: String,
}
