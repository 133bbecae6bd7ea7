//! Servers: the machines that are rented.

use std::collections::HashMap;

use osc_runtime::{Fields, Resource, Timestamp, Value};

/// Machine, virtual or bare metal, that runs an image or boots from a volume.
///
/// Lists have all that is declared here, since they go to the path for details.
/// See <https://docs.openstack.org/api-ref/compute/#servers-servers>.
///
/// ```no_run
/// use osc_services::compute::Server;
///
/// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
/// for server in Server::list(&conn).status("ERROR").await? {
///     println!("{} {:?}", server.name, server.fault);
/// }
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/servers",
    service = "compute",
    list_path = "/servers/detail",
    operations(list, get),
    filters(name, status, project_id, user_id, host, availability_zone, key_name),
    query(
        all_tenants: bool,
        flavor: String,
        image: String,
        ip: String,
        ip6: String,
        changes_since: String = "changes-since",
        deleted: bool
    )
)]
#[non_exhaustive]
pub struct Server {
    /// UUID of the server.
    #[resource(column = "ID", sort = "uuid")]
    pub id: String,
    /// Name; need not be unique. As a filter it is a regular expression.
    #[resource(column, sort = "display_name")]
    pub name: String,
    /// State that it is in: `ACTIVE`, `SHUTOFF`, `ERROR`, `BUILD` and others; `UNKNOWN` where its cell does not answer.
    #[resource(
        column,
        state(
            ready(
                "ACTIVE",
                "PAUSED",
                "RESCUE",
                "SHELVED",
                "SHELVED_OFFLOADED",
                "SHUTOFF",
                "SUSPENDED",
                "VERIFY_RESIZE"
            ),
            failed("ERROR"),
            pending("BUILD", "HARD_REBOOT", "MIGRATING", "PASSWORD", "REBOOT", "REBUILD", "RESIZE", "REVERT_RESIZE")
        )
    )]
    pub status: String,
    /// Addresses, by the names of the networks that they are on.
    #[resource(column = "Networks")]
    pub addresses: HashMap<String, Vec<ServerAddress>>,
    /// Size that it was made with.
    pub flavor: ServerFlavor,
    /// Image that it was made from, as an object with `id`; an empty text where it boots from a volume.
    pub image: Option<Value>,
    /// Id of the project that owns it; a filter with `all_tenants` alone, for administrators.
    #[resource(name = "tenant_id", filter = "project_id", sort = "project_id")]
    pub project_id: String,
    /// Id of the user who made it; a filter for administrators.
    pub user_id: String,
    /// Text for people.
    #[resource(since = "2.19", sort = "display_description")]
    pub description: Option<String>,
    /// Pairs of names and texts that its owner has put on it.
    pub metadata: HashMap<String, String>,
    /// Words that its owner has put on it.
    #[resource(since = "2.26")]
    pub tags: Vec<String>,
    /// Name of the pair of keys that lets in; `None` where there is none.
    pub key_name: Option<String>,
    /// Security groups that guard its ports.
    pub security_groups: Vec<ServerSecurityGroup>,
    /// Volumes that are attached to it.
    #[resource(name = "os-extended-volumes:volumes_attached")]
    pub volumes_attached: Vec<AttachedVolume>,
    /// Groups of servers that it is in, by their ids.
    #[resource(since = "2.71")]
    pub server_groups: Vec<String>,
    /// Availability zone that it is in; a filter for administrators.
    #[resource(name = "OS-EXT-AZ:availability_zone", filter = "availability_zone", sort = "availability_zone")]
    pub availability_zone: Option<String>,
    /// Name of the host that it is on; shown to administrators.
    #[resource(name = "OS-EXT-SRV-ATTR:host", filter = "host", sort = "host")]
    pub host: Option<String>,
    /// Name that the hypervisor's host has for itself; shown to administrators.
    #[resource(name = "OS-EXT-SRV-ATTR:hypervisor_hostname", sort = "node")]
    pub hypervisor_hostname: Option<String>,
    /// Name that the hypervisor has for it; shown to administrators.
    #[resource(name = "OS-EXT-SRV-ATTR:instance_name")]
    pub instance_name: Option<String>,
    /// Host name that it is told, as far as the cloud shows it.
    #[resource(name = "OS-EXT-SRV-ATTR:hostname", since = "2.3", sort = "hostname")]
    pub hostname: Option<String>,
    /// What tells its host from others, and not which one it is; empty where it has none.
    #[resource(name = "hostId")]
    pub host_id: String,
    /// Whether its host's service answers, `UP`, `DOWN` or `UNKNOWN`; shown to administrators.
    #[resource(since = "2.16")]
    pub host_status: Option<String>,
    /// State of its power: 0 none, 1 running, 3 paused, 4 shut down, 6 crashed, 7 suspended.
    #[resource(name = "OS-EXT-STS:power_state", sort = "power_state")]
    pub power_state: Option<u8>,
    /// What is being done with it, as `spawning`; `None` for nothing.
    #[resource(name = "OS-EXT-STS:task_state", sort = "task_state")]
    pub task_state: Option<String>,
    /// State that it is in to the service within, as `active` or `stopped`.
    #[resource(name = "OS-EXT-STS:vm_state", sort = "vm_state")]
    pub vm_state: Option<String>,
    /// How far what is being done with it has come, in percent.
    pub progress: Option<u8>,
    /// What went wrong, where its state says that something did.
    #[resource(fault)]
    pub fault: Option<ServerFault>,
    /// Whether its owner has locked it against changes.
    #[resource(since = "2.9")]
    pub locked: Option<bool>,
    /// Why it is locked.
    #[resource(since = "2.73")]
    pub locked_reason: Option<String>,
    /// IPv4 address that it is to be reached at, as its owner says.
    #[resource(name = "accessIPv4", sort = "access_ip_v4")]
    pub access_ipv4: String,
    /// IPv6 address that it is to be reached at, as its owner says.
    #[resource(name = "accessIPv6", sort = "access_ip_v6")]
    pub access_ipv6: String,
    /// Whether it has a drive with its configuration: `True`, or empty.
    pub config_drive: Option<String>,
    /// Whether its disk is made as large as its flavor says: `AUTO` or `MANUAL`.
    #[resource(name = "OS-DCF:diskConfig", sort = "auto_disk_config")]
    pub disk_config: Option<String>,
    /// Certificates that its image has to be signed with, by their ids.
    #[resource(since = "2.63")]
    pub trusted_image_certificates: Option<Vec<String>>,
    /// Time of its creation.
    #[resource(name = "created", sort = "created_at")]
    pub created_at: Option<Timestamp>,
    /// Time of its last change.
    #[resource(name = "updated", sort = "updated_at")]
    pub updated_at: Option<Timestamp>,
    /// Time at which it first ran.
    #[resource(name = "OS-SRV-USG:launched_at", sort = "launched_at")]
    pub launched_at: Option<Timestamp>,
    /// Time at which it ended.
    #[resource(name = "OS-SRV-USG:terminated_at", sort = "terminated_at")]
    pub terminated_at: Option<Timestamp>,
}

/// Address of a [`Server`] on one of its networks.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct ServerAddress {
    /// The address.
    pub addr: String,
    /// Version of the Internet Protocol, 4 or 6.
    pub version: u8,
    /// Whether it is the port's own, `fixed`, or one outside that leads to it, `floating`.
    #[resource(name = "OS-EXT-IPS:type")]
    pub kind: String,
    /// MAC address of the port.
    #[resource(name = "OS-EXT-IPS-MAC:mac_addr")]
    pub mac_address: String,
}

/// Size of a [`Server`], as it was when the server was made.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct ServerFlavor {
    /// Id of the flavor, which may be gone since; clouds older than 2.47 have this and nothing else.
    pub id: Option<String>,
    /// Name that the flavor had.
    pub original_name: Option<String>,
    /// Virtual processors.
    pub vcpus: Option<u32>,
    /// Memory, in MiB.
    pub ram: Option<u64>,
    /// Disk, in GiB.
    pub disk: Option<u64>,
    /// Disk besides, which ends with the server, in GiB.
    pub ephemeral: Option<u64>,
    /// Swap, in MiB.
    pub swap: Option<u64>,
    /// What else the flavor asked for; shown to those whom the cloud lets see it.
    pub extra_specs: HashMap<String, String>,
}

/// Security group that guards a [`Server`]'s ports.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct ServerSecurityGroup {
    /// Name of the group.
    pub name: String,
}

/// Volume of a [`Server`].
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct AttachedVolume {
    /// Id of the volume.
    pub id: String,
    /// Whether it is deleted with the server; since 2.3.
    pub delete_on_termination: Option<bool>,
}

/// What went wrong with a [`Server`].
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct ServerFault {
    /// Status that goes with it, as HTTP has it.
    pub code: Option<u16>,
    /// What it was, in the service's words.
    pub message: String,
    /// Where it was; shown to administrators.
    pub details: Option<String>,
    /// Time at which it was.
    pub created: Option<Timestamp>,
}
