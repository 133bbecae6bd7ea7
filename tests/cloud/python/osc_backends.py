"""VPNs and BGP VPNs without the back ends that Neutron has them for.

Some of their API is served only over OVN or bagpipe, though the code behind it
keeps to the database. Here it is put together without: the API is Neutron's
own, and nobody is told of what is made. What an agent would report, that a VPN
is up, is taken as reported.
"""

from networking_bgpvpn.neutron.services.service_drivers import driver_api

from networking_bgpvpn.neutron.extensions.bgpvpn_routes_control import (
    Bgpvpn_routes_control,
)

# Neutron looks for the extensions of a plugin in this name of its module.
from neutron_vpnaas import extensions  # noqa: F401
from neutron_vpnaas.services.vpn.common.constants import AGENT_TYPE_VPN
from neutron_vpnaas.services.vpn.ovn_plugin import VPNOVNPlugin
from neutron_vpnaas.services.vpn.plugin import VPNDriverPlugin
from neutron_vpnaas.services.vpn.service_drivers.ipsec import IPsecVPNDriver

# Local IPs have `port_associations`, too, and Neutron would ask of both what
# either asks. The resource that the extension brings knows its own attributes.
Bgpvpn_routes_control.get_extended_resources = classmethod(
    lambda cls, version: cls.api_definition.RESOURCE_ATTRIBUTE_MAP
)

UP = {"status": "ACTIVE", "updated_pending_status": True}


class Vpn(VPNOVNPlugin, VPNDriverPlugin):
    """VPNs, with agents that routers are given to."""

    supported_extension_aliases = sorted(
        {
            *VPNOVNPlugin.supported_extension_aliases,
            *VPNDriverPlugin.supported_extension_aliases,
        }
    )

    def __init__(self):
        super().__init__()
        # It waits for an answer, and there is nobody to give one.
        del self.agent_notifiers[AGENT_TYPE_VPN]

    def watch_agent_events(self):
        """OVN's database would tell of the agents."""


class VpnDriver(IPsecVPNDriver):
    """VPNs that are up once they are made or changed."""

    def _report(self, context, vpnservice_id, connections):
        report = {"id": vpnservice_id, **UP, "ipsec_site_connections": connections}
        self.service_plugin.update_status_by_agent(context, [report])

    def create_vpnservice(self, context, vpnservice):
        super().create_vpnservice(context, vpnservice)
        self._report(context, vpnservice["id"], {})

    def update_vpnservice(self, context, before, vpnservice):
        super().update_vpnservice(context, before, vpnservice)
        self._report(context, vpnservice["id"], {})

    def create_ipsec_site_connection(self, context, connection):
        super().create_ipsec_site_connection(context, connection)
        self._report(context, connection["vpnservice_id"], {connection["id"]: UP})

    def update_ipsec_site_connection(self, context, before, connection):
        super().update_ipsec_site_connection(context, before, connection)
        self._report(context, connection["vpnservice_id"], {connection["id"]: UP})


class Bgpvpn(driver_api.BGPVPNDriverRC):
    """BGP VPNs, in the database alone."""

    more_supported_extension_aliases = [
        *driver_api.BGPVPNDriverRC.more_supported_extension_aliases,
        "bgpvpn-vni",
    ]
