//! What the factory makes.

use openstack::{Fields, Resource, Timestamp};

/// A thing with a purpose.
#[derive(Debug, Clone, PartialEq, Resource)]
#[resource(base_path = "/gadgets", service = "gadgets", crate = "openstack", serde)]
#[resource(operations(list, get, create, update, delete), update_method = "PATCH")]
#[non_exhaustive]
pub struct Gadget {
    /// Its id.
    pub id: String,
    /// What it is called.
    #[resource(required, column)]
    pub name: String,
    /// Who made it.
    #[resource(required, create_only)]
    pub maker: Maker,
    /// How many there are.
    #[resource(column = "In stock")]
    pub stock: u32,
    /// Words to find it by.
    pub labels: Vec<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// How it is built, in the words of its service.
    #[resource(name = "factory:kind", read_only)]
    pub r#type: Option<String>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
}

/// Who makes gadgets.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
#[resource(crate = "openstack", serde)]
pub struct Maker {
    /// Their name.
    pub name: String,
    /// Where they work.
    pub city: Option<String>,
}
