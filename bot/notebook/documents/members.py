"""The notebook in short, for those who took part: what was said and chosen, what comes next, how to correct it."""

from __future__ import annotations

from bot.notebook.context import Vote
from bot.notebook.documents.paper import Paper
from bot.notebook.flow import Booklet
from bot.notebook.flow.bricks import Pieces
from bot.notebook.flow.pieces import Line, Lines, Plain


def fed(paper: Paper) -> bool:
    """Always: somebody took part, or is told that nobody did."""
    return bool(paper.notebook.title)


def members(paper: Paper) -> Booklet:
    """A few small pages."""
    t = paper.t
    return paper.finished(t("participants.name"), t("participants.title"), _pages(paper), annexed=False)


def _pages(paper: Paper) -> Pieces:
    b, t, essential = paper.bricks, paper.t, paper.notebook.essential
    yield Plain(t("participants.thanks"))
    yield b.part("ui.participation")
    yield from b.says(essential.participation)
    votes = paper.notebook.horizons.votes if paper.notebook.horizons is not None else ()
    for one in votes:
        yield from _vote(paper, one)
    if essential.debates:
        yield b.part("ui.debate")
        yield from b.says(essential.debates)
    yield b.part("ui.shared")
    yield from b.says(essential.shared)
    if essential.closing:
        yield b.part("ui.closing")
        yield from b.quotes(essential.closing)
    if essential.leads_note is not None:
        yield b.part("ui.leads")
        if essential.leads:
            yield Lines(tuple(Line(one.text, one.rank, one.code, strong=one.points) for one in essential.leads))
        yield b.say(essential.leads_note, "note")
    yield b.part("section.15")
    yield from b.facts(paper.notebook.suites.facts)
    yield b.part("participants.yours")
    yield Lines(tuple(Line(t(f"participants.{what}")) for what in ("words", "correct", "answers")))
    yield Plain(t("alerte.references"), "note")


def _vote(paper: Paper, vote: Vote) -> Pieces:
    """What was chosen, best first, as the notebook tells it."""
    b = paper.bricks
    yield b.part("participants.vote")
    yield Plain(vote.question, "asked")
    if vote.horizons:
        yield Lines(
            tuple(Line(one.text, one.rank, one.code, strong=one.grade if one.ranked else "") for one in vote.horizons)
        )
    yield from b.says(vote.summary)
