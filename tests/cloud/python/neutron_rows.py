"""Put into Neutron's database what its API cannot make: neutron_rows.py FILE.

Agents that nobody runs, alive for good, so that there is something to list, to
schedule onto, and to bind ports on; and what Neutron 29.0 fails to create,
though it can read, change and delete it. What is there already stays.
"""

import json
import sqlite3
import sys
from contextlib import closing
from uuid import uuid4

SWITCH = {
    "bridge_mappings": {"physnet1": "br-ex"},
    "tunnel_types": ["vxlan"],
    "tunneling_ip": "192.0.2.1",
}
# Kind, program, queue, hosts, and what Neutron has to know of it.
AGENTS = (
    ("Open vSwitch agent", "neutron-openvswitch-agent", "N/A", ("compute1", "compute2"), SWITCH),
    ("L3 agent", "neutron-l3-agent", "l3_agent", ("network1", "network2"), {"agent_mode": "legacy"}),
    ("DHCP agent", "neutron-dhcp-agent", "dhcp_agent", ("network1", "network2"), {}),
    ("BGP dynamic routing agent", "neutron-bgp-dragent", "bgp_dragent", ("network1",), {}),
    ("VPN Agent", "neutron-ovn-vpn-agent", "vpn_agent", ("network1", "network2"), {}),
    ("Metadata agent", "neutron-metadata-agent", "N/A", ("spare",), {}),
)

with closing(sqlite3.connect(sys.argv[1])) as database, database:
    for agent_type, binary, topic, hosts, configurations in AGENTS:
        for host in hosts:
            row = {
                "id": str(uuid4()),
                "agent_type": agent_type,
                "binary": binary,
                "topic": topic,
                "host": host,
                "availability_zone": "nova",
                "admin_state_up": True,
                "created_at": "2026-01-01 00:00:00.000000",
                "started_at": "2026-01-01 00:00:00.000000",
                "heartbeat_timestamp": "2099-01-01 00:00:00.000000",
                "configurations": json.dumps(configurations),
                "load": 0,
            }
            columns, values = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
            # What kind of agent is on what host is unique.
            database.execute(f"INSERT OR IGNORE INTO agents ({columns}) VALUES ({values})", row)
    database.execute(
        "INSERT INTO security_groups_default_statefulness (id, stateful)"
        " SELECT ?, TRUE WHERE NOT EXISTS (SELECT * FROM security_groups_default_statefulness)",
        (str(uuid4()),),
    )
