//! Address scopes: areas in which no address is given out twice.

use osc_runtime::Resource;

use crate::identity::Project;

/// Area in which the addresses of all subnets are told apart, so that routers forward between them without translation.
///
/// [Subnet pools](super::SubnetPool) belong to it, and what is taken from them (extension `address-scope`).
/// See <https://docs.openstack.org/api-ref/network/v2/#address-scopes>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/address-scopes",
    service = "network",
    operations(list, get, create, update, delete),
    filters(id, name, ip_version, shared, project_id)
)]
#[non_exhaustive]
pub struct AddressScope {
    /// UUID of the address scope.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Version of the Internet Protocol, 4 or 6.
    #[resource(required, create_only, default = 4, column = "IP Version")]
    pub ip_version: u8,
    /// Whether all projects may use it; for administrators to set. A scope that is shared stays so.
    #[resource(switch(share), column)]
    pub shared: bool,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, column = "Project")]
    pub project_id: String,
}
