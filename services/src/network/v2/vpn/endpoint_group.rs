//! Endpoint groups: what is at an end of a tunnel.

use osc_runtime::Resource;

use crate::identity::Project;

/// What is reached at one end of a tunnel (extension `vpn-endpoint-groups`).
///
/// See <https://docs.openstack.org/api-ref/network/v2/#vpnaas-2-0-vpn-vpnservices-ikepolicies-ipsecpolicies-endpoint-groups-ipsec-site-connections>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/vpn/endpoint-groups",
    service = "network",
    list_key = "endpoint_groups",
    operations(list, get, create, update, delete),
    filters(id, name, description, project_id),
    cli = "vpn endpoint group"
)]
#[non_exhaustive]
pub struct EndpointGroup {
    /// UUID of the endpoint group.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// What the endpoints are: `subnet`, on this side, or `cidr`, on the other; or `network`, `router`, `vlan`.
    #[resource(
        name = "type",
        required,
        create_only,
        filter = "endpoint_type",
        option = "type",
        column = "Type",
        show = "Type"
    )]
    pub kind: String,
    /// Ids of subnets, or blocks of addresses, depending on the type.
    #[resource(required, create_only, option = "value", column = "Endpoints", show = "Endpoints")]
    pub endpoints: Vec<String>,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
}
