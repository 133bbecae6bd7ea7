"""`python -m driver [-v] [NAME...]`: the cases of the files with NAME in theirs, or all of them."""

import argparse
import contextlib
import os
import sys

from . import agents, cases
from .clients import Openstack, Osc
from .run import Runner


def main():
    parser = argparse.ArgumentParser(prog="side_by_side/run")
    parser.add_argument("names", nargs="*", metavar="NAME", help="files of cases; all unless said")
    parser.add_argument("-v", action="store_true", dest="is_told", help="tell every line")
    arguments = parser.parse_args()
    groups = cases.read_all(arguments.names)
    runner = Runner(Openstack(), Osc(os.environ["OSC_BINARY"]), arguments.is_told)
    outcomes = []
    for group in groups:
        with agents.present() if group.has_agents else contextlib.nullcontext():
            outcomes += [runner.run(case) for case in group.cases]
    wrong = sum(bool(outcome.unexpected()) for outcome in outcomes)
    for group in groups:
        for exceptions in group.all_exceptions():
            for key in sorted(exceptions.unused()):
                print(f"{group.name}.yaml: {exceptions.words}: `{key}` does not differ any more")
                wrong += 1
    differ = sum(bool(outcome.meant) for outcome in outcomes if not outcome.unexpected())
    equal = sum(not outcome.meant and not outcome.unexpected() for outcome in outcomes)
    print("openstack {:.0f} s, osc {:.0f} s".format(*runner.seconds))
    print(f"{len(outcomes)} command lines: {equal} equal, {differ} differ on purpose")
    return 1 if wrong else 0


sys.exit(main())
