"""The table of needs and resources: each card a line, what answers what, and what nothing answers.

From the need and resource cards of a workshop, with the field names of `workshops/metropole_possibles.yaml`: `type`,
`public`, `foyers`, `source`, `secteur`, `delai`; `combien`, `jusqua`. A column whose field is not asked is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.notebook.blocks import Ref, Table
from bot.notebook.context import RecordCard
from bot.notebook.documents.paper import Paper
from bot.notebook.flow import Booklet
from bot.notebook.flow.bricks import Pieces
from bot.notebook.flow.pieces import Facts, Grid, Heading, Line, Plain

NEED, RESOURCE = "need", "resource"
_NEEDS: Final = ("type", "public", "foyers", "secteur", "delai")
_BESIDE: Final = 3
"""Columns of a table of needs beside resources: a label, and both."""
_RESOURCES: Final = ("combien", "secteur", "jusqua")


def fed(paper: Paper) -> bool:
    """Whether the workshop asks for needs and for resources."""
    return bool(paper.records(NEED)) and bool(paper.records(RESOURCE))


def balance(paper: Paper) -> Booklet:
    """The whole table."""
    t = paper.t
    parts = (
        (t("tableau.needs"), _listed(paper, NEED, _NEEDS)),
        (t("tableau.resources"), _listed(paper, RESOURCE, _RESOURCES)),
        (t("tableau.matched"), _matched(paper)),
    )
    return paper.finished(t("tableau.name"), t("section.1"), _essential(paper), parts)


def unanswered(paper: Paper) -> list[tuple[Table, list[str]]]:
    """The tables of needs beside resources, each with what is needed and nobody offers."""
    return [
        (table, [row[0] for row in table.rows if row[1] != "0" and row[2] == "0"])
        for group in paper.records(NEED)
        for table in group.tables
        if len(table.head) == _BESIDE
    ]


def _essential(paper: Paper) -> Pieces:
    b = paper.bricks
    yield b.part("tableau.needs")
    yield from b.says(said for group in paper.records(NEED) for said in group.summary)
    yield b.part("tableau.resources")
    yield from b.says(said for group in paper.records(RESOURCE) for said in group.summary)
    yield b.part("tableau.alone")
    said = []
    for table, alone in unanswered(paper):
        about = table.caption.partition(". ")[2]
        key = "tableau.alone.some" if alone else "tableau.alone.none"
        said.append(paper.say(key, paper.at(table), labels=paper.t.listed(alone), about=about))
    yield from b.says(said)
    for table, _ in unanswered(paper):
        yield from b.table(table)


def _listed(paper: Paper, kind: str, keys: Sequence[str]) -> Pieces:
    """A line a card that may be printed. What was not said is « à préciser »."""
    t = paper.t
    cards = paper.cards(kind)
    asked = [key for key in keys if any(paper.field(card, key) is not None for card in cards)]
    if not cards:
        yield Plain(t("tableau.none"), "absence")
        return
    head = (t(f"tableau.head.{kind}"), *(t(f"tableau.head.{key}") for key in asked))
    rows = tuple((_titled(card), *(_cell(paper, card, key) for key in asked)) for card in cards)
    yield Grid(
        f"t-{kind}", t(f"tableau.caption.{kind}"), head, rows, t("tableau.note"), (False,) * len(head), prose=True
    )
    refs = tuple(ref for card in cards for ref in card.sources)
    yield paper.bricks.say(paper.say("tableau.from", refs, len(cards)), "note")


def _titled(card: RecordCard) -> str:
    number = f"{card.title.number} · " if card.title.number else ""
    return f"{number}{card.title.text or card.title.note}"


def _cell(paper: Paper, card: RecordCard, key: str) -> str:
    told = paper.told(card, key) or paper.t("to_specify")
    if key != "foyers" or (found := paper.field(card, key)) is None:
        return told
    source = paper.told(card, "source")
    flags = [flag for one in found.said for flag in one.flags]
    return " · ".join(part for part in (told, source, *dict.fromkeys(flags)) if part)


def _matched(paper: Paper) -> Pieces:
    """Introductions as counts: who was put in touch with whom is theirs. Then the week, as the team tells it."""
    b, found = paper.bricks, paper.notebook.commitments
    if found is not None and found.introductions:
        yield from b.says(found.introductions)
    else:
        yield Plain(paper.t("tableau.matched.none"), "absence")
    for note in paper.notebook.actions.team if paper.notebook.actions is not None else ():
        if note.kind != "alert":
            yield Heading(2, note.title)
            yield Plain(note.note, "note")
            if note.facts:
                yield Facts(note.facts)


def figures(paper: Paper) -> list[Line]:
    """Needs that give a number of households, each number with its source. One whose source nobody gave is not told."""
    found = []
    for card in paper.cards(NEED):
        number, source = paper.field(card, "foyers"), paper.field(card, "source")
        if number is not None and source is not None and number.said and source.said:
            refs = tuple(Ref(one.number, one.anchor, (one.number,)) for one in number.said if one.number)
            told = f"{paper.told(card, 'foyers')} ({paper.told(card, 'source')})"
            found.append(Line(card.title.text or card.title.note, told, refs=refs or card.sources[:1]))
    return found
