"""The command lines, as they stand in `cases/*.yaml`; README.md is their grammar."""

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

import yaml

CASES = Path(__file__).parent.parent / "cases"
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.]*)\}")

# Verbs whose results are printed.
PRINTING = {"list", "show", "create"}


class Mistake(Exception):
    """In a file of cases."""


@dataclass
class Exceptions:
    """What may differ in lines that begin with certain words, and why."""

    words: str
    differs: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def are_of(self, line):
        return f"{line} ".startswith(f"{self.words} ")

    def unused(self):
        return set(self.differs) - self.used


@dataclass
class Case:
    """A command line, which both clients are given."""

    line: str
    keep: str | None
    fails: bool
    exceptions: list[Exceptions]

    @property
    def is_of_each(self):
        """Whether each client has something of its own in the line."""
        return PLACEHOLDER.search(self.line) is not None

    @property
    def is_ordered(self):
        return "--sort-column" in self.line

    def prints_json(self):
        return not self.format()

    def format(self):
        """The format that the line itself asks for."""
        words = shlex.split(self.line)
        return words[words.index("-f") + 1] if "-f" in words else None

    def arguments(self, values):
        """The words of the line, `values` in the place of what is in braces."""

        def value(match):
            if match[1] not in values:
                raise Mistake(f"{self.line}: nothing is kept as {match[0]}")
            return str(values[match[1]])

        words = [PLACEHOLDER.sub(value, word) for word in shlex.split(self.line)]
        if self.prints_json() and PRINTING & set(words):
            words += ["-f", "json"]
        return words


@dataclass
class Group:
    """A file of cases."""

    name: str
    title: str
    cases: list[Case]
    exceptions: list[Exceptions]
    # Whether there have to be agents.
    has_agents: bool

    def all_exceptions(self):
        own = [case.exceptions[0] for case in self.cases]
        return [each for each in own + self.exceptions if each.differs]


def _exceptions(words, given, path):
    unknown = set(given) - {"differs"}
    if unknown:
        raise Mistake(f"{path.name}: {words}: unknown {', '.join(sorted(unknown))}")
    return Exceptions(words, given.get("differs", {}))


def _case(given, shared, path):
    if isinstance(given, str):
        given = {"run": given}
    given = dict(given)
    line = " ".join(given.pop("run").split())
    keep = given.pop("as", None)
    fails = given.pop("fails", False)
    own = _exceptions(line, given, path)
    fitting = [each for each in shared if each.are_of(line)]
    return Case(line, keep, fails, [own, *fitting])


def read(path):
    """The cases of a file."""
    given = yaml.safe_load(path.read_text())
    shared = [
        _exceptions(words, exceptions, path)
        for words, exceptions in given.get("lines", {}).items()
    ]
    cases = [_case(case, shared, path) for case in given["cases"]]
    return Group(path.stem, given["title"], cases, shared, given.get("agents", False))


def read_all(names):
    """The files with one of `names` in theirs, or all."""
    paths = sorted(CASES.glob("*.yaml"))
    return [
        read(path)
        for path in paths
        if not names or any(name in path.stem for name in names)
    ]
