//! Port forwardings: several addresses inside, behind one floating IP.

use osc_runtime::Resource;

use super::{FloatingIp, Port};

/// Port of TCP or UDP of a [`FloatingIp`] that leads to one of an address inside.
///
/// Either the two ports are said or the two ranges (extension `floating-ip-port-forwarding`).
/// See <https://docs.openstack.org/api-ref/network/v2/#floating-ips-port-forwarding>.
///
/// ```no_run
/// use osc_services::network::{FloatingIp, Port, PortForwarding};
///
/// # async fn example(conn: osc_runtime::Connection, floating_ip: FloatingIp, port: Port) -> osc_runtime::Result<()> {
/// PortForwarding::create(&conn, &floating_ip, &port, "192.0.2.7", "tcp").external_port(8080).internal_port(80).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/floatingips/{floatingip_id}/port_forwardings",
    service = "network",
    bulk,
    operations(list, get, create, update, delete),
    filters(id, internal_port_id, external_port, external_port_range, protocol, description),
    cli = "floating ip port forwarding"
)]
#[non_exhaustive]
pub struct PortForwarding {
    /// UUID of the forwarding.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the floating IP.
    #[resource(references = FloatingIp)]
    pub floatingip_id: String,
    /// Id of the port that has the address inside.
    #[resource(required, references = Port, option = "port", column = "Internal Port ID")]
    pub internal_port_id: String,
    /// Address inside, one of IPv4 that the port has.
    #[resource(required, column = "Internal IP Address")]
    pub internal_ip_address: String,
    /// Port inside, of TCP or UDP; `None` for a range of them.
    #[resource(option = "internal-protocol-port", column = "Internal Port")]
    pub internal_port: Option<u16>,
    /// Ports inside, as `9000:9009`: as many as outside, or one.
    ///
    /// Extension `floating-ip-port-forwarding-port-ranges`.
    #[resource(column = "Internal Port Range")]
    pub internal_port_range: Option<String>,
    /// Port outside; `None` for a range of them.
    #[resource(option = "external-protocol-port", column = "External Port")]
    pub external_port: Option<u16>,
    /// Ports outside, as `9000:9009` (extension `floating-ip-port-forwarding-port-ranges`).
    #[resource(column = "External Port Range")]
    pub external_port_range: Option<String>,
    /// Protocol: `tcp`, `udp`, `dccp`, `icmp`, `ipv6-icmp` or `sctp`.
    #[resource(required, column)]
    pub protocol: String,
    /// Text for people (extension `floating-ip-port-forwarding-description`).
    #[resource(column)]
    pub description: Option<String>,
}
