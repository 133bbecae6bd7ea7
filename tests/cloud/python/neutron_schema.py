"""Make Neutron's database, in SQLite: neutron_schema.py FILE.

Neutron's migrations alter tables in ways that SQLite cannot, so the tables are
made from the models, as Neutron's own tests do. The one thing that migrations
put into them is repeated here: what rules a new security group has. And there
are agents that nobody runs, alive for good, so that there is something to list,
to schedule onto, and to bind ports on.
"""

import datetime
import json
import sys
from importlib import import_module

import sqlalchemy
from neutron.db.models.agent import Agent
from neutron.db.migration.models import head
from neutron.db.models.securitygroup_default_rules import (
    SecurityGroupDefaultRule,
)
from sqlalchemy import orm

# The models of the plugins that have packages of their own.
for module in (
    "networking_bgpvpn.neutron.db.bgpvpn_db",
    "networking_sfc.db.flowclassifier_db",
    "networking_sfc.db.sfc_db",
    "neutron_dynamic_routing.db.bgp_db",
    "neutron_dynamic_routing.db.bgp_dragentscheduler_db",
    "neutron_fwaas.db.firewall.v2.firewall_db_v2",
    "neutron_taas.db.taas_db",
    "neutron_taas.db.tap_mirror_db",
    "neutron_vpnaas.db.vpn.vpn_agentschedulers_db",
    "neutron_vpnaas.db.vpn.vpn_ext_gw_db",
    "neutron_vpnaas.db.vpn.vpn_models",
):
    import_module(module)

# The agents: kind, program, queue, hosts, and what Neutron has to know of them.
SWITCH = {"bridge_mappings": {"physnet1": "br-ex"}, "tunnel_types": ["vxlan"], "tunneling_ip": "192.0.2.1"}
AGENTS = (
    ("Open vSwitch agent", "neutron-openvswitch-agent", "N/A", ("compute1", "compute2"), SWITCH),
    ("L3 agent", "neutron-l3-agent", "l3_agent", ("network1", "network2"), {"agent_mode": "legacy"}),
    ("DHCP agent", "neutron-dhcp-agent", "dhcp_agent", ("network1", "network2"), {}),
    ("BGP dynamic routing agent", "neutron-bgp-dragent", "bgp_dragent", ("network1",), {}),
    ("VPN Agent", "neutron-ovn-vpn-agent", "vpn_agent", ("network1", "network2"), {}),
    ("Metadata agent", "neutron-metadata-agent", "N/A", ("spare",), {}),
)

engine = sqlalchemy.create_engine(f"sqlite:///{sys.argv[1]}")
head.get_metadata().create_all(engine)

with orm.Session(engine) as session, session.begin():
    for ethertype in "IPv4", "IPv6":
        session.add(
            SecurityGroupDefaultRule(
                direction="egress",
                ethertype=ethertype,
                used_in_default_sg=True,
                used_in_non_default_sg=True,
                description="Legacy default SG rule for egress traffic",
            )
        )
        session.add(
            SecurityGroupDefaultRule(
                direction="ingress",
                ethertype=ethertype,
                remote_group_id="PARENT",
                used_in_default_sg=True,
                used_in_non_default_sg=False,
                description="Legacy default SG rule for ingress traffic",
            )
        )
    for agent_type, binary, topic, hosts, configurations in AGENTS:
        for host in hosts:
            session.add(
                Agent(
                    agent_type=agent_type,
                    binary=binary,
                    topic=topic,
                    host=host,
                    availability_zone="nova",
                    created_at=datetime.datetime(2026, 1, 1),
                    started_at=datetime.datetime(2026, 1, 1),
                    heartbeat_timestamp=datetime.datetime(2099, 1, 1),
                    configurations=json.dumps(configurations),
                    load=0,
                )
            )
