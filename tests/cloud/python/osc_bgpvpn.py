"""The driver of BGP VPNs that has nobody to tell: they are in the database alone.

The package has a base class that keeps them there, and a driver for its own
back end, bagpipe; a cloud without either needs no more than this.
"""

from networking_bgpvpn.neutron.services.service_drivers import driver_api


class Driver(driver_api.BGPVPNDriverRC):
    more_supported_extension_aliases = [
        *driver_api.BGPVPNDriverRC.more_supported_extension_aliases,
        "bgpvpn-vni",
    ]
