"""The two clients, each of which runs a command line and says what came of it."""

import contextlib
import io
import logging
import subprocess
from dataclasses import dataclass


@dataclass
class Answer:
    code: int
    output: str
    errors: str


class Openstack:
    """python-openstackclient. To start it takes a second, so that it is started once, in this process."""

    name = "openstack"

    def __init__(self):
        from openstackclient.shell import OpenStackShell

        self.shell = OpenStackShell

    def run(self, arguments):
        # It adds handlers at each start, which write to where the errors went then.
        logging.getLogger().handlers.clear()
        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            try:
                code = self.shell().run(arguments)
            except SystemExit as end:
                code = end.code
        return Answer(code or 0, output.getvalue(), errors.getvalue())


class Osc:
    name = "osc"

    def __init__(self, binary):
        self.binary = binary

    def run(self, arguments):
        done = subprocess.run(
            [self.binary, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return Answer(done.returncode, done.stdout, done.stderr)
