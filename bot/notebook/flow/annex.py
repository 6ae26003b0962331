"""The flow of the annexes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.notebook.context import AnnexEntry, Notebook, StepLine, VersionLine
from bot.notebook.flow.bricks import Bricks, Pieces
from bot.notebook.flow.pieces import Heading, Line, Lines, Plain

THE_LIST: Final = "sa-2"
"""The anchor of the list of all that was said."""
AFTER_THE_LIST: Final = "sa-3"


def annex(b: Bricks, notebook: Notebook) -> Pieces:
    """§ A, part by part."""
    found = notebook.annex
    yield b.section("A", "sa")
    yield _part(b, 1)
    for step in found.steps:
        yield from _step(b, step)
    yield _part(b, 2)
    yield b.say(found.contributions_note)
    for group in found.groups:
        yield Heading(3, group.title)
        yield from b.plain(group.question, "note")
        yield from b.entries(group.entries)
    yield _part(b, 3)
    yield from _lines(
        b, (Line(merge.wording, after=merge.outcome, refs=merge.refs) for merge in found.merges), "ui.no_merge"
    )
    yield _part(b, 4)
    yield from _entries(b, found.parked, "ui.no_parked")
    yield _part(b, 5)
    if not (found.late or found.uncertain or found.withheld):
        yield Plain(b.t("ui.no_apart"), "absence")
    for key, entries in (("ui.late", found.late), ("ui.uncertain", found.uncertain), ("ui.withheld", found.withheld)):
        if entries:
            yield Heading(3, b.t(key))
            yield from b.entries(entries)
    yield _part(b, 6)
    yield from _lines(b, (Line(f"{one.when} · {one.by} · {one.what}") for one in found.journal), "ui.no_journal")
    yield _part(b, 7)
    for table in found.evaluation:
        yield from b.table(table)
    if not found.evaluation:
        yield Plain(b.t("ui.no_evaluation"), "absence")
    yield _part(b, 8)
    yield from _entries(b, found.corrections, "ui.no_corrections")
    yield _part(b, 9)
    yield from _lines(b, (_version(b, one) for one in found.versions), "ui.no_versions")


def _version(b: Bricks, one: VersionLine) -> Line:
    number = b.t("ui.version", number=one.number)
    return Line(f"{number}, {one.when}, {one.status} : {one.what} ({one.made_from})")


def _part(b: Bricks, number: int) -> Heading:
    return Heading(2, b.t(f"ui.annex.{number}"), f"A.{number}", f"sa-{number}")


def _step(b: Bricks, step: StepLine) -> Pieces:
    yield Heading(3, f"{step.number}. {step.title}", anchor=step.anchor)
    lasted = b.t("ui.minutes", n=step.minutes) if step.minutes else ""
    yield from b.plain(" · ".join(part for part in (step.phase, lasted) if part), "note")
    for text in step.texts:
        yield from b.plain(text, "shown")
    for question, options in zip(step.questions, step.options, strict=True):
        yield Lines((Line(question, after=options),))


def _entries(b: Bricks, entries: tuple[AnnexEntry, ...], none: str) -> Pieces:
    if entries:
        yield from b.entries(entries)
    else:
        yield Plain(b.t(none), "absence")


def _lines(b: Bricks, lines: Iterable[Line], none: str) -> Pieces:
    found = tuple(lines)
    yield Lines(found) if found else Plain(b.t(none), "absence")
