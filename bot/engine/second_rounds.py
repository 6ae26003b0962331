"""Second rounds: which are held, on what, with whose reservations, and how long first grades are kept for them.

Pure reading of a script and a group. The first round stays as it was counted. Not here: the ballot (`balloting`,
`ballot_cards`), the comparison of two rounds (`voting.second_round`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.engine.ballots import Item
from bot.engine.group import Group, Listed, SessionStatus
from bot.engine.matter import Matter
from bot.engine.script import GradedBallot, Key, Script, Step, StepId
from bot.engine.voting.second_round import Moves, another_round

KEPT_AN_ITEM: Final = 3
"""Reservations kept of an item: one is shown, another to its own author, and a next one if it is withdrawn."""


def rounds_of(script: Script) -> Iterator[tuple[Step, GradedBallot]]:
    """The steps that are a round after another vote."""
    for step in script.steps:
        if isinstance(step.ballot, GradedBallot) and step.ballot.of:
            yield step, step.ballot


def awaited(script: Script, group: Group) -> frozenset[StepId]:
    """The votes of which a further round may still be filled in: what each person gave is needed for it."""
    if group.status is SessionStatus.CLOSED:
        return frozenset()
    return frozenset(form.of for step, form in rounds_of(script) if step.id not in group.results)


def items(script: Script, group: Group, form: GradedBallot) -> tuple[Item, ...]:
    """What a further round votes on: all that the one before did, or nothing if that one showed opinions settled."""
    before = group.results.get(form.of)
    if before is None:
        return ()
    if before.moves:
        found = (Moves(one.code, one.people, one.up, one.down, one.aside) for one in before.moves)
        if not another_round(found, held(script, form.of)):
            return ()
    return before.items


def held(script: Script, vote: StepId) -> int:
    """How many rounds that vote comes after: 0 for a first one."""
    form = script.step(vote).ballot
    return 1 + held(script, form.of) if isinstance(form, GradedBallot) and form.of else 0


def reservation_keys(script: Script, form: GradedBallot) -> tuple[Key, ...]:
    """The questions that asked what bothers people about an item, after any of the rounds before this one."""
    before: list[StepId] = []
    vote = form.of
    while vote:
        before.append(vote)
        earlier = script.step(vote).ballot
        vote = earlier.of if isinstance(earlier, GradedBallot) else ""
    return tuple(question.key for _, question in script.walk() if question.reservation_on in before)


def against(step: StepId) -> str:
    """The name of the list of what was written against the items of that round."""
    return f"against:{step}"


def reservations(script: Script, form: GradedBallot, matter: Matter) -> tuple[Listed, ...]:
    """What was written against each item, the first written first; `side` is the item's code."""
    kept: list[Listed] = []
    for key in reservation_keys(script, form):
        for one in matter.said.get(key, ()):
            if sum(other.side == one.about for other in kept) < KEPT_AN_ITEM:
                kept.append(Listed(one.id, one.text, one.author, one.about))
    return tuple(kept)
