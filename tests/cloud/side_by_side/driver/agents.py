"""Agents, which make themselves known to Neutron and cannot be created through it.

None runs in this cloud. So those that the cases name are written into its database, and taken out again before anything
is given to them that they would have to do.
"""

import contextlib
import json
import os
import sqlite3

# Their heartbeats are in the future, so that they stay alive.
HEARTBEAT = "2099-01-01 00:00:00"
KINDS = [
    ("a", "DHCP agent", "neutron-dhcp-agent", "dhcp_agent", "rack1"),
    ("b", "L3 agent", "neutron-l3-agent", "l3_agent", "rack1"),
    ("c", "Metadata agent", "neutron-metadata-agent", "N/A", "rack2"),
]


def _row(digit, kind, binary, topic, host):
    return {
        "id": f"00000000-0000-4000-8000-{digit:0>12}",
        "agent_type": kind,
        "binary": binary,
        "topic": topic,
        "host": host,
        "availability_zone": "nova",
        "admin_state_up": True,
        "created_at": "2026-01-01 00:00:00",
        "started_at": "2026-01-02 03:04:05",
        "heartbeat_timestamp": HEARTBEAT,
        "configurations": json.dumps({"agent_mode": "legacy", "handle_internal_only_routers": True}),
        "load": 0,
    }


def _change(statement, rows):
    database = sqlite3.connect(os.environ["NEUTRON_DATABASE"], timeout=30)
    with contextlib.closing(database), database:
        database.executemany(statement, rows)


@contextlib.contextmanager
def present():
    rows = [_row(*kind) for kind in KINDS]
    columns = list(rows[0])
    marks = ", ".join(f":{column}" for column in columns)
    _change(f"INSERT OR REPLACE INTO agents ({', '.join(columns)}) VALUES ({marks})", rows)
    try:
        yield
    finally:
        _change("DELETE FROM agents WHERE id = :id", rows)
