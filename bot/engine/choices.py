"""What a person may choose at a question: the options, in their words, or the numbers of a list the group made.

Pure reading. Not here: how the group makes its lists (`lists`), what choosing does (`participant`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.engine.group import Group, Listed
from bot.engine.order import drawn
from bot.engine.rounds import team_of
from bot.engine.run import Run
from bot.engine.script import (
    Agreement,
    ApprovalBallot,
    Brought,
    Choice,
    FreeText,
    GradedBallot,
    Keep,
    Keywords,
    Option,
    Others,
    Pick,
    PointsBallot,
    Proposals,
    Question,
    RankingBallot,
    Selection,
    Source,
    StatementsBallot,
    Threshold,
)
from bot.engine.texts import render

SHOWN_AT_MOST: Final = 40
"""How many things of a list one person is shown: a few screens of a phone. Of more, some are drawn for each."""

NUMBERS_A_ROW: Final = 5
"""Buttons that bear nothing but a number, side by side."""

Numbered = tuple[int, Listed]


def listed(source: Source, run: Run, group: Group) -> tuple[Numbered, ...]:
    """The list as this person sees it, each thing with its number; the same at every restart."""
    made = group.lists.get(source.name, ())
    if isinstance(source, Others):
        others = [one for one in made if one.author != run.participant]
        mine = drawn(others, lambda one: one.code, group.seed, run.participant, source.name)[: source.each]
        return tuple(enumerate(mine, 1))
    if isinstance(source, Brought):
        team = team_of(group, source.round, run.participant)
        made = tuple(one for one in made if one.side == team)
    numbered = tuple(enumerate(made, 1))
    if len(numbered) <= SHOWN_AT_MOST:
        return numbered
    some = drawn(numbered, lambda one: one[1].code, group.seed, run.participant, source.name)[:SHOWN_AT_MOST]
    return tuple(sorted(some, key=lambda one: one[0]))


def numbers(pick: Pick, run: Run, group: Group) -> tuple[Numbered, ...]:
    """What may be picked: everything but one's own."""
    return tuple(one for one in listed(pick.source, run, group) if one[1].author != run.participant)


def options_of(question: Question, run: Run, group: Group) -> tuple[Option, ...]:
    """The options of a question as this person reads them; of a list, its numbers. Empty for free texts and ballots."""
    match question.accepts:
        case Choice(options=options) | FreeText(options=options):
            return _worded(options, group)
        case Agreement() | Threshold():
            return _worded(question.accepts.options, group)
        case Keep(source=source):
            return tuple(Option(one.code, str(number)) for number, one in listed(source, run, group))
        case Pick(none=none):
            picked = tuple(Option(one.code, str(number)) for number, one in numbers(question.accepts, run, group))
            return (*picked, *(_worded([none], group) if none is not None else ()))
        # The union is exhausted: there is no way past this one.
        case (  # pragma: no branch
            Keywords()
            | Proposals()
            | GradedBallot()
            | StatementsBallot()
            | ApprovalBallot()
            | RankingBallot()
            | PointsBallot()
            | Selection()
        ):
            return ()


def numbers_of_pictures(question: Question) -> dict[str, str]:
    """Code → what the button of a picture bears before its label: its number on the screen (« 3 · »)."""
    pictures = question.accepts.pictures if isinstance(question.accepts, Choice) else ()
    return {picture.code: f"{number} · " for number, picture in enumerate(pictures, 1)}


def typed_number(question: Question, text: str) -> str:
    """The code of the picture whose number, or whole button, was typed; empty if none was."""
    head, dot, _ = text.strip().partition("·")
    numbers = {number.removesuffix(" · "): code for code, number in numbers_of_pictures(question).items()}
    return numbers.get(head.strip() if dot else text.strip().removesuffix("."), "")


def picked(pick: Pick, code: str, group: Group) -> Listed | None:
    """What a code stands for in the list; None for « none of them »."""
    return next((one for one in group.lists.get(pick.source.name, ()) if one.code == code), None)


def _worded(options: Sequence[Option], group: Group) -> tuple[Option, ...]:
    values = group.values
    return tuple(Option(option.code, render(option.label, values)) for option in options)
