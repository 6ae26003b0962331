"""Turn the bytes of a script into plain nodes that know their line and column.

Here: size, encoding, YAML syntax, duplicate keys, depth. Nodes are built from the parser's events, so that a hostile
file is given up at its twenty-first level instead of after minutes (the parser is quadratic in depth). Scalars keep the
text as the file spells it: `no`, `1` and `true` are codes like any other. Not here: what the keys mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from bot.authoring.findings import START, Findings, Position, quoted

# That much takes the parser up to a second; the longest workshop we know of is under 40 kB and 1,500 values.
MAX_BYTES: Final = 300_000
MAX_DEPTH: Final = 20
MAX_EVENTS: Final = 10_000

# The scanner looks a thousand characters ahead before the first bracket is ours to count, so these are counted first.
_BRACKETS: Final = re.compile(rf"(?:[\[{{]\s*){{{MAX_DEPTH + 1}}}")
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as spelled. `start` and `end` index its source, quotes included, in the file's text."""

    at: Position
    text: str
    plain: bool
    start: int
    end: int

    @property
    def null(self) -> bool:
        """Whether nothing was written (`key:`), or a null."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    at: Position
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order of the file."""

    at: Position
    entries: dict[str, Entry]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Scalar
    value: Node


Node: TypeAlias = Scalar | Listing | Table


def describe(node: Node) -> str:
    """What the node is, in an author's words."""
    match node:
        case Scalar():
            return "nothing" if node.null else "a text"
        case Listing():
            return "a list"
        case Table():
            return "a mapping"


def text_of(source: bytes, findings: Findings) -> str | None:
    """The file's text, or None with the reason in `findings`."""
    if len(source) > MAX_BYTES:
        findings.add(START, "S001", f"The file has {len(source):,} bytes; at most {MAX_BYTES:,} are read.")
        return None
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        col = error.start - (source.rfind(b"\n", 0, error.start) + 1) + 1
        findings.add(Position(line, col), "S001", "The file is not UTF-8 text.", "Save it as UTF-8.")
        return None
    control = _CONTROL.search(text)
    if control is not None:
        found = f"The file holds the control character U+{ord(control.group()):04X}."
        findings.add(position_in(text, control.start()), "S001", found, "Delete it; it is often pasted by accident.")
        return None
    return text


def position_in(text: str, index: int) -> Position:
    """Line and column of a character of the file."""
    return Position(text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1)


def place_in(source: str, scalar: Scalar, wanted: str, skip: int = 0) -> Position:
    """Where the occurrence of `wanted` after `skip` others stands; the text's own place if it was folded or escaped."""
    at = scalar.start - 1
    for _ in range(skip + 1):
        at = source.find(wanted, at + 1, scalar.end)
        if at < 0:
            return scalar.at
    return position_in(source, at)


def read_nodes(text: str, findings: Findings) -> Node | None:
    """The document, or None when nothing can be made of it, in which case `findings` says why."""
    brackets = _BRACKETS.search(text)
    if brackets is not None:
        at = position_in(text, brackets.start())
        findings.add(at, "S007", f"More than {MAX_DEPTH} brackets are opened here.")
        return None
    try:
        # Not the round-trip parser: it leaves a bell character where it unfolded a line.
        return _Builder(findings, YAML(typ="safe", pure=True).parse(text)).document()
    except _GivenUpError:
        return None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Position(mark.line + 1, mark.column + 1) if mark is not None else START
        findings.add(at, "S002", f"This is not YAML: {_reason(error)}.", _syntax_remedy(text, at, str(error.problem)))
    except YAMLError as error:
        findings.add(START, "S002", f"This is not YAML: {quoted(str(error))}.")
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError) as error:
        # The parser lets its own slips through on some malformed escapes and directives: still the file's fault.
        reason = quoted(f"{type(error).__name__} {error}")
        findings.add(START, "S002", f"This is not YAML: {reason}.", "Check directives (%) and escapes (\\).")
    return None


def _reason(error: MarkedYAMLError) -> str:
    return " ".join(str(error.problem or error.context or "syntax error").split()).rstrip(".")


def _syntax_remedy(text: str, at: Position, problem: str) -> str:
    lines = text.split("\n")
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    if "\t" in line and ("\\t" in problem or "tab" in problem.lower() or line.lstrip(" ").startswith("\t")):
        return "Indent with spaces, never with tabs."
    if "mapping values are not allowed" in problem:
        return "A text that holds « : » goes between double quotes."
    if "found character" in problem and "cannot start any token" in problem:
        return "A text that begins with @, `, % or a tab goes between double quotes."
    return "Check indentation, quotes and brackets on this line and the one above."


class _GivenUpError(Exception):
    """What follows cannot be read; the findings say why."""


@dataclass(slots=True)
class _Builder:
    findings: Findings
    events: Iterator[Any]
    count: int = 0
    depth: int = 0

    def document(self) -> Node | None:
        root: Node | None = None
        documents = 0
        while not isinstance(event := self._next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._give_up(_at(event), "S002", "A second document begins here.", "Keep one document a file.")
            elif not isinstance(event, StreamStartEvent | DocumentEndEvent):
                root = self._node(event)
        return root

    def _next(self) -> Any:
        self.count += 1
        event = next(self.events)
        if self.count > MAX_EVENTS:
            self._give_up(_at(event), "S007", f"The file holds more than {MAX_EVENTS:,} values.")
        return event

    def _give_up(self, at: Position, code: str, finding: str, remedy: str = "") -> None:
        self.findings.add(at, code, finding, remedy)
        raise _GivenUpError

    def _node(self, event: Any) -> Node:
        at = _at(event)
        if isinstance(event, AliasEvent):
            self.findings.add(at, "S007", f'"*{event.anchor}" repeats another part of the file.', "Write it out.")
            return Scalar(at, "", True, event.start_mark.index, event.end_mark.index)
        if event.tag is not None and str(event.tag) != "!":
            self.findings.add(at, "S004", f"The tag {quoted(str(event.tag))} has no meaning here.", "Delete the tag.")
        match event:
            case ScalarEvent():
                plain = event.style in (None, "")
                value = str(event.value)
                if event.style == ">":
                    # The round-trip scanner leaves a bell wherever it folded two lines; folded text can hold no other.
                    value = value.replace("\a", "")
                return Scalar(at, value, plain, event.start_mark.index, event.end_mark.index)
            case SequenceStartEvent():
                return self._deeper(at, lambda: self._listing(at))
            case MappingStartEvent():
                return self._deeper(at, lambda: self._table(at))
            case _:
                raise TypeError(f"unexpected {type(event).__name__}")

    def _deeper(self, at: Position, build: Any) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._give_up(at, "S007", f"The file nests more than {MAX_DEPTH} levels deep.")
        node: Node = build()
        self.depth -= 1
        return node

    def _listing(self, at: Position) -> Listing:
        items: list[Node] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._node(event))
        return Listing(at, tuple(items))

    def _table(self, at: Position) -> Table:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._node(event)
            value = self._node(self._next())
            if not isinstance(key, Scalar) or key.null:
                found = f"A key must be a word; this is {describe(key)}."
                self.findings.add(key.at, "S004", found, "Write `key: value`.")
            elif key.text in entries:
                first = entries[key.text].key.at.line
                found = f"{quoted(key.text)} is already given at line {first}."
                self.findings.add(key.at, "S003", found, "Keep one of the two.")
            else:
                entries[key.text] = Entry(key, value)
        return Table(at, entries)


def _at(event: Any) -> Position:
    return Position(event.start_mark.line + 1, event.start_mark.column + 1)
