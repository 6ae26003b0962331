"""What a facilitator is told to look after now: the author's note at the step of most people, a vote that too few end.

Pure. Not here: where anybody is (`cockpit`), what she may ask everybody about a step (`group_probes`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Final

from bot.engine import course
from bot.engine.group import Group, SessionStatus
from bot.engine.script import Script, Step

ENOUGH: Final = Fraction(7, 10)
"""Under that share of people who have finished, a vote deserves more time."""
NEARLY_OVER: Final = timedelta(minutes=1)
NEARLY_OVER_IN_DAYS: Final = timedelta(hours=4)


def step_of_most(script: Script, group: Group, numbers: Iterable[int]) -> Step | None:
    """The step under way at which most people are, the earlier of two with as many; None if no step is under way.

    `numbers`: at which of the counted steps each person is, from 1; 0 for who is at none. Before anybody is at one of
    the steps under way, it is the first of them.
    """
    if group.status is not SessionStatus.OPEN:
        return None
    under_way = [script.step(step.authored) for step in script.stretch(course.group_stretch(script, group))]
    people = Counter(script.counted[number - 1].id for number in numbers if number)
    return max(under_way, key=lambda step: people[step.id], default=None)


def too_few_have_voted(script: Script, group: Group, gate: str, left: timedelta) -> bool:
    """Whether a vote is about to close that under 70 % have finished: what is not cast by then does not count.

    `left`: before the deadline of the gate that closes it.
    """
    votes = any(step.ballot is not None for step in script.stretch(course.group_stretch(script, group)))
    near = left <= (NEARLY_OVER if group.schedule is None else NEARLY_OVER_IN_DAYS)
    people = len(group.awaited)
    return votes and near and people > 0 and Fraction(group.arrived(gate), people) < ENOUGH
