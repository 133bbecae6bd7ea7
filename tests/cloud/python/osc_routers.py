"""Neutron's routers, with several external gateways.

Neutron serves these over OVN alone, though the code behind them keeps to the
database. It is a module of its own, since it is read before the configuration.
"""

from neutron.db import l3_extra_gws_db
from neutron.services.l3_router.l3_router_plugin import L3RouterPlugin


class Routers(l3_extra_gws_db.ExtraGatewaysMixinDbMixin, L3RouterPlugin):
    _supported_extension_aliases = [
        *L3RouterPlugin._supported_extension_aliases,
        "enable-default-route-bfd",
        "enable-default-route-ecmp",
        "external-gateway-multihoming",
    ]
