"""What the group sees of what was said as it goes through a gate: pure, over the records as they are stored.

Not here: where the records come from (`conduct` asks the store, a rehearsal remembers them), what later steps show of
them (`gathering`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.engine.effects import Standing
from bot.engine.events import Shared
from bot.engine.group import Group
from bot.engine.order import drawn
from bot.engine.script import Keywords, Script, StepId, StepKind, Visibility
from bot.facilitation.records import Contribution

SHARED_A_STEP: Final = 40
"""How many contributions of a step travel to the others' screens, drawn by lot: each person is shown a few of them."""


def shared_steps(script: Script, gate: StepId) -> frozenset[StepId]:
    """The steps behind the gate whose answers the group sees as it goes on; none at the opening (empty gate).

    What was said in a debate is shown by its own second part.
    """
    if not gate:
        return frozenset()
    behind = script.stretch(script.stretch_of(gate) - 1)
    return frozenset(
        step.id for step in behind if step.visibility is Visibility.ANONYMOUS and step.kind is not StepKind.DEBATE
    )


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
