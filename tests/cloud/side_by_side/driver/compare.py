"""Whether two answers say the same.

Lines that are about the same things have to be answered alike, to the letter, but for the order of rows that nobody asked
for. Where each client has made something of its own, what has to differ is compared by what it stands for: names by what
is behind the part that tells the clients apart; ids, and addresses that the service has chosen, by always being those of
the same thing (`Pairs`); times by their form.
"""

import json
import re

import yaml

# What the service chooses: the kinds, and how each is recognized.
KINDS = {
    "id": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b",
    "time": r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{6})?",
    "mac": r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}",
    # Of the network `public`.
    "address": r"172\.24\.[4-7]\.\d{1,3}",
}
CHOSEN = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in KINDS.items()))

# Numbers that the service chooses.
NUMBERS = {"provider:segmentation_id", "segmentation_id", "Segment"}


class Pairs:
    """Which id of one client's is which of the other's. What has been one thing stays one thing."""

    def __init__(self):
        self.left = {}
        self.right = {}

    def same(self, left, right):
        if self.left.get(left, right) != right or self.right.get(right, left) != left:
            return False
        self.left[left], self.right[right] = right, left
        return True


class Comparison:
    """Of the answers to one line."""

    def __init__(self, pairs, tokens):
        self.pairs = pairs
        # What tells the clients' names apart; nothing where the line is about the same things.
        self.tokens = tokens

    def outputs(self, left, right, form, is_ordered):
        """What differs in two outputs of this format."""
        if form in ("json", "yaml") and left.strip() and right.strip():
            read = json.loads if form == "json" else yaml.safe_load
            return self.documents(read(left), read(right), is_ordered)
        lines = [text.splitlines() for text in (left, right)]
        if not is_ordered:
            lines = [sorted(some, key=lambda line: self.form(line, side)) for side, some in enumerate(lines)]
        if len(lines[0]) == len(lines[1]) and all(map(self.texts, *lines)):
            return {}
        return {"output": (left, right)}

    def documents(self, left, right, is_ordered):
        """What differs in two JSON documents: by key, the value of each."""
        if isinstance(left, dict) and isinstance(right, dict):
            return self.items(left, right)
        if isinstance(left, list) and isinstance(right, list):
            return self.lists(left, right, is_ordered)
        return {} if self.values(left, right) else {"output": (left, right)}

    def items(self, left, right):
        return {
            key: (left.get(key, MISSING), right.get(key, MISSING))
            for key in [*left, *(key for key in right if key not in left)]
            if not self.values(left.get(key, MISSING), right.get(key, MISSING), key)
        }

    def lists(self, left, right, is_ordered):
        if len(left) != len(right):
            return {"number of rows": (len(left), len(right))}
        differences = {}
        headings = [list(rows[0]) if rows else [] for rows in (left, right)]
        common = [key for key in headings[0] if key in headings[1]]
        if common != [key for key in headings[1] if key in headings[0]]:
            differences["order of columns"] = tuple(headings)
        if not is_ordered:
            left, right = (
                sorted(rows, key=lambda row: self.form({key: row[key] for key in common}, side))
                for side, rows in enumerate((left, right))
            )
        for one, other in zip(left, right):
            for key, values in self.items(one, other).items():
                differences.setdefault(key, values)
        return differences

    def form(self, value, side):
        """What is left of a value without what has to differ, to sort by."""
        text = json.dumps(value, sort_keys=True)
        if not self.tokens:
            return text
        known = self.pairs.left if side == 0 else {}

        def mask(match):
            if match.lastgroup == "id":
                name = known.get(match[0], match[0])
                return name if name in self.pairs.right else "id"
            return match.lastgroup

        return CHOSEN.sub(mask, text.replace(self.tokens[side], "{who}"))

    def values(self, left, right, key=None):
        """Whether two values are the same, or stand for the same."""
        if left == right and type(left) is type(right):
            return True
        if not self.tokens or type(left) is not type(right):
            return False
        if isinstance(left, str):
            return self.texts(left, right)
        if isinstance(left, list):
            if len(left) != len(right):
                return False
            left, right = (
                sorted(items, key=lambda item: self.form(item, side)) for side, items in enumerate((left, right))
            )
            return all(self.values(*pair, key) for pair in zip(left, right))
        if isinstance(left, dict):
            return not self.items(left, right)
        return isinstance(left, int) and key in NUMBERS

    def texts(self, left, right):
        """Whether two texts are the same but for what was chosen."""
        if not self.tokens:
            return left == right
        left, right = (text.replace(token, "{who}") for text, token in zip((left, right), self.tokens))
        forms = [CHOSEN.sub(lambda match: match.lastgroup, text) for text in (left, right)]
        if forms[0] != forms[1]:
            return False
        chosen = zip(CHOSEN.finditer(left), CHOSEN.finditer(right))
        return all(one.lastgroup == "time" or self.pairs.same(one[0], other[0]) for one, other in chosen)


class Missing:
    def __repr__(self):
        return "(not there)"


MISSING = Missing()
