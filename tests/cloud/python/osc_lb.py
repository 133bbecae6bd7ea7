"""Behaves as LBaaS v1 did, which left OpenStack in Newton: in memory only.

Neutron's own API layer stands in front, so a request is checked, authorised,
sorted, paged and answered as for any other resource of Neutron; what is left
to do here is to keep the objects and what they say of each other. Restarting
Neutron forgets them all.
"""

import threading
from functools import partialmethod

from neutron_lib import exceptions
from neutron_lib.db import utils
from neutron_lib.plugins import directory
from neutron_lib.plugins import utils as plugin_utils
from neutron_lib.services import base
from oslo_utils import uuidutils


def problem(name, kind, message):
    return type(name, (kind,), {"message": message})


NOT_FOUND = {
    kind: problem(name, exceptions.NotFound, message + " %(id)s could not be found")
    for kind, name, message in (
        ("pool", "PoolNotFound", "Pool"),
        ("vip", "VipNotFound", "Vip"),
        ("member", "MemberNotFound", "Member"),
        ("health_monitor", "HealthMonitorNotFound", "Health_monitor"),
    )
}
NotAttached = problem(
    "PoolMonitorAssociationNotFound",
    exceptions.NotFound,
    "Monitor %(id)s is not associated with Pool %(pool_id)s",
)
AlreadyAttached = problem(
    "PoolMonitorAssociationExists",
    exceptions.Conflict,
    "health_monitor %(id)s is already associated with pool %(pool_id)s",
)
PoolInUse = problem("PoolInUse", exceptions.InUse, "Pool %(id)s is still in use")
HealthMonitorInUse = problem(
    "HealthMonitorInUse",
    exceptions.InUse,
    "Health monitor %(id)s still has associations with pools",
)
VipExists = problem(
    "VipExists", exceptions.Conflict, "Another Vip already exists for pool %(pool_id)s"
)
MemberExists = problem(
    "MemberExists",
    exceptions.Conflict,
    "Member with address %(address)s and port %(protocol_port)s "
    "already present in pool %(pool_id)s",
)
ProtocolMismatch = problem(
    "ProtocolMismatch",
    exceptions.BadRequest,
    "Protocol %(vip)s does not match pool protocol %(pool)s",
)
ACTIVE = {"status": "ACTIVE", "status_description": None}


class LbPlugin(base.ServicePluginBase):
    supported_extension_aliases = ["lbaas"]
    path_prefix = "/lb"

    def __init__(self):
        self._lock = threading.RLock()
        self._kept = {kind: {} for kind in NOT_FOUND}

    def get_plugin_type(self):
        return "LOADBALANCER"

    def get_plugin_description(self):
        return "LBaaS v1, in memory"

    # What is kept, and how it is shown.

    def _visible(self, context, kind):
        return [
            item
            for item in self._kept[kind].values()
            if context.is_admin or item["tenant_id"] == context.project_id
        ]

    def _find(self, context, kind, id):
        for item in self._visible(context, kind):
            if item["id"] == id:
                return item
        raise NOT_FOUND[kind](id=id)

    def _of_pool(self, kind, pool_id):
        return [
            item["id"]
            for item in self._kept[kind].values()
            if item["pool_id"] == pool_id
        ]

    def _with_monitor(self, id):
        pools = self._kept["pool"].values()
        return [p["id"] for p in pools if id in p["health_monitors"]]

    def _show(self, kind, item, fields=None):
        shown = dict(item)
        if kind == "pool":
            shown["vip_id"] = next(iter(self._of_pool("vip", item["id"])), None)
            shown["members"] = self._of_pool("member", item["id"])
            shown["health_monitors"] = list(item["health_monitors"])
            shown["health_monitors_status"] = [
                {"monitor_id": id, **ACTIVE} for id in item["health_monitors"]
            ]
        if kind == "health_monitor":
            pools = self._with_monitor(item["id"])
            shown["pools"] = [{"pool_id": id, **ACTIVE} for id in pools]
            if item["type"] not in ("HTTP", "HTTPS"):
                for name in "http_method", "url_path", "expected_codes":
                    del shown[name]
        return utils.resource_fields(shown, fields)

    # What must hold between them, before `item` is kept.

    def _check_pool(self, context, item):
        for id in item["health_monitors"]:
            self._find(context, "health_monitor", id)

    def _check_vip(self, context, item):
        pool = self._find(context, "pool", item["pool_id"])
        if item["protocol"] != pool["protocol"]:
            raise ProtocolMismatch(vip=item["protocol"], pool=pool["protocol"])
        if set(self._of_pool("vip", pool["id"])) - {item["id"]}:
            raise VipExists(pool_id=pool["id"])
        item["session_persistence"] = item["session_persistence"] or None
        if "port_id" not in item:
            self._create_port(context, item)

    def _create_port(self, context, vip):
        core = directory.get_plugin()
        fixed_ip = {"subnet_id": vip["subnet_id"]}
        if isinstance(vip["address"], str):
            fixed_ip["ip_address"] = vip["address"]
        port = {
            "tenant_id": vip["tenant_id"],
            "name": f"vip-{vip['id']}",
            "network_id": core.get_subnet(context, vip["subnet_id"])["network_id"],
            "fixed_ips": [fixed_ip],
            "admin_state_up": False,
        }
        port = plugin_utils.create_port(core, context, {"port": port})
        vip["port_id"] = port["id"]
        vip["address"] = port["fixed_ips"][0]["ip_address"]

    def _check_member(self, context, item):
        self._find(context, "pool", item["pool_id"])
        for other in self._kept["member"].values():
            same = ("pool_id", "address", "protocol_port")
            if other["id"] != item["id"] and all(other[k] == item[k] for k in same):
                raise MemberExists(**item)

    def _check_health_monitor(self, context, item):
        pass

    # The operations, each for all four kinds.

    def _keep(self, context, kind, item):
        getattr(self, f"_check_{kind}")(context, item)
        self._kept[kind][item["id"]] = item
        return self._show(kind, item)

    def _list(self, kind, context, filters=None, fields=None):
        with self._lock:
            shown = [self._show(kind, i) for i in self._visible(context, kind)]
        return [
            utils.resource_fields(item, fields)
            for item in shown
            if all(item.get(k) in v for k, v in (filters or {}).items())
        ]

    def _get(self, kind, context, id, fields=None):
        with self._lock:
            return self._show(kind, self._find(context, kind, id), fields)

    def _create(self, kind, context, **body):
        item = {"id": uuidutils.generate_uuid(), **body[kind][kind]}
        if kind != "health_monitor":
            item.update(ACTIVE)
        with self._lock:
            return self._keep(context, kind, item)

    def _update(self, kind, context, id, **body):
        with self._lock:
            item = {**self._find(context, kind, id), **body[kind][kind]}
            return self._keep(context, kind, item)

    def _delete(self, kind, context, id):
        with self._lock:
            item = self._find(context, kind, id)
            if kind == "pool":
                if self._of_pool("vip", id):
                    raise PoolInUse(id=id)
                for member in self._of_pool("member", id):
                    del self._kept["member"][member]
            if kind == "health_monitor" and self._with_monitor(id):
                raise HealthMonitorInUse(id=id)
            if kind == "vip":
                directory.get_plugin().delete_port(context, item["port_id"])
            del self._kept[kind][id]

    # A pool's health monitors.

    def create_pool_health_monitor(self, context, health_monitor, pool_id):
        id = health_monitor["health_monitor"]["id"]
        with self._lock:
            monitor = self._find(context, "health_monitor", id)
            pool = self._find(context, "pool", pool_id)
            if id in pool["health_monitors"]:
                raise AlreadyAttached(id=id, pool_id=pool_id)
            pool["health_monitors"].append(id)
            return {"id": id, "tenant_id": monitor["tenant_id"]}

    def get_pool_health_monitors(self, context, pool_id, filters=None, fields=None):
        with self._lock:
            ids = self._find(context, "pool", pool_id)["health_monitors"]
            return [self.get_pool_health_monitor(context, id, pool_id) for id in ids]

    def get_pool_health_monitor(self, context, id, pool_id, fields=None):
        with self._lock:
            if id not in self._find(context, "pool", pool_id)["health_monitors"]:
                raise NotAttached(id=id, pool_id=pool_id)
            monitor = self._find(context, "health_monitor", id)
            return {"id": id, "tenant_id": monitor["tenant_id"]}

    def delete_pool_health_monitor(self, context, id, pool_id):
        with self._lock:
            self.get_pool_health_monitor(context, id, pool_id)
            self._find(context, "pool", pool_id)["health_monitors"].remove(id)


# Neutron calls get_pools, get_pool, create_pool and so on.
for _kind in NOT_FOUND:
    setattr(LbPlugin, f"get_{_kind}s", partialmethod(LbPlugin._list, _kind))
    for _verb in "get", "create", "update", "delete":
        _method = partialmethod(getattr(LbPlugin, f"_{_verb}"), _kind)
        setattr(LbPlugin, f"{_verb}_{_kind}", _method)
