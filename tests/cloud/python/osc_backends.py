"""VPNs and BGP VPNs without the back ends that Neutron has them for.

Some of their API is served only over OVN or bagpipe, though the code behind it
keeps to the database. Here it is put together without: the API is Neutron's
own, and nobody is told of what is made.
"""

from networking_bgpvpn.neutron.services.service_drivers import driver_api

# Neutron looks for the extensions of a plugin in this name of its module.
from neutron_vpnaas import extensions  # noqa: F401
from neutron_vpnaas.services.vpn.ovn_plugin import VPNOVNPlugin
from neutron_vpnaas.services.vpn.plugin import VPNDriverPlugin


class Vpn(VPNOVNPlugin, VPNDriverPlugin):
    """VPNs, with agents that routers are given to."""

    supported_extension_aliases = sorted(
        {
            *VPNOVNPlugin.supported_extension_aliases,
            *VPNDriverPlugin.supported_extension_aliases,
        }
    )

    def watch_agent_events(self):
        """OVN's database would tell of the agents."""


class Bgpvpn(driver_api.BGPVPNDriverRC):
    """BGP VPNs, in the database alone."""

    more_supported_extension_aliases = [
        *driver_api.BGPVPNDriverRC.more_supported_extension_aliases,
        "bgpvpn-vni",
    ]
