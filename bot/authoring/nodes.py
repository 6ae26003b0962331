"""Turn the bytes of a script into plain nodes that know their line and column.

Here: size, encoding, duplicate keys, depth. Nodes are built from the parser's events, so that a hostile file is given
up at its twenty-first level instead of after minutes (the parser is quadratic in depth). Scalars keep the text as the
file spells it: `no`, `1` and `true` are codes like any other. Not here: what the keys mean, the parser's complaints in
words (`syntax`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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

from bot.authoring.findings import START, Findings, Position
from bot.authoring.syntax import DIRECTIVE, complaint
from bot.saying import Said, quoted, say

# That much takes the parser up to a second; the longest workshop we know of is under 40 kB and 1,500 values.
MAX_BYTES: Final = 300_000
MAX_DEPTH: Final = 20
MAX_EVENTS: Final = 10_000

# The scanner looks a thousand characters ahead before the first bracket is ours to count, so these are counted first.
_BRACKETS: Final = re.compile(rf"(?:[\[{{]\s*){{{MAX_DEPTH + 1}}}")
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
# Control characters; line ends that editors do not number; marks that make a line read otherwise than it is written;
# what is no character at all.
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


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


_NOTHING: Final = Scalar(START, "", True, 0, 0)

Node: TypeAlias = Scalar | Listing | Table


def describe(node: Node) -> Said:
    """What the node is, in an author's words."""
    match node:
        case Scalar():
            return say("nothing") if node.null else say("a text")
        case Listing():
            return say("a list")
        case Table():
            return say("a mapping")


def text_of(source: bytes, findings: Findings) -> str | None:
    """The file's text, or None with the reason in `findings`."""
    if len(source) > MAX_BYTES:
        findings.add(
            START,
            "S001",
            say("The file has {count:,} bytes; at most {most:,} are read.", count=len(source), most=MAX_BYTES),
        )
        return None
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        col = error.start - (source.rfind(b"\n", 0, error.start) + 1) + 1
        found = say("The file is UTF-16 text.") if source[:2] in _UTF_16 else say("The file is not UTF-8 text.")
        findings.add(Position(line, col), "S001", found, say("Save it as UTF-8."))
        return None
    control = _CONTROL.search(text)
    if control is not None:
        found = say("The file holds the control character U+{character}.", character=f"{ord(control.group()):04X}")
        findings.add(
            position_in(text, control.start()), "S001", found, say("Delete it; it is often pasted by accident.")
        )
        return None
    # A file of an old Mac has no other line end; the parser and position_in are to count the same lines.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def position_in(text: str, index: int) -> Position:
    """Line and column of a character of the file."""
    return Position(text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1)


def place_in(source: str, scalar: Scalar, wanted: str) -> Position:
    """Where `wanted` first stands in the text; the text's own place if it was folded or escaped."""
    at = source.find(wanted, scalar.start, scalar.end)
    return position_in(source, at) if at >= 0 else scalar.at


def read_nodes(text: str, findings: Findings) -> Node | None:
    """The document, or None when nothing can be made of it, in which case `findings` says why."""
    brackets = _BRACKETS.search(text)
    if brackets is not None:
        at = position_in(text, brackets.start())
        findings.add(at, "S007", say("More than {most} brackets are opened here.", most=MAX_DEPTH))
        return None
    try:
        # Not the round-trip parser: it leaves a bell character where it unfolded a line.
        return _Builder(findings, YAML(typ="safe", pure=True).parse(text)).document()
    except _GivenUpError:
        return None
    except MarkedYAMLError as error:
        at, finding, remedy = complaint(text, error)
        findings.add(at, "S002", finding, remedy)
    except YAMLError:
        findings.add(START, "S002", say("This is not YAML."))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError):
        # The parser lets its own slips through on some malformed escapes and directives: still the file's fault.
        findings.add(START, "S002", say("This is not YAML."), say("Check directives (%) and escapes (\\)."))
    return None


class _GivenUpError(Exception):
    """What follows cannot be read; the findings say why."""


@dataclass(slots=True)
class _Builder:
    findings: Findings
    events: Iterator[Any]
    count: int = 0
    depth: int = 0
    anchored: dict[str, Scalar] = field(default_factory=dict)

    def document(self) -> Node | None:
        root: Node | None = None
        documents = 0
        while not isinstance(event := self._next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if event.version is not None or event.tags:
                    self._give_up(START, "S002", *DIRECTIVE)
                if documents > 1:
                    self._give_up(
                        _at(event), "S002", say("A second document begins here."), say("Keep one document a file.")
                    )
            elif not isinstance(event, StreamStartEvent | DocumentEndEvent):
                root = self._node(event)
        return root

    def _next(self) -> Any:
        self.count += 1
        event = next(self.events)
        if self.count > MAX_EVENTS:
            self._give_up(_at(event), "S007", say("The file holds more than {most:,} values.", most=MAX_EVENTS))
        return event

    def _give_up(self, at: Position, code: str, finding: Said, remedy: Said | None = None) -> None:
        self.findings.add(at, code, finding, remedy)
        raise _GivenUpError

    def _node(self, event: Any) -> Node:
        at = _at(event)
        if isinstance(event, AliasEvent):
            self.findings.add(
                at,
                "S007",
                say('"*{anchor}" repeats another part of the file.', anchor=event.anchor),
                say("Write it out."),
            )
            # A text is read as if it were written out, so that it is not reported as missing too.
            return replace(self.anchored.get(event.anchor, _NOTHING), at=at)
        if event.tag is not None and str(event.tag) != "!":
            self.findings.add(
                at,
                "S004",
                say("The tag {tag} has no meaning here.", tag=quoted(str(event.tag))),
                say("Delete the tag."),
            )
        match event:
            case ScalarEvent():
                plain = event.style in (None, "")
                value = str(event.value)
                if event.style == ">":
                    # The round-trip scanner leaves a bell wherever it folded two lines; folded text can hold no other.
                    value = value.replace("\a", "")
                scalar = Scalar(at, value, plain, event.start_mark.index, event.end_mark.index)
                self._visible(scalar)
                if event.anchor is not None:
                    self.anchored[event.anchor] = scalar
                return scalar
            case SequenceStartEvent():
                return self._deeper(at, lambda: self._listing(at))
            case MappingStartEvent():
                return self._deeper(at, lambda: self._table(at))
            case _:
                raise TypeError(f"unexpected {type(event).__name__}")

    def _visible(self, scalar: Scalar) -> None:
        # The file's own characters are looked at before parsing; an escape in a text brings others.
        control = _CONTROL.search(scalar.text)
        if control is not None:
            found = say("This text holds the control character U+{character}.", character=f"{ord(control.group()):04X}")
            self.findings.add(scalar.at, "S001", found, say("Delete the escape (\\) that stands for it."))

    def _deeper(self, at: Position, build: Any) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._give_up(at, "S007", say("The file nests more than {most} levels deep.", most=MAX_DEPTH))
        node: Node = build()
        self.depth -= 1
        return node

    def _listing(self, at: Position) -> Listing:
        items: list[Node] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._node(event))
        return Listing(at, tuple(items))

    def _key(self, key: Node) -> Node:
        """The key without what nobody sees: `title` with a non-breaking space is no other key to whoever wrote it."""
        if not isinstance(key, Scalar) or key.text.isprintable():
            return key
        self.findings.add(
            key.at,
            "S004",
            say("{given} holds a character that cannot be seen.", given=quoted(key.text)),
            say("Type it again."),
        )
        return replace(key, text="".join(c for c in key.text if c.isprintable()))

    def _table(self, at: Position) -> Table:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._key(self._node(event))
            value = self._node(self._next())
            if not isinstance(key, Scalar) or key.null:
                found = say("A key must be a word; this is {described}.", described=describe(key))
                self.findings.add(key.at, "S004", found, say("Write `key: value`."))
            elif key.text in entries:
                first = entries[key.text].key.at.line
                found = say("{given} is already given at line {first}.", given=quoted(key.text), first=first)
                self.findings.add(key.at, "S003", found, say("Keep one of the two."))
            else:
                entries[key.text] = Entry(key, value)
        return Table(at, entries)


def _at(event: Any) -> Position:
    return Position(event.start_mark.line + 1, event.start_mark.column + 1)
