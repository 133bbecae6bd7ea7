//! What gadgets are made of.

use openstack::Resource;

/// A part of a gadget.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(base_path = "/gadgets/{gadget_id}/parts", service = "gadgets", crate = "openstack")]
#[resource(operations(list, get, create, delete), cli = "gadget part")]
pub struct Part {
    /// Its number, which is its id.
    #[resource(id)]
    pub number: String,
    /// The gadget that it belongs to.
    pub gadget_id: String,
    /// What it is called.
    #[resource(required)]
    pub name: String,
    /// What it weighs, in grams.
    pub weight: Option<f64>,
}
