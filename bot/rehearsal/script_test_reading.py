"""Read a script test, or say everything that is wrong with it, line by line (docs/script-tests.md explains the format).

Here: its form, and whether its seats are there. Not here: whether the workshop has those steps (`script_test_checks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast, get_args

from bot.engine.phrases import Value
from bot.errors import Defect
from bot.rehearsal.crowd_findings import Findings, did_you_mean
from bot.rehearsal.crowd_model import Position
from bot.rehearsal.crowd_nodes import Listing, Node, Scalar, Table, read_nodes
from bot.rehearsal.crowd_values import Values
from bot.rehearsal.moments import moment
from bot.rehearsal.script_test_model import (
    BotAnswers,
    BotDoesTheRest,
    Claim,
    Enters,
    Expects,
    Facilitates,
    GroupClaim,
    ProposesMerge,
    Says,
    ScriptTest,
    SeatClaim,
    SendsOther,
    Step,
    TapsAside,
    TimePasses,
    Votes,
)
from bot.rehearsal.stage import MORNING
from bot.saying import quoted, say

EVERYONE: Final = "everyone"
_HEAD: Final = ("format", "workshop", "language", "seed", "parameters", "seats", "late", "steps")
_STEPS: Final = (EVERYONE, "clock", "facilitator", "bot", "enter", "rest", "expect")
_SEAT_CLAIMS: Final = cast("tuple[SeatClaim, ...]", get_args(SeatClaim))
_GROUP_CLAIMS: Final = cast("tuple[GroupClaim, ...]", get_args(GroupClaim))
_RESERVED: Final = frozenset({*_STEPS, *_GROUP_CLAIMS})
_MOST_SEATS: Final = 30
MAX_BYTES: Final = 200_000
"""A second of reading, and several thousand steps."""
# A dot parts a seat from a step: `ana.vecu`.
_NAME: Final = re.compile(r"[\w-]{1,40}")
_KINDS: Final = ("voice", "photo", "sticker", "document", "video", "location", "contact", "other")


def load_test(path: Path) -> ScriptTest:
    """Read `path` (YAML, UTF-8).

    Raises:
        AuthorError: the file cannot be read, or is not a script test; one line a finding, all of them.
    """
    findings = Findings(path)
    root, _ = read_nodes(path, findings, most=MAX_BYTES)
    if isinstance(root, Table):
        test = _Reader(findings).test(path, root)
        findings.raise_if_any()
        return test
    if root is not None:
        findings.add(root.at, "C104", say("a script test is a mapping"), say("Start with `format: 1`."))
    findings.raise_if_any()
    raise Defect(f"{path} yielded neither a test nor a finding")


class _Reader(Values):
    """One pass over the nodes."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings)
        self._seats: tuple[str, ...] = ()

    def test(self, path: Path, table: Table) -> ScriptTest:
        self.only(table, _HEAD, say("a script test"))
        version = self.required(table, "format", say("Write `format: 1` at the top."))
        if version is not None and not (isinstance(version, Scalar) and version.text == "1"):
            self.findings.add(version.at, "C107", say("this format is unknown"), say("This version reads `format: 1`."))
        self._seats = self._read_seats(
            self.required(table, "seats", say("Write how many people there are, or their names."))
        )
        parameters: dict[str, Value] = {}
        places: dict[str, Position] = {}
        for name, at, node in self.pairs(table, "parameters"):
            parameters[name], places[name] = self.field(node), at
        steps_node = self.required(table, "steps", say("Write what happens, one step a line."))
        return ScriptTest(
            path,
            self.optional_text(table, "workshop", path.name.partition(".")[0]),
            self.optional_text(table, "language", ""),
            self.optional_text(table, "seed", "1"),
            parameters,
            places,
            self._seats,
            self._named(self.present(table, "late")),
            tuple(step for item in self.tables(steps_node, "steps") for step in self._step(item)),
        )

    # -- seats ---------------------------------------------------------------------------------------------------------

    def _read_seats(self, node: Node | None) -> tuple[str, ...]:
        if isinstance(node, Scalar) and node.kind == "number":
            number = int(node.text) if node.text.isdigit() else 0
            if not 0 < number <= _MOST_SEATS:
                self.findings.add(
                    node.at,
                    "C107",
                    say("{given} is no number of seats", given=node.text),
                    say("1 to {most}.", most=_MOST_SEATS),
                )
                return ()
            return tuple(str(one) for one in range(1, number + 1))
        if not isinstance(node, Listing):
            if node is not None:
                self.wrong(node, say("a number, or a list of names"))
            return ()
        names = [(self.text(item), item.at) for item in node.items]
        for name, at in names:
            if name in _RESERVED:
                self.findings.add(
                    at, "C108", say("the name {name} is reserved", name=quoted(name)), say("Choose another.")
                )
            elif name and not _NAME.fullmatch(name):
                self.findings.add(
                    at, "C107", say("{name} is no name", name=quoted(name)), say("Use letters, digits, - and _.")
                )
        self.distinct(names)
        return tuple(name for name, _ in names)

    def _named(self, node: Node | None) -> tuple[str, ...]:
        """The seats in a name or a list of names."""
        items = () if node is None else node.items if isinstance(node, Listing) else (node,)
        found: list[str] = []
        for item in items:
            found += self._seat(self.text(item), item.at)
        return tuple(found)

    def _seat(self, name: str, at: Position) -> tuple[str, ...]:
        if name == EVERYONE:
            return self._seats
        if name in self._seats:
            return (name,)
        if name and self._seats:
            remedy = did_you_mean(name, self._seats, otherwise=say("See `seats`."))
            self.findings.add(at, "T101", say("nobody is called {name}", name=quoted(name)), remedy)
        return ()

    # -- steps ---------------------------------------------------------------------------------------------------------

    def _step(self, table: Table) -> Iterator[Step]:
        if len(table.entries) != 1:
            self.findings.add(
                table.at, "T105", say("a step says one thing"), say("Write each after a dash of its own.")
            )
        for name, (at, node) in table.entries.items():
            if name in _STEPS and name != EVERYONE:
                yield from self._common(name, at, node)
            elif name == EVERYONE or name in self._seats:
                yield from self._gestures(self._seat(name, at), at, node)
            else:
                known = (*_STEPS, *self._seats)
                remedy = did_you_mean(name, known, otherwise=say("See `seats`."))
                self.findings.add(at, "C106", say("no step and no seat is called {name}", name=quoted(name)), remedy)

    def _common(self, name: str, at: Position, node: Node) -> Iterator[Step]:
        match name:
            case "clock":
                text = self.text(node)
                if text and moment(text, MORNING) is None:
                    self.findings.add(
                        node.at,
                        "T104",
                        say("{text} is no moment", text=quoted(text)),
                        say("Write +30m, +2h, +1d or 20:00."),
                    )
                yield TimePasses(at, text)
            case "facilitator":
                yield from self._facilitator(at, node)
            case "bot":
                yield BotAnswers(at, self._named(node))
            case "enter":
                yield Enters(at, self._named(node))
            case "rest":
                if not (isinstance(node, Scalar) and node.text == "bot"):
                    self.findings.add(node.at, "C107", say("only a bot does the rest"), say("Write `rest: bot`."))
                yield BotDoesTheRest(at)
            case _:
                yield Expects(at, tuple(self._claims(node)))

    def _facilitator(self, at: Position, node: Node) -> Iterator[Step]:
        if isinstance(node, Scalar) and node.text == "next":
            yield Facilitates(at, "next")
        elif isinstance(node, Scalar) and node.text == "close":
            yield Facilitates(at, "close")
        elif isinstance(node, Scalar) and node.text == "notebook":
            yield Facilitates(at, "notebook")
        elif isinstance(node, Table) and "merge" in node.entries:
            self.only(node, ("merge", "of"), say("a merge"))
            self.required(node, "of", say("List the ideas it is to stand for, as they were written."))
            yield ProposesMerge(at, self.text(node.entries["merge"][1]), self.words(node, "of"))
        else:
            remedy = say("Write next, close, notebook, or {merge: the wording, of: [an idea, another]}.")
            self.findings.add(node.at, "C107", say("this is no gesture of a facilitator"), remedy)

    def _gestures(self, seats: tuple[str, ...], at: Position, node: Node) -> Iterator[Step]:
        if not isinstance(node, Table):
            for item in node.items if isinstance(node, Listing) else (node,):
                yield Says(item.at, seats, self.text(item))
            return
        self.only(node, ("vote", "aside", "sends"), say("what a person does"))
        for name, (where, value) in node.entries.items():
            if name == "vote":
                yield Votes(where, seats, self._wanted(value))
            elif name == "aside":
                yield TapsAside(where, seats, self.text(value))
            elif name == "sends":
                kind = self.text(value)
                if kind not in _KINDS:
                    remedy = did_you_mean(kind, _KINDS, otherwise=say("Check the spelling."))
                    self.findings.add(value.at, "C107", say("nobody can send {kind}", kind=quoted(kind)), remedy)
                yield SendsOther(where, seats, kind)

    def _wanted(self, node: Node) -> dict[str, str | int] | str:
        """Grades or points by item; the items supported, as a list; one grade for all."""
        match node:
            case Table(entries=entries):
                return {item: self.field(value) for item, (_, value) in entries.items()}
            case Listing(items=items):
                return {self.text(item): 1 for item in items}
            case _:
                return self.text(node)

    # -- expectations --------------------------------------------------------------------------------------------------

    def _claims(self, node: Node) -> Iterator[Claim]:
        if not isinstance(node, Table):
            self.wrong(node, say("a mapping: a seat, or a word such as pool"))
            return
        for name, (at, value) in node.entries.items():
            if name in _GROUP_CLAIMS:
                yield from self._group_claims(name, at, value)
            elif name == EVERYONE or name in self._seats:
                for seat in self._seat(name, at):
                    yield from self._seat_claims(seat, value)
            else:
                remedy = did_you_mean(name, (*_GROUP_CLAIMS, EVERYONE, *self._seats), otherwise=say("See `seats`."))
                self.findings.add(at, "C106", say("nothing is expected of {name}", name=quoted(name)), remedy)

    def _seat_claims(self, seat: str, node: Node) -> Iterator[Claim]:
        if not isinstance(node, Table):
            self.wrong(node, say("a mapping: {at: vecu, says: a text, offers: [a button]}"))
            return
        self.only(node, _SEAT_CLAIMS, say("what is expected of a seat"))
        for what in _SEAT_CLAIMS:
            for item in self.items(node, what):
                yield Claim(item.at, seat, what, "", self.text(item))

    def _group_claims(self, what: GroupClaim, at: Position, node: Node) -> Iterator[Claim]:
        if what in ("gate", "session", "facilitators"):
            for item in node.items if isinstance(node, Listing) else (node,):
                yield Claim(item.at, "", what, "", self.text(item))
        elif not isinstance(node, Table):
            self.wrong(node, say("a mapping"))
        elif what == "vote":
            for step, (_, table) in node.entries.items():
                if not isinstance(table, Table):
                    self.wrong(table, say("a mapping: {voters: 3, RH1: Bien}"))
                    continue
                for name, (where, value) in table.entries.items():
                    yield Claim(where, "", "vote", step, self.field(value), name)
        else:
            for key, (where, value) in node.entries.items():
                for item in value.items if isinstance(value, Listing) else (value,):
                    yield Claim(where, "", what, key, self.field(item))
