"""Put into the cloud what tests expect: seed.py KEYSTONE NEUTRON PROVIDER.

The network service in the catalog; the user `admin` as administrator of the
domain, too, and as a service; the project `demo` with its ordinary user `demo`; the identity
provider `osc` at PROVIDER, whose users are members of `demo` through the group
`federated`; the external network `public`. What is there already stays. The
password of all is in PASSWORD.
"""

import os
import sys

from keystoneauth1.identity import v3
from keystoneauth1.session import Session

keystone, neutron, provider = sys.argv[1:]
password = os.environ["PASSWORD"]
session = Session(
    v3.Password(
        auth_url=f"{keystone}/v3",
        username="admin",
        password=password,
        project_name="admin",
        user_domain_id="default",
        project_domain_id="default",
    )
)


def ensure(url, collection, wanted, /, **more):
    """The object with the attributes `wanted`; made with `more` if missing."""
    found = session.get(f"{url}/{collection}", params=wanted).json()[collection]
    if found:
        return found[0]
    key = collection.removesuffix("s")
    body = {key: {**wanted, **more}}
    return session.post(f"{url}/{collection}", json=body).json()[key]


def place(path, key, wanted):
    """What OS-FEDERATION has at `path`, made or changed to be as `wanted`."""
    url = f"{identity}/OS-FEDERATION/{path}"
    there = session.get(url, raise_exc=False).ok
    session.request(url, "PATCH" if there else "PUT", json={key: wanted})


identity = f"{keystone}/v3"
service = ensure(identity, "services", {"type": "network"}, name="neutron")
for interface in "public", "internal", "admin":
    endpoint = ensure(
        identity,
        "endpoints",
        {"service_id": service["id"], "interface": interface},
        region_id="RegionOne",
        url=neutron,
    )
    session.patch(
        f"{identity}/endpoints/{endpoint['id']}",
        json={"endpoint": {"url": neutron}},
    )

admin = session.get_user_id()
role = ensure(identity, "roles", {"name": "admin"})
session.put(f"{identity}/domains/default/users/{admin}/roles/{role['id']}")
# What services do with ports, such as a binding's profile, no administrator may.
role = ensure(identity, "roles", {"name": "service"})
own = session.get_project_id()
session.put(f"{identity}/projects/{own}/users/{admin}/roles/{role['id']}")

project = ensure(
    identity, "projects", {"name": "demo", "domain_id": "default"}
)
user = ensure(
    identity,
    "users",
    {"name": "demo", "domain_id": "default"},
    password=password,
)
role = ensure(identity, "roles", {"name": "member"})
session.put(
    f"{identity}/projects/{project['id']}/users/{user['id']}/roles/{role['id']}"
)

group = ensure(identity, "groups", {"name": "federated", "domain_id": "default"})
session.put(
    f"{identity}/projects/{project['id']}/groups/{group['id']}/roles/{role['id']}"
)
place(
    "identity_providers/osc",
    "identity_provider",
    {"enabled": True, "remote_ids": [provider]},
)
for protocol, name in {"openid": "HTTP_OIDC_SUB", "saml2": "MELLON_NAME_ID"}.items():
    rule = {
        "local": [{"user": {"name": "{0}"}}, {"group": {"id": group["id"]}}],
        "remote": [{"type": name}],
    }
    place(f"mappings/{protocol}", "mapping", {"rules": [rule]})
    place(
        f"identity_providers/osc/protocols/{protocol}",
        "protocol",
        {"mapping_id": protocol},
    )

public = ensure(
    f"{neutron}/v2.0",
    "networks",
    {"name": "public", "router:external": True},
    **{
        "provider:network_type": "flat",
        "provider:physical_network": "public",
    },
)
ensure(
    f"{neutron}/v2.0",
    "subnets",
    {"name": "public-subnet", "network_id": public["id"]},
    ip_version=4,
    cidr="172.24.4.0/22",
    enable_dhcp=False,
)
