"""Read typed values out of one mapping of a script, and say what is wrong with each.

Here: texts, numbers, lists, options, unknown and missing keys. Every reading method returns a usable value whatever the
file says, so that one run finds everything there is to find. Not here: which keys a step has (`steps`, `reading`).
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from bot.authoring.drafts import Allowance
from bot.authoring.findings import Findings, Position
from bot.authoring.nodes import Entry, Listing, Node, Scalar, Table, describe
from bot.authoring.shapes import NOBODY, Kind, Observer, Shape
from bot.engine.lexicon import Lexicon
from bot.engine.script import ANOTHER, Option
from bot.saying import Said, did_you_mean, quoted, say

FORMAT: Final = "1"
ID: Final = re.compile(r"[a-z][a-z0-9_]{0,19}")
CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,20}")
# `end` and `sum` are waits and buttons of ours, `probe` and `parking` follow-ups of any step.
RESERVED: Final = frozenset(
    {*keyword.kwlist, ANOTHER, "answered", "end", "parking", "probe", "probe_2", "sum", "true", "false", "none"}
)

_TRUE: Final = frozenset({"true", "yes", "oui"})
_FALSE: Final = frozenset({"false", "no", "non"})


@dataclass(slots=True)
class Notes:
    """What reading gathers for the checks: findings, and every text that people may read.

    `observer` is told what is read, see `shapes`.
    """

    findings: Findings
    observer: Observer = NOBODY
    language: str = ""
    """Of the texts; empty until the script's head says it. Of a translation, known beforehand."""
    lexicon: Lexicon | None = None
    """The words beside the script, if any."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures beside the script, by the code of their option."""
    texts: list[Scalar] = field(default_factory=list)
    asks: list[Scalar] = field(default_factory=list)
    allowances: list[Allowance] = field(default_factory=list)
    values: dict[Scalar, frozenset[str]] = field(default_factory=dict)
    """Per text, the names it may show besides parameters."""
    showing: tuple[str, ...] = ()
    later: set[str] = field(default_factory=set)
    """Parameters that are given while the session runs."""
    plain: list[Scalar] = field(default_factory=list)
    """Shown too, but no templates: to be translated with the texts."""
    background: list[Scalar] = field(default_factory=list)
    """What teams and sponsors read about the workshop: may be translated, and nobody misses it if it is not."""


class Fields:
    """One mapping. Its keys are read one by one; `done` reports those that nothing read."""

    def __init__(self, node: Node, what: Said, notes: Notes) -> None:
        self.at = node.at
        self.what = what
        self.notes = notes
        self._entries: dict[str, Entry] = {}
        self._known: list[str] = []
        self._source = node
        notes.observer.opened(node)
        if isinstance(node, Table):
            self._entries = node.entries
        else:
            finding = say("{What} is {described}; a mapping is expected.", What=what, described=describe(node))
            notes.findings.add(node.at, "S004", finding, say("Write it as `key: value` lines, one indentation deeper."))

    def issue(self, at: Position, code: str, finding: Said, remedy: Said | None = None) -> None:
        """Report something found."""
        self.notes.findings.add(at, code, finding, remedy)

    def node(self, key: str) -> Node | None:
        """The value, None if it is absent or empty."""
        self._asks(key, Kind.ANY)
        return self._node(key)

    def _asks(self, key: str, kind: Kind, choices: Collection[str] = (), least: int = 0, most: int = 0) -> None:
        """Every public method that reads a key says so here, once; private ones do not."""
        self.notes.observer.asked(self._source, key, Shape(kind, tuple(choices), least, most))

    def _node(self, key: str) -> Node | None:
        self._known.append(key)
        entry = self._entries.get(key)
        return None if entry is None or (isinstance(entry.value, Scalar) and entry.value.null) else entry.value

    def place(self, key: str) -> Position:
        """Where the key stands, or the mapping if it is absent."""
        entry = self._entries.get(key)
        return entry.key.at if entry is not None else self.at

    def items(self) -> list[Entry]:
        """Every entry: for a mapping whose keys are the author's own."""
        self.notes.observer.listed(self._source)
        self._known.extend(self._entries)
        return list(self._entries.values())

    def missing(self, key: str, remedy: Said | None = None) -> None:
        """Report that a required key is absent or empty."""
        self.notes.observer.lacked(self._source, key)
        self.issue(
            self.place(key),
            "S006",
            say("`{key}` is missing in {what}.", key=key, what=self.what),
            remedy or say("Add `{key}: …`.", key=key),
        )

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        """A single value, as spelled."""
        self._asks(key, Kind.TEXT)
        return self._scalar(key, required=required)

    def _scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        node = self._node(key)
        if node is None:
            if required:
                self.missing(key)
            return None
        return self._scalar_of(node, say("`{key}`", key=key))

    def _scalar_of(self, node: Node, what: Said) -> Scalar | None:
        if isinstance(node, Scalar):
            if node.text.strip():
                return node
            self.issue(
                node.at,
                "S006",
                say("{What} is empty in {inside}.", What=what, inside=self.what),
                say("Write something, or delete the line."),
            )
            return None
        remedy = say("Write one text.")
        if isinstance(node, Table) and len(node.entries) == 1:
            remedy = say("If it is one text that holds « : », put it between double quotes.")
        self.issue(
            node.at,
            "S004",
            say("{What} is {described}; a text is expected.", What=what, described=describe(node)),
            remedy,
        )
        return None

    def word(self, key: str, *, required: bool = False, default: str = "") -> str:
        """A text for the program or the facilitators: shown to no participant, so not a template."""
        self._asks(key, Kind.TEXT)
        scalar = self._scalar(key, required=required)
        return scalar.text.strip() if scalar is not None else default

    def prose(self, key: str) -> str:
        """Words about the workshop, for its team and its sponsor: no template, and nobody misses a translation."""
        scalar = self.scalar(key)
        if scalar is None:
            return ""
        self.notes.background.append(scalar)
        return scalar.text.strip()

    def caption(self, key: str) -> str:
        """Words that a screen shows as they are: no template, and translated."""
        scalar = self.scalar(key)
        if scalar is None:
            return ""
        self.notes.plain.append(scalar)
        return scalar.text.strip()

    def text(self, key: str, *, required: bool = False, ask: bool = False) -> str:
        """A text that participants read: a template."""
        self._asks(key, Kind.TEXT)
        scalar = self._scalar(key, required=required)
        if scalar is None:
            return ""
        return self._shown(scalar, ask=ask)

    @contextmanager
    def showing(self, *names: str) -> Iterator[None]:
        """While this lasts, the texts that are read may show these values, besides parameters."""
        before = self.notes.showing
        self.notes.showing = names
        yield
        self.notes.showing = before

    def _shown(self, scalar: Scalar, *, ask: bool = False) -> str:
        self.notes.texts.append(scalar)
        if self.notes.showing:
            self.notes.values[scalar] = frozenset(self.notes.showing)
        if ask:
            self.notes.asks.append(scalar)
        return scalar.text.strip()

    def shown(self, node: Node, what: Said, *, ask: bool = False) -> str:
        """A node that holds a text that participants read."""
        self.notes.observer.shown(node)
        scalar = self._scalar_of(node, what)
        return self._shown(scalar, ask=ask) if scalar is not None else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of them, each a paragraph."""
        self._asks(key, Kind.TEXTS)
        node = self._node(key)
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Listing) else (node,)
        read = (
            self.shown(
                one, say("An item of `{key}`", key=key) if isinstance(node, Listing) else say("`{key}`", key=key)
            )
            for one in nodes
        )
        return tuple(text for text in read if text)

    def words(self, key: str) -> tuple[Scalar, ...]:
        """A list of words, or a single one."""
        self._asks(key, Kind.TEXTS)
        node = self._node(key)
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Listing) else (node,)
        read = (self._scalar_of(one, say("An item of `{key}`", key=key)) for one in nodes)
        return tuple(scalar for scalar in read if scalar is not None)

    def integer(self, key: str, *, least: int, most: int, default: int | None = None) -> int | None:
        """A whole number between `least` and `most`."""
        self._asks(key, Kind.INTEGER, least=least, most=most)
        scalar = self._scalar(key)
        if scalar is None:
            return default
        if not re.fullmatch(r"[+-]?[0-9]{1,9}", scalar.text):
            finding = say("`{key}` is {given}; a whole number is expected.", key=key, given=quoted(scalar.text))
            self.issue(
                scalar.at, "S004", finding, say("Write a number from {least} to {most}.", least=least, most=most)
            )
            return default
        value = int(scalar.text)
        if not least <= value <= most:
            self.issue(
                scalar.at,
                "S009",
                say("`{key}` is {value}.", key=key, value=value),
                say("Write a number from {least} to {most}.", least=least, most=most),
            )
            return default
        return value

    def yes_no(self, key: str, *, default: bool) -> bool:
        """True or false."""
        self._asks(key, Kind.YES_NO)
        scalar = self._scalar(key)
        if scalar is None:
            return default
        if scalar.text.lower() in _TRUE | _FALSE:
            return scalar.text.lower() in _TRUE
        self.issue(
            scalar.at,
            "S004",
            say("`{key}` is {given}.", key=key, given=quoted(scalar.text)),
            say("Write true or false."),
        )
        return default

    def one_of(self, key: str, choices: Collection[str], default: str) -> str:
        """One of a few words."""
        self._asks(key, Kind.ONE_OF, choices)
        scalar = self._scalar(key)
        if scalar is None:
            return default
        if scalar.text in choices:
            return scalar.text
        remedy = did_you_mean(scalar.text, choices, say("Allowed here"))
        self.issue(scalar.at, "S009", say("`{key}` is {given}.", key=key, given=quoted(scalar.text)), remedy)
        return default

    def share(self, key: str, default: Fraction | None) -> Fraction | None:
        """A share of the group: `everyone`, `none`, `2/3` or `60 %`."""
        self._asks(key, Kind.SHARE)
        scalar = self._scalar(key)
        if scalar is None:
            return default
        spelled = scalar.text.strip().lower()
        if spelled in {"everyone", "none"}:
            return Fraction(1) if spelled == "everyone" else None
        parts = re.fullmatch(r"([0-9]{1,3})\s*(?:%|/\s*([0-9]{1,3}))", spelled)
        value = Fraction(0)
        if parts is not None and parts[2] != "0":
            value = Fraction(int(parts[1]), int(parts[2] or 100)) if int(parts[2] or 100) else Fraction(0)
        if not 0 < value <= 1:
            remedy = say("Write everyone, none, a fraction such as 2/3 or a percentage such as 60 %.")
            self.issue(scalar.at, "S009", say("`{key}` is {given}.", key=key, given=quoted(scalar.text)), remedy)
            return default
        return value

    def identifier(self, key: str = "id") -> tuple[str, Position]:
        """An id, empty if it is missing or cannot be one, and where it stands."""
        self._asks(key, Kind.ID)
        scalar = self._scalar(key, required=True)
        if scalar is None:
            return "", self.at
        if ID.fullmatch(scalar.text) and scalar.text not in RESERVED:
            return scalar.text, scalar.at
        reserved = say(" (it has a meaning of its own)") if scalar.text in RESERVED else ""
        self.issue(
            scalar.at, "S101", say("{given} cannot be an id{reserved}.", given=quoted(scalar.text), reserved=reserved)
        )
        return "", scalar.at

    def options(self, key: str, *, required: bool = False, grades: bool = False) -> tuple[Option, ...]:
        """`code: label` options, in the order of the file."""
        self._asks(key, Kind.OPTIONS)
        return self._options(key, required=required, grades=grades)

    def _options(self, key: str, *, required: bool, grades: bool = False) -> tuple[Option, ...]:
        node = self._node(key)
        if node is None:
            if required:
                self.missing(key, say("Add `{key}: {{code: label, …}}`.", key=key))
            return ()
        if not isinstance(node, Table):
            finding = say(
                "`{key}` is {described} in {what}; options are written `code: label`.",
                key=key,
                described=describe(node),
                what=self.what,
            )
            self.issue(node.at, "S107", finding, say("Write for instance {oui: Oui, non: Non}."))
            return ()
        if required and not node.entries:
            finding = say("{What} is empty in {inside}.", What=f"`{key}`", inside=self.what)
            self.issue(node.at, "S006", finding, say("Write for instance {oui: Oui, non: Non}."))
        read: dict[str, Option] = {}
        for entry in node.entries.values():
            code = entry.key.text
            if not CODE.fullmatch(code):
                too_long = say(" ({count} bytes)", count=len(code.encode())) if len(code.encode()) > 20 else ""
                self.issue(
                    entry.key.at,
                    "S107",
                    say("{code} cannot be the code of an option{too_long}.", code=quoted(code), too_long=too_long),
                )
            label = self.shown(entry.value, say("The label of {code}", code=quoted(code)))
            if not label:
                continue
            if label in read:
                clash = say("{label} is the label of {code} too.", label=quoted(label), code=quoted(read[label].code))
                self.issue(entry.value.at, "S115" if grades else "S117", clash)
            read[label] = Option(code, label)
        return tuple(read.values())

    def option(self, key: str, *, required: bool = False) -> Option | None:
        """Exactly one `code: label` option."""
        self._asks(key, Kind.OPTION)
        options = self._options(key, required=required)
        if len(options) > 1:
            self.issue(
                self.place(key),
                "S009",
                say("`{key}` has {count} options.", key=key, count=len(options)),
                say("Keep one."),
            )
        return options[0] if options else None

    def done(self) -> None:
        """Report the keys that nothing read."""
        for name, entry in self._entries.items():
            if name not in self._known:
                remedy = did_you_mean(name, list(dict.fromkeys(self._known)), say("Keys here"))
                self.issue(
                    entry.key.at,
                    "S005",
                    say("{name} is not a key of {what}.", name=quoted(name), what=self.what),
                    remedy,
                )


def check_format(head: Fields) -> None:
    """Report a file that does not say its format, or another one than ours."""
    scalar = head.scalar("format")
    if scalar is None:
        head.issue(head.place("format"), "S008", say("The file does not say its `format`."))
    elif scalar.text != FORMAT:
        head.issue(scalar.at, "S008", say("`format` is {given}.", given=quoted(scalar.text)))
