"""The notebook as tables: what the data pack and the spreadsheet hold.

Drawn from the context, so that they say what the notebook says and nothing that it withholds: no person, no alias, no
time of an answer; counts masked as printed. Not here: how a table is written (`pack`, `xlsx`), what its fields mean
(`dictionary`), the ballots of a recount (`recount`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from bot.notebook.blocks import Quote, Ref, Sentence, Table
from bot.notebook.citations import SECTIONS, walk
from bot.notebook.context import AnnexEntry, CardField, Notebook, Said
from bot.notebook.formats.dictionary import SHAPES

Cell = str | int
Row = tuple[Cell, ...]


def tables(notebook: Notebook) -> dict[str, list[Row]]:
    """The rows of each table of the dictionary that is drawn from the context, in its order."""
    return {name: list(_ROWS[name](notebook)) for name in SHAPES if name in _ROWS}


def _contributions(notebook: Notebook) -> Iterator[Row]:
    annex = notebook.annex
    for group in annex.groups:
        for entry in group.entries:
            yield _entry(entry, group.title, group.question)
    for entries in (annex.parked, annex.late, annex.uncertain, annex.withheld, annex.corrections):
        for entry in entries:
            yield _entry(entry, "", "")


def _entry(entry: AnnexEntry, step: str, question: str) -> Row:
    return (
        entry.number, step, question, entry.text, entry.note, entry.signature, " ; ".join(entry.flags),
        " · ".join(entry.forms), "\n".join(one.text or one.note for one in entry.previous),
        " ".join(use.label for use in entry.cited), " ".join(use.label for use in entry.counted), entry.entered,
        " ; ".join(entry.codes),
    )  # fmt: skip


def _sentences(notebook: Notebook) -> Iterator[Row]:
    for name, number in (("identity", "0"), *SECTIONS, ("annex", "A")):
        for found in walk(getattr(notebook, name)):
            if isinstance(found, Sentence):
                yield number, found.text, ", ".join(ref.label for ref in found.refs), _numbers(found.refs)
    for absence in notebook.absences.values():
        yield absence.number, absence.sentence.text, ", ".join(ref.label for ref in absence.sentence.refs), ""


def _quotations(notebook: Notebook) -> Iterator[Row]:
    for name, number in SECTIONS:
        for found in walk(getattr(notebook, name)):
            if isinstance(found, Quote):
                yield number, found.number, found.text, found.signature
                yield from ((number, more.number, more.text, found.signature) for more in found.followups)


def _words(notebook: Notebook) -> Iterator[Row]:
    for step in notebook.keywords.steps if notebook.keywords is not None else ():
        for word in (*step.shared, *step.single):
            yield step.title, word.word, ", ".join(word.forms), word.people, _numbers((word.ref,))


def _horizons(notebook: Notebook) -> Iterator[Row]:
    if notebook.horizons is None:
        return
    for vote in notebook.horizons.votes:
        for one in vote.horizons:
            yield (
                vote.title, one.code, one.text, one.origin, one.rank, one.grade, one.outcome.text,
                _numbers(one.sources),
            )  # fmt: skip
    for idea in notebook.horizons.unvoted:
        yield "", "", idea.text, "", "", "", idea.support, _numbers((idea.ref,))


def _cards(notebook: Notebook) -> Iterator[Row]:
    if notebook.actions is not None:
        for lead in notebook.actions.leads:
            served = tuple(("", ref.label, "", "") for ref in lead.horizons)
            yield from (
                (lead.anchor, lead.code, _shown(lead.action), field, text, note, number)
                for field, text, note, number in (*served, *_fields((_titled(lead.action), *lead.fields)))
            )
        for card in (card for group in notebook.actions.records for alike in group.groups for card in alike.cards):
            for field, text, note, number in _fields((_titled(card.title), *card.fields)):
                yield card.anchor, "", _shown(card.title), field, text, note, number
        for team in notebook.actions.team:
            for fact in team.facts:
                yield team.anchor, "", team.title, fact.term, fact.value, team.note, ""
    for germ in notebook.germs.germs if notebook.germs is not None else ():
        for field, text, note, number in _fields(germ.fields):
            yield germ.quote.number, "", germ.quote.text, field, text, note, number


def _titled(said: Said) -> CardField:
    """A card's main field, which has no label of its own."""
    return CardField("", (said,), "")


def _fields(fields: Iterable[CardField]) -> Iterator[tuple[str, str, str, str]]:
    for field in fields:
        if field.blank:
            yield field.label, "", field.blank, ""
        for said in field.said:
            yield field.label, said.text, said.note, said.number


def _shown(said: Said) -> str:
    return said.text or said.note


def _tables(notebook: Notebook) -> Iterator[Row]:
    for found in walk(notebook):
        if isinstance(found, Table):
            for row in found.rows:
                for column, value in zip(found.head[1:], row[1:], strict=True):
                    yield found.caption, row[0], column, value


def _course(notebook: Notebook) -> Iterator[Row]:
    for step in notebook.annex.steps:
        asked = tuple(zip(step.questions, step.options, strict=True)) or (("", ""),)
        for question, options in asked:
            yield step.number, step.title, step.phase, question, options


def _journal(notebook: Notebook) -> Iterator[Row]:
    for line in notebook.annex.journal:
        yield line.when, line.by, line.what


def _numbers(refs: Iterable[Ref]) -> str:
    return " ".join(dict.fromkeys(number for ref in refs for number in ref.numbers))


_ROWS: Final[Mapping[str, Callable[[Notebook], Iterator[Row]]]] = {
    "contributions": _contributions,
    "sentences": _sentences,
    "quotations": _quotations,
    "words": _words,
    "horizons": _horizons,
    "cards": _cards,
    "tables": _tables,
    "course": _course,
    "journal": _journal,
}
