"""Runs the cases, and keeps count."""

import json
import string
import sys
import time
from dataclasses import dataclass

from .cases import Mistake
from .compare import MISSING, Comparison, Pairs


@dataclass
class Outcome:
    """What came of a line: all that differs, and what of that is meant to."""

    case: object
    differences: dict
    meant: dict[str, str]
    # Keys that osc alone has, as it is meant to.
    more: set[str]

    def unexpected(self):
        return {key: values for key, values in self.differences.items() if key not in self.meant | dict.fromkeys(self.more)}


class Side:
    """A client, and what it has made."""

    def __init__(self, client, token):
        self.client = client
        self.token = token
        self.values = {"who": token}

    def run(self, case):
        return self.client.run(case.arguments(self.values))

    def keep(self, name, output):
        """Keeps what a creation has printed, to be named by later lines."""
        try:
            made = json.loads(output)
        except ValueError:
            return
        self.values |= {f"{name}.{key}": value for key, value in made.items()}


def tokens():
    """For the names of this run, by which the two clients' things are told apart."""
    digits = string.digits + string.ascii_lowercase
    number, run = int(time.time()), ""
    while number:
        number, digit = divmod(number, len(digits))
        run = digits[digit] + run
    return f"py{run}", f"rs{run}"


class Runner:
    def __init__(self, openstack, osc, is_told):
        self.sides = [Side(client, token) for client, token in zip((openstack, osc), tokens())]
        self.pairs = Pairs()
        self.is_told = is_told
        self.seconds = [0.0, 0.0]

    def run(self, case):
        answers = []
        try:
            for number, side in enumerate(self.sides):
                start = time.monotonic()
                answers.append(side.run(case))
                self.seconds[number] += time.monotonic() - start
            differences = self.compare(case, *answers)
        except Mistake as mistake:
            differences = {"line": ("not run", str(mistake))}
        if case.keep:
            for side, answer in zip(self.sides, answers):
                side.keep(case.keep, answer.output)
        outcome = judge(case, differences)
        if self.is_told:
            print("differs" if outcome.unexpected() else "equal  ", case.line, flush=True)
        if outcome.unexpected():
            tell(outcome, answers)
        return outcome

    def compare(self, case, openstack, osc):
        is_wanted = case.fails == bool(openstack.code)
        if openstack.code != osc.code or not is_wanted:
            differences = {"exit code": (openstack.code, osc.code)}
            return differences
        comparison = Comparison(self.pairs, [side.token for side in self.sides] if case.is_of_each else None)
        form = case.format() or "json"
        try:
            return comparison.outputs(openstack.output, osc.output, form, case.is_ordered)
        except ValueError as error:
            return {"output": (openstack.output, f"{osc.output} ({error})")}


def judge(case, differences):
    meant, more = {}, set()
    for key, (left, right) in differences.items():
        # `osc` shows all that a declaration has; and what is not there is nothing, however it is written.
        if left is MISSING or is_nothing(left) and is_nothing(right):
            more.add(key)
        for exceptions in case.exceptions:
            if key in exceptions.differs:
                meant[key] = exceptions.differs[key]
                exceptions.used.add(key)
    return Outcome(case, differences, meant, more)


def is_nothing(value):
    return value is MISSING or value in (None, "", [], {})


def tell(outcome, answers):
    """What nobody expected."""
    print(f"differs: {outcome.case.line}")
    for key, (left, right) in outcome.unexpected().items():
        print(f"    {key}:")
        print(f"        openstack: {shown(left)}")
        print(f"        osc:       {shown(right)}")
    for name, answer in zip(("openstack", "osc"), answers):
        if answer.code:
            print(f"    {name} said: {answer.errors.strip()[-600:]}")
    sys.stdout.flush()


def shown(value):
    return json.dumps(value) if not isinstance(value, str) and value is not MISSING else str(value)
