"""The alert note: one page for those who decide, in the team's words, with what the cards say under them.

It is made once the team has filled in its alert card; a field it left empty is « à préciser ». A declared figure comes
with its source, or not at all.
"""

from __future__ import annotations

from typing import Final

from bot.notebook.context import TeamNote
from bot.notebook.documents.balance import NEED, figures, unanswered
from bot.notebook.documents.paper import Paper
from bot.notebook.flow import Booklet
from bot.notebook.flow.bricks import Pieces
from bot.notebook.flow.pieces import Lines, Plain

_URGENT: Final = ("aujourdhui", "semaine")
_FIGURES: Final = 4
"""Figures told on the page: the rest is in the table of needs."""


def notes(paper: Paper) -> list[TeamNote]:
    """The alert cards that the team has filled in."""
    actions = paper.notebook.actions
    return [note for note in (actions.team if actions is not None else ()) if note.kind == "alert" and note.facts]


def fed(paper: Paper) -> bool:
    """Whether the team has written an alert."""
    return bool(notes(paper))


def alert(paper: Paper) -> Booklet:
    """The page."""
    return paper.finished(paper.t("alerte.name"), paper.t("alerte.name"), _page(paper), annexed=False)


def _page(paper: Paper) -> Pieces:
    for note in notes(paper):
        yield from paper.bricks.facts(note.facts)
        yield Plain(note.note, "note")
    yield from _told(paper)
    yield Plain(paper.t("alerte.references"), "note")


def _told(paper: Paper) -> Pieces:
    """What the cards say, in numbers and with their references."""
    b, t = paper.bricks, paper.t
    groups = paper.records(NEED)
    if not groups:
        return
    yield b.part("alerte.cards")
    said = [sentence for group in groups for sentence in group.summary]
    for code in _URGENT:
        cards = [card for card in paper.cards(NEED) if code in paper.chosen(card, "delai")]
        if cards:
            said.append(paper.say(f"alerte.{code}", paper.resting_on(cards), len(cards)))
    for table, alone in unanswered(paper)[:1]:
        if alone:
            about = table.caption.partition(". ")[2]
            said.append(paper.say("tableau.alone.some", paper.at(table), labels=t.listed(alone), about=about))
    yield from b.says(said)
    found = figures(paper)
    if found:
        yield b.part("alerte.figures")
        yield Plain(t("alerte.figures.note"), "note")
        yield Lines(tuple(found[:_FIGURES]))
