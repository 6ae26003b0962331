"""Second rounds: which are held, on what, and how long a person's first grades are kept for them.

Pure reading of a script and a group. The first round stays as it was counted. Not here: the ballot (`balloting`,
`ballot_cards`), the comparison of two rounds (`voting.second_round`).
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.ballots import Item
from bot.engine.group import Group, SessionStatus
from bot.engine.script import GradedBallot, Script, Step, StepId
from bot.engine.voting.second_round import Moves, another_round


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
