"""Terminal sessions as SVG: each command runs at a terminal of its own, and is drawn with what it prints."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

POOL = """\
[Pool]
base_path = "/lb/pools"
service = "network"
cli = "old pool"
[Pool.fields]
id = { type = "String", column = "ID" }
name = { type = "String", column = true }
status = { type = "String", read_only = true, column = true }
protocol = "String"
"""

# A picture each: its width in columns, what is done before, and the commands that are shown.
SESSIONS = {
    "network": (
        94,
        [],
        [
            "osc network create web --tag shop --description 'front ends' -c name -c tags -c status",
            "osc subnet create web-4 --network web --subnet-range 192.0.2.0/24 -c cidr -c gateway_ip",
            "osc router create edge -c name -c status",
            "osc router set edge --external-gateway public",
            "osc network list --long -c Name -c Status -c State -c 'Router Type' -c Tags",
            "osc network list -f value -c Name",
        ],
    ),
    "topology": (
        94,
        [
            "osc port create shop-1 --network web --fixed-ip subnet=web-4,ip-address=192.0.2.10"
            " --device shop --device-owner compute:nova",
            "osc port create edge-web --network web --fixed-ip subnet=web-4,ip-address=192.0.2.1"
            " --device $(osc router show edge -c id -f value) --device-owner network:router_interface",
            "osc floating ip create public --port shop-1 --floating-ip-address 203.0.113.7 --fixed-ip-address 192.0.2.10",
        ],
        ["osc network topology"],
    ),
    "mistakes": (
        94,
        [],
        [
            "osc network lst",
            "osc network show wbe",
            "osc network create shop --mtu big",
            "osc subnet create s --network web --allocation-pool from=192.0.2.9",
            "osc network set web --mtu 1400 --dry-run",
        ],
    ),
    "toml": (94, [], ["cat ~/.config/osc/resources.d/pool.toml", "osc old pool list"]),
}

THEME = TerminalTheme(
    (27, 31, 36),
    (222, 226, 230),
    [(27, 31, 36), (240, 113, 120), (140, 205, 120), (235, 200, 110), (110, 170, 240), (200, 150, 230), (110, 210, 220), (222, 226, 230)],
    [(110, 118, 129), (255, 140, 145), (165, 225, 145), (255, 220, 130), (140, 190, 255), (220, 175, 245), (135, 225, 235), (255, 255, 255)],
)

# Without fonts from elsewhere: the picture is complete by itself.
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" xml:space="preserve">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def at_terminal(command: str, columns: int, environment: dict[str, str]) -> str:
    """What a command prints at a terminal of this width."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 60, columns, 0, 0))
    process = subprocess.Popen(
        ["sh", "-c", command], stdin=subprocess.DEVNULL, stdout=child, stderr=child, env=environment, cwd=environment["HOME"]
    )
    os.close(child)
    printed = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:
            break
        if not piece:
            break
        printed += piece
    process.wait()
    return printed.decode().replace("\r\n", "\n")


def main(osc: str, work: str) -> None:
    home = Path(work, "home")
    declarations = home / ".config/osc/resources.d"
    declarations.mkdir(parents=True)
    (declarations / "pool.toml").write_text(POOL)
    path = Path(osc).parent
    environment = {"HOME": str(home), "PATH": f"{path}:/usr/bin:/bin", "OS_CLOUD": "demo", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    for name, (columns, before, commands) in SESSIONS.items():
        for command in before:
            at_terminal(command, columns, environment)
        console = Console(record=True, width=columns, file=open(os.devnull, "w"), force_terminal=True, color_system="truecolor")
        for command in commands:
            prompt = Text("$ ", style="bold green", end="")
            prompt.append(command, style="bold default")
            console.print(prompt)
            printed = at_terminal(command, columns, environment).rstrip("\n")
            if printed:
                console.print(Text.from_ansi(printed))
        svg = console.export_svg(title="osc", theme=THEME, code_format=FORMAT, unique_id=name)
        Path(f"{name}.svg").write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n")


main(*sys.argv[1:])
