"""What the group sees of what was said, and which ideas may be voted on: pure, over the records as they are stored.

Not here: where the records come from (`conduct` asks the store, a rehearsal remembers them).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.engine import course
from bot.engine.effects import Standing
from bot.engine.events import ParticipantId, Shared
from bot.engine.group import Group
from bot.engine.order import drawn
from bot.engine.script import Keywords, Script, StepId, Visibility
from bot.facilitation.records import Contribution, Idea

SHARED_A_STEP: Final = 40
"""How many contributions of a step travel to the others' screens, drawn by lot: each person is shown a few of them."""


def shared_steps(script: Script, gate: StepId) -> frozenset[StepId]:
    """The steps behind the gate whose answers the group sees as it goes on; none at the opening (empty gate)."""
    if not gate:
        return frozenset()
    behind = script.stretch(script.stretch_of(gate) - 1)
    return frozenset(step.id for step in behind if step.visibility is Visibility.ANONYMOUS)


def shared_behind(
    script: Script, group: Group, gate: StepId, contributions: Iterable[Contribution]
) -> tuple[Shared, ...]:
    """What the steps behind the gate let the group see: kept, not withheld, not superseded."""
    behind = shared_steps(script, gate)
    by_step: dict[StepId, list[Shared]] = {}
    for one in contributions:
        if one.key not in behind or one.superseded or one.standing is not Standing.KEPT:
            continue
        step = script.step(one.key)
        if isinstance(step.questions[0].accepts, Keywords) and not one.codes:
            continue
        by_step.setdefault(step.id, []).append(Shared(one.key, one.text, one.participant))
    return tuple(
        shared
        for step_id, all_of_it in by_step.items()
        for shared in drawn(all_of_it, lambda one: f"{one.author}{one.text}", group.seed, "shared", step_id)[
            :SHARED_A_STEP
        ]
    )


def pools_ahead(script: Script, group: Group) -> frozenset[str]:
    """The pools that are voted on in the next stretch: elsewhere nobody asks what the group proposed."""
    upcoming = course.group_stretch(script, group) + 1
    return frozenset(step.ballot.pool for step in script.stretch(upcoming) if step.ballot is not None)


def standing_ideas(ideas: Iterable[Idea]) -> list[tuple[str, str, ParticipantId]]:
    """The ideas still standing: (id, text, author)."""
    return [(idea.id, idea.text, idea.participant) for idea in ideas if not idea.withdrawn]
