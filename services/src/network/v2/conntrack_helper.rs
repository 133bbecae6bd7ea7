//! Helpers of routers that track connections.

use osc_runtime::Resource;

use super::Router;

/// Helper of a router for a protocol that agrees on further connections, as FTP does, so that these are let through.
///
/// Extension `l3-conntrack-helper`.
/// See <https://docs.openstack.org/api-ref/network/v2/#routers-conntrack-helper-ct-rules>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/routers/{router_id}/conntrack_helpers",
    service = "network",
    bulk,
    operations(list, get, create, update, delete),
    filters(id, helper, protocol, port),
    cli = "network l3 conntrack helper"
)]
#[non_exhaustive]
pub struct ConntrackHelper {
    /// UUID of the helper.
    #[resource(column = "ID")]
    pub id: String,
    /// Id of the router.
    #[resource(references = Router, column = "Router ID")]
    pub router_id: String,
    /// Protocol that is helped, as `ftp` or `tftp`; the cloud's configuration tells which there are.
    #[resource(required, column)]
    pub helper: String,
    /// Protocol below it: `tcp`, `udp`, `dccp`, `icmp`, `ipv6-icmp` or `sctp`.
    #[resource(required, column)]
    pub protocol: String,
    /// Port of it, as 21 for FTP.
    #[resource(required, column)]
    pub port: u16,
}
