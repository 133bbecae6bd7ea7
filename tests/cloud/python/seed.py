"""Put into the cloud what tests expect: seed.py KEYSTONE NEUTRON PASSWORD.

The network service in the catalog, the project `demo` with its ordinary user
`demo`, the external network `public`. What is there already stays.
"""

import sys

from keystoneauth1.identity import v3
from keystoneauth1.session import Session

keystone, neutron, password = sys.argv[1:]
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
