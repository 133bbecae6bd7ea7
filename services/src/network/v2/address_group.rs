//! Address groups: named sets of addresses for rules of security groups.

use osc_runtime::{Resource, Timestamp, actions};

use crate::identity::Project;

/// Set of blocks of addresses that a [`SecurityGroupRule`](super::SecurityGroupRule) can name as the other side.
///
/// When the group changes, all rules that name it change with it (extension `address-group`).
/// See <https://docs.openstack.org/api-ref/network/v2/#address-groups>.
///
/// ```no_run
/// use osc_services::network::AddressGroup;
///
/// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
/// let group = AddressGroup::create(&conn).name("offices").addresses(["192.0.2.0/24"]).await?;
/// AddressGroup::add_addresses(&conn, &group, ["198.51.100.7/32"]).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/address-groups",
    service = "network",
    actions,
    operations(list, get, create, update, delete),
    filters(id, name, description, project_id, revision_number)
)]
#[non_exhaustive]
pub struct AddressGroup {
    /// UUID of the address group.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Text for people.
    #[resource(column)]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Project")]
    pub project_id: String,
    /// Blocks of addresses, of either IP version, as `192.0.2.0/24`; a single address is `192.0.2.7/32`.
    #[resource(create_only, option = "address", column)]
    pub addresses: Vec<String>,
    /// Whether another project shares it with this one, by an [`RbacPolicy`](super::RbacPolicy).
    #[resource(read_only, switch(share))]
    pub shared: bool,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    pub updated_at: Option<Timestamp>,
}

#[actions("/address-groups/{id}")]
impl AddressGroup {
    /// Adds blocks of addresses to those that it has.
    #[action(put = "add_addresses", cli = "set --address")]
    pub fn add_addresses(
        /// The blocks, as `192.0.2.0/24`.
        addresses: Vec<String>,
    ) -> Self;

    /// Removes blocks of addresses.
    #[action(put = "remove_addresses", cli = "unset --address")]
    pub fn remove_addresses(
        /// The blocks, written as the group has them.
        addresses: Vec<String>,
    ) -> Self;
}
