"""What everybody in a rehearsal can know of each other: the room one would see if people sat in it.

Here: facts that people and the facilitator leave for one another (who said what, how far the group is). Not here:
anything of the bot's own state; whatever is known of it was read on a screen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from bot.engine.script import Script, StepId
from bot.rehearsal.crowd import AnswerKey


def step_of(key: str) -> StepId:
    """The step of a key such as `vecu.probe`."""
    return key.partition(".")[0]


@dataclass(slots=True)
class Board:
    """`said` counts the messages sent by key; `answered` holds the keys whose answer is complete."""

    script: Script
    link: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    farthest: int = -1
    """Position of the farthest step anybody has been shown."""
    stretch: int = 0
    stretch_since: datetime | None = None
    said: Counter[AnswerKey] = field(default_factory=Counter)
    answered: set[AnswerKey] = field(default_factory=set)
    parked: set[AnswerKey] = field(default_factory=set)
    probed: dict[str, tuple[str, StepId]] = field(default_factory=dict)
    """Person -> (code, step) of the probe the facilitator has just sent."""
    refuser: str = ""
    """Who is to say no to the merge proposed now."""
    merge_answers: set[str] = field(default_factory=set)
    """Who has answered the merge proposed now."""

    def shown(self, key: str, at: datetime) -> None:
        """Somebody has that question on the screen."""
        step = self.script.step_of(key).id
        self.farthest = max(self.farthest, self.script.position(step))
        stretch = self.script.stretch_of(step)
        if stretch > self.stretch:
            self.stretch = stretch
            self.stretch_since = at
