//! How the lists of a service are asked for, beyond what OpenStack's APIs have in common.

/// How the lists of a service are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Listing {
    pub(crate) projection: Projection,
    /// How many items a page is asked to have, where that is faster than what the service does by itself.
    pub(crate) page_size: Option<usize>,
    pub(crate) sorting: Sorting,
}

/// How a list is asked for some fields of each item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Projection {
    /// Not at all: the service sends all of them.
    #[default]
    None,
    /// `fields=id&fields=name` (Neutron, Octavia).
    Repeated,
    /// `fields=id,name` (Ironic, Mistral).
    Comma,
}

/// How a list is asked for an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sorting {
    /// Not at all: the service sends the items as it likes.
    #[default]
    None,
    /// `sort_key=name&sort_dir=asc`, for each field (Neutron, Nova, Glance).
    Pairs,
    /// The same, for one field alone (Manila, Ironic, Designate).
    Pair,
    /// `sort=name:asc,id:desc` (Cinder, Octavia).
    Joined,
}
