"""Make Neutron's database, in SQLite: neutron_schema.py FILE.

Neutron's migrations alter tables in ways that SQLite cannot, so the tables are
made from the models, as Neutron's own tests do. The one thing that migrations
put into them is repeated here: what rules a new security group has.
"""

import sys
from importlib import import_module

import sqlalchemy
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

engine = sqlalchemy.create_engine(f"sqlite:///{sys.argv[1]}")
head.get_metadata().create_all(engine)

# Neutron writes while another of its connections reads.
with engine.connect() as connection:
    connection.execute(sqlalchemy.text("PRAGMA journal_mode = WAL"))

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
