//! Trunks: ports that carry those of several networks.

use osc_runtime::{Fields, Resource, Timestamp, actions};

use super::Port;
use crate::identity::Project;

/// Port of a server that carries further ones, of other networks, which the server tells apart by VLAN.
///
/// Extension `trunk`. See <https://docs.openstack.org/api-ref/network/v2/#trunk-networking>.
///
/// ```no_run
/// use osc_services::network::{Port, SubPort, Trunk};
///
/// # async fn example(conn: osc_runtime::Connection, parent: Port, child: Port) -> osc_runtime::Result<()> {
/// let trunk = Trunk::create(&conn, &parent).name("to the lab").await?;
/// let mut lab = SubPort { port_id: child.id, ..SubPort::default() };
/// (lab.segmentation_type, lab.segmentation_id) = (Some("vlan".into()), Some(7));
/// Trunk::add_sub_ports(&conn, &trunk, [lab]).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/trunks",
    service = "network",
    tags,
    actions,
    operations(list, get, create, update, delete),
    filters(id, name, port_id, description, status, admin_state_up, project_id, revision_number),
    cli = "network trunk"
)]
#[non_exhaustive]
pub struct Trunk {
    /// UUID of the trunk.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column)]
    pub name: String,
    /// Id of the port that carries the others.
    #[resource(required, create_only, references = Port, option = "parent-port", column = "Parent Port")]
    pub port_id: String,
    /// Text for people.
    #[resource(column)]
    pub description: String,
    /// Whether it carries packets: `ACTIVE`, `DOWN`, `BUILD`, `DEGRADED` or `ERROR`.
    #[resource(read_only, long, state(ready("ACTIVE"), failed("ERROR"), pending("BUILD")))]
    pub status: String,
    /// Whether it is to carry packets, and can be changed; true unless set.
    #[resource(
        switch(enable = true, disable = false),
        long = "State",
        words("UP", "DOWN"),
        show = "is_admin_state_up"
    )]
    pub admin_state_up: bool,
    /// Ports that it carries.
    #[resource(create_only, option = "subport")]
    pub sub_ports: Vec<SubPort>,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project)]
    pub project_id: String,
    /// Words that lists can be narrowed to.
    #[resource(read_only)]
    pub tags: Vec<String>,
    /// Count of its changes.
    #[resource(revision)]
    pub revision_number: Option<u64>,
    /// Time of its creation.
    #[resource(long = "Created At")]
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    #[resource(long = "Updated At")]
    pub updated_at: Option<Timestamp>,
}

#[actions("/trunks/{id}")]
impl Trunk {
    /// Ports that it carries.
    #[action(get = "get_subports", response_key = "sub_ports", cli = "subport list")]
    pub fn sub_ports() -> Vec<SubPort>;

    /// Has it carry further ports, and returns all that it carries.
    #[action(put = "add_subports", response_key = "sub_ports", cli = "set --subport")]
    pub fn add_sub_ports(
        /// The ports, each with a VLAN id of its own.
        #[action(option = "subport")]
        sub_ports: Vec<SubPort>,
    ) -> Vec<SubPort>;

    /// Has it carry some ports no more, and returns those left.
    #[action(put = "remove_subports", response_key = "sub_ports", cli = "unset --subport")]
    pub fn remove_sub_ports(
        /// The ports, of which the ids are enough.
        #[action(option = "subport")]
        sub_ports: Vec<SubPort>,
    ) -> Vec<SubPort>;
}

/// Port that a [`Trunk`] carries.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct SubPort {
    /// Id of the port.
    #[resource(references = Port)]
    pub port_id: String,
    /// Mechanism that tells its packets from those of others: `vlan`, or `inherit` for that of its network.
    pub segmentation_type: Option<String>,
    /// VLAN id; that of its network where the mechanism is inherited.
    pub segmentation_id: Option<u32>,
    /// MAC address, which only a [`Port`] tells.
    pub mac_address: Option<String>,
}
