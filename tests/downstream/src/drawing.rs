//! Drawings: a file each, with tags, that is printed by an action, and a reference to what it shows.

use openstack::{Body, Download, Resource, actions};

use crate::Gadget;

/// A drawing of a gadget.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(base_path = "/drawings", service = "gadgets", crate = "openstack", tags, metadata, bulk, actions)]
#[resource(operations(list, get, create, update, delete), update_method = "PATCH", query(all_makers: bool))]
pub struct Drawing {
    /// Its id.
    pub id: String,
    /// The gadget that it shows.
    #[resource(required, create_only, references = Gadget)]
    pub gadget_id: String,
    /// How far it has come.
    #[resource(state(ready("printed"), failed("torn"), pending("drawn")))]
    pub state: String,
    /// Why it is torn.
    #[resource(fault)]
    pub reason: Option<String>,
    /// The scale, since drawings have one.
    #[resource(since = "1.3")]
    pub scale: Option<f64>,
    /// Its tags.
    #[resource(read_only)]
    pub tags: Vec<String>,
}

#[actions("/drawings/{id}", crate = "openstack")]
impl Drawing {
    /// Prints it.
    #[action(post = "action", key = "print", leads_to = "printed", since = "1.2")]
    pub fn print(
        /// How many.
        copies: u32,
        /// In colour, unless this is said.
        colour: Option<bool>,
    );

    /// Puts a scan in its place.
    #[action(put = "scan", content_type = "image/png")]
    pub fn upload(#[action(body)] scan: Body);

    /// The scan.
    #[action(get = "scan")]
    pub fn download() -> Download;

    /// Whether a colour is in it.
    #[action(head = "colours/{colour}")]
    pub fn has_colour(colour: String) -> bool;
}
