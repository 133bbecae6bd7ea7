"""The API of LBaaS v1: its four resources below `/lb`, as Neutron's extension.

What each attribute accepts, and who may set it, is said in the two maps.
Neutron finds the class by the name of the file.
"""

from neutron.api import extensions as neutron_extensions
from neutron.api.v2 import base, resource_helper
from neutron_lib.api import converters, extensions
from neutron_lib.constants import ATTR_NOT_SPECIFIED
from neutron_lib.plugins import directory

UUID = {"type:uuid": None}
TEXT = {"type:string": 255}
PORT = {"type:range": [0, 65535]}
PROTOCOL = {"type:values": ["TCP", "HTTP", "HTTPS"]}
METHOD = {"type:values": ["ROUND_ROBIN", "LEAST_CONNECTIONS", "SOURCE_IP"]}
MONITOR = {"type:values": ["PING", "TCP", "HTTP", "HTTPS"]}
CODES = {"type:regex": r"^(\d{3}(\s*,\s*\d{3})*)$|^(\d{3}-\d{3})$"}
PERSISTENCE = {
    "type:dict_or_empty": {
        "type": {
            "type:values": ["APP_COOKIE", "HTTP_COOKIE", "SOURCE_IP"],
            "required": True,
        },
        "cookie_name": {"type:string": 1024, "required": False},
    }
}
INT = {"convert_to": converters.convert_to_int}


def attribute(validate=None, post=False, put=False, filterable=True, **more):
    if validate:
        more["validate"] = validate
    return {
        "allow_post": post,
        "allow_put": put,
        "is_visible": True,
        "is_filter": filterable,
        "is_sort_key": filterable,
        **more,
    }


def fixed(validate=None, **more):
    """An attribute that create sets, and nothing changes."""
    return attribute(validate, post=True, **more)


def free(validate=None, **more):
    """An attribute that create sets and update changes."""
    return attribute(validate, post=True, put=True, **more)


def resource(**attributes):
    """What all four have, and `attributes`."""
    return {
        "id": attribute(UUID, primary_key=True),
        "tenant_id": fixed({"type:string": 255}, required_by_policy=True),
        **attributes,
        "admin_state_up": free(default=True, convert_to=converters.convert_to_boolean),
        "status": attribute(),
        "status_description": attribute(),
    }


RESOURCE_ATTRIBUTE_MAP = {
    "pools": resource(
        name=free(TEXT, default=""),
        description=free(TEXT, default=""),
        vip_id=attribute(),
        subnet_id=fixed(UUID),
        protocol=fixed(PROTOCOL),
        lb_method=free(METHOD),
        provider=fixed({"type:string": 255}, default="haproxy"),
        members=attribute(filterable=False),
        health_monitors=free(
            {"type:uuid_list": None},
            default=None,
            convert_to=converters.convert_to_list,
            filterable=False,
        ),
        health_monitors_status=attribute(filterable=False),
    ),
    "vips": resource(
        name=free(TEXT, default=""),
        description=free(TEXT, default=""),
        subnet_id=fixed(UUID),
        address=fixed({"type:ip_address_or_none": None}, default=ATTR_NOT_SPECIFIED),
        port_id=attribute(UUID),
        protocol_port=fixed(PORT, **INT),
        protocol=fixed(PROTOCOL),
        pool_id=free(UUID),
        session_persistence=free(
            PERSISTENCE,
            default={},
            convert_to=converters.convert_none_to_empty_dict,
            filterable=False,
        ),
        connection_limit=free(default=-1, **INT),
    ),
    "members": resource(
        pool_id=free(UUID),
        address=fixed({"type:ip_address": None}),
        protocol_port=fixed(PORT, **INT),
        weight=free({"type:range": [0, 256]}, default=1, **INT),
    ),
    "health_monitors": resource(
        type=fixed(MONITOR),
        delay=free({"type:non_negative": None}, **INT),
        timeout=free({"type:non_negative": None}, **INT),
        max_retries=free({"type:range": [1, 10]}, **INT),
        http_method=free({"type:string": 16}, default="GET"),
        url_path=free({"type:string": 255}, default="/"),
        expected_codes=free(CODES, default="200"),
        pools=attribute(filterable=False),
    ),
}

# A pool's health monitors: created to attach one, deleted to detach it.
ATTACHMENT = {
    "id": fixed(UUID),
    "tenant_id": fixed({"type:string": 255}, required_by_policy=True),
}


class Lb(extensions.ExtensionDescriptor):
    @classmethod
    def get_name(cls):
        return "LoadBalancing service"

    @classmethod
    def get_alias(cls):
        return "lbaas"

    @classmethod
    def get_description(cls):
        return "Extension for LoadBalancing service"

    @classmethod
    def get_updated(cls):
        return "2012-10-07T10:00:00-00:00"

    @classmethod
    def get_extended_resources(cls, version):
        return RESOURCE_ATTRIBUTE_MAP if version == "2.0" else {}

    @classmethod
    def get_plugin_interface(cls):
        return None

    @classmethod
    def get_resources(cls):
        plugin = directory.get_plugin("LOADBALANCER")
        plurals = resource_helper.build_plural_mappings({}, RESOURCE_ATTRIBUTE_MAP)
        resources = resource_helper.build_resource_info(
            plurals, RESOURCE_ATTRIBUTE_MAP, "LOADBALANCER", allow_bulk=True
        )
        name, parent = "health_monitors", {"collection_name": "pools", "member_name": "pool"}
        controller = base.create_resource(
            name, "health_monitor", plugin, ATTACHMENT, parent=parent
        )
        attachments = neutron_extensions.ResourceExtension(
            name, controller, parent, plugin.path_prefix, attr_map=ATTACHMENT
        )
        return [*resources, attachments]
