"""Read single values out of the nodes of a crowd file, leaving a finding and a harmless stand-in for a wrong one.

Here: texts, numbers, ids, lists and mappings of them. Not here: which keys a crowd file has (`crowd_reading`).
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bot.rehearsal.crowd_findings import Findings, did_you_mean
from bot.rehearsal.crowd_model import FACILITATOR, Field, Position
from bot.rehearsal.crowd_nodes import Listing, Node, Scalar, Table
from bot.saying import Said, quoted, say

_A_TEXT: Final = say("a text")
_DEFAULT_LATENCY_S: Final = (20.0, 60.0)
# Dots part a reference (`P03.horizons.0`), so an id cannot hold any.
_ID: Final = re.compile(r"[\w-]{1,40}")
# Eighteen digits: what a number may hold before its text is safer.
_WHOLE: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})")


class Values:
    """How any part of a crowd file is read. Reading goes on after a finding, so that all of them are told at once."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def id(self, table: Table) -> tuple[str, Position]:
        """The `id` of a table and its position; empty when it is missing or wrong."""
        node = self.required(table, "id", say("Give it a short id, such as P01."))
        if node is None:
            return "", table.at
        text = self.text(node)
        if text == FACILITATOR:
            self.findings.add(
                node.at, "C108", say("the id {text} is reserved", text=quoted(text)), say("Choose another id.")
            )
        elif text and not _ID.fullmatch(text):
            self.findings.add(
                node.at,
                "C107",
                say("{text} is no id", text=quoted(text)),
                say("Use letters, digits, - and _ (40 at most), such as P01."),
            )
        return text, node.at

    def distinct(self, ids: Iterable[tuple[str, Position]]) -> None:
        """Refuse an id given twice."""
        first: dict[str, int] = {}
        for identifier, at in ids:
            if identifier and identifier in first:
                self.findings.add(
                    at,
                    "C108",
                    say(
                        "the id {identifier} is already at line {first}",
                        identifier=quoted(identifier),
                        first=first[identifier],
                    ),
                    say("Rename one."),
                )
            first.setdefault(identifier, at[0])

    def only(self, table: Table, known: tuple[str, ...], what: Said) -> None:
        """Refuse the keys that are not `known`."""
        for key, (at, _) in table.entries.items():
            if key not in known:
                self.findings.add(
                    at,
                    "C106",
                    say("{what} has no key {key}", what=what, key=quoted(key)),
                    did_you_mean(key, known, otherwise=say("Remove it.")),
                )

    def required(self, table: Table, name: str, remedy: Said) -> Node | None:
        """The value of `name`, or None and a finding."""
        node = self.present(table, name)
        if node is None:
            at = table.entries[name][0] if name in table.entries else table.at
            self.findings.add(at, "C105", say("{name} is missing", name=quoted(name)), remedy)
        return node

    def present(self, table: Table, name: str) -> Node | None:
        """The value of `name`; None when absent, or left blank as in `behaviour:`."""
        node = table.entries[name][1] if name in table.entries else None
        return None if isinstance(node, Scalar) and node.kind == "null" else node

    def pairs(self, table: Table, name: str) -> Iterator[tuple[str, Position, Node]]:
        """Key, position and value of each entry of the mapping `name`; nothing when it is absent."""
        node = self.present(table, name)
        if isinstance(node, Table):
            for key, (at, value) in node.entries.items():
                yield key, at, value
        elif node is not None:
            self.wrong(node, say("a mapping"))

    def items(self, table: Table, name: str) -> tuple[Node, ...]:
        """The items of the list `name`; a single value counts as a list of one."""
        node = self.present(table, name)
        return () if node is None else node.items if isinstance(node, Listing) else (node,)

    def tables(self, node: Node | None, name: str) -> list[Table]:
        """The mappings of a list."""
        if node is None:
            return []
        if not isinstance(node, Listing):
            self.wrong(node, say("a list of mappings"))
            return []
        for item in node.items:
            if not isinstance(item, Table):
                self.wrong(item, say("a mapping, one for each of {name}", name=name))
        return [item for item in node.items if isinstance(item, Table)]

    def wrong(self, node: Node, wanted: Said) -> None:
        """Say that `node` is not of the wanted kind."""
        self.findings.add(
            node.at, "C104", say("{shape} stands here", shape=_shape(node)), say("Write {wanted}.", wanted=wanted)
        )

    def text(self, node: Node | None, wanted: Said = _A_TEXT) -> str:
        """A text as the file spells it, not blank; unquoted numbers and words count."""
        if node is None:
            return ""
        if not isinstance(node, Scalar) or node.kind == "null":
            self.wrong(node, wanted)
            return ""
        if not node.text.strip():
            self.findings.add(
                node.at, "C105", say("this text is blank"), say("Fill it in, or leave the key out to stay silent.")
            )
        return node.text

    def optional_text(self, table: Table, name: str, default: str) -> str:
        """The text at `name`, or `default` when it is absent or left blank."""
        node = self.present(table, name)
        return default if node is None else self.text(node)

    def texts(self, node: Node, wanted: Said) -> tuple[str, ...]:
        """A text or a list of texts."""
        if isinstance(node, Listing):
            return tuple(self.text(item) for item in node.items)
        return (self.text(node, wanted),)

    def words(self, table: Table, name: str) -> tuple[str, ...]:
        """The texts of the list `name`."""
        return tuple(self.text(item) for item in self.items(table, name))

    def grades(self, node: Node) -> Mapping[str, str]:
        """A mapping of items to grades."""
        if not isinstance(node, Table):
            self.wrong(node, say("a mapping of items to grades"))
            return {}
        return {item: self.text(value, say("a grade")) for item, (_, value) in node.entries.items()}

    def field(self, node: Node) -> Field:
        """A value of a form or a parameter: a whole number stays one unless it is quoted."""
        text = self.text(node, say("a text or a number"))
        if isinstance(node, Scalar) and node.kind == "number" and _WHOLE.fullmatch(text):
            return int(text)
        return text

    def number(self, node: Node) -> float:
        """A number, zero or more; infinity and NaN are refused."""
        value = _as_number(node)
        if value is None:
            self.wrong(node, say("a number, zero or more, without quotes"))
            return 0.0
        return value

    def latency(self, node: Node | None) -> tuple[float, float]:
        """A span in seconds: [shortest, longest], or one number for both."""
        if node is None:
            return _DEFAULT_LATENCY_S
        bounds = [self.number(item) for item in (node.items if isinstance(node, Listing) else (node, node))]
        if len(bounds) != 2 or bounds[0] > bounds[1]:
            self.findings.add(
                node.at,
                "C107",
                say("this is no span of time"),
                say("Write [shortest, longest] in seconds, such as [20, 60]."),
            )
            return _DEFAULT_LATENCY_S
        return bounds[0], bounds[1]


def _as_number(node: Node) -> float | None:
    if not (isinstance(node, Scalar) and node.kind == "number"):
        return None
    try:
        value = float(node.text)
    except ValueError:  # octal and hexadecimal are numbers in YAML, and nobody's minutes
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _shape(node: Node) -> Said:
    match node:
        case Table():
            return say("a mapping")
        case Listing():
            return say("a list")
        case Scalar(kind="null"):
            return say("nothing")
        case Scalar():
            return quoted(node.text)
