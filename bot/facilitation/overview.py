"""One session at a glance, for whoever follows it on a large screen: the cockpit's facts, step by step.

A view, computed from what is stored. Counts of people only: nothing here says who answered what, nor, before its close,
anything about a vote but how many have voted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.engine import course
from bot.engine.group import Group, SessionStatus
from bot.engine.run import Run, Status
from bot.engine.script import Script, Step
from bot.facilitation import cockpit
from bot.facilitation.memory import Memory
from bot.facilitation.panels import CockpitPanel, PersonLine
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Store

BEHIND: Final = "behind"
NOW: Final = "now"
AHEAD: Final = "ahead"


class StepLine(msgspec.Struct, frozen=True):
    """One step of the workshop. `gate`: the group is gathered before it.

    `answered`, `passed`: people who answered, or passed, at least its first question. `state`: behind | now | ahead.
    """

    id: str
    number: int
    title: str
    phase: str
    minutes: int
    state: str
    answered: int
    passed: int
    gate: bool


class Overview(msgspec.Struct, frozen=True):
    """The cockpit's facts, with everybody; then the steps in their order."""

    panel: CockpitPanel
    steps: tuple[StepLine, ...]
    joined: int
    """People who are or were in the session, those at its door included."""

    @property
    def silent(self) -> int:
        """People who are there and have neither answered nor begun to, where they are."""
        return sum(1 for one in self.panel.people if one.state == "silent")


async def overview(session: str, *, store: Store, memory: Memory, policy: Policy, now: datetime) -> Overview:
    """The session as last committed."""
    record = await memory.session(session)
    script = await memory.script(session)
    group = (await memory.group(session)).group
    runs: list[Run] = []
    lines: list[PersonLine] = []
    for participation in await store.participations_of(session=session):
        at_hand = await memory.run(participation.participant)
        if at_hand is not None:  # pragma: no branch - else forgotten between the two reads
            runs.append(at_hand.run)
            lines.append(cockpit.line(script, at_hand.run, participation.alias))
    open_votes = [step for step in group.ballots if course.is_vote_open(group, step)]
    voted = sum([await store.ballot_count(session, step) for step in open_votes])
    panel = cockpit.bare(record, script, group, policy.link(record.join), now)
    panel = replace(panel, people=tuple(lines), voted=voted)
    return Overview(panel, steps(script, group, runs), len(runs))


def steps(script: Script, group: Group, runs: Sequence[Run]) -> tuple[StepLine, ...]:
    """Every step that people are asked something at in turn, and how many answered it."""
    kept = [run for run in runs if run.status is not Status.DECLINED and not run.withdrawn]
    shown = [step for step in script.steps if step.counted]
    return tuple(_line(script, group, kept, step, number) for number, step in enumerate(shown, 1))


def _line(script: Script, group: Group, runs: Sequence[Run], step: Step, number: int) -> StepLine:
    answered = passed = 0
    for run in runs:
        given = run.answers.get(step.questions[0].key) if step.questions else None
        if given is not None and given.passed:
            passed += 1
        elif given is not None or run.ideas.get(step.id) or run.votes.get(step.id) or step.id in run.voted:
            answered += 1
    stretch, reached = script.stretch_of(step.id), course.group_stretch(script, group)
    if group.status is SessionStatus.CLOSED or stretch < reached:
        state = BEHIND
    else:
        state = NOW if stretch == reached and group.status is SessionStatus.OPEN else AHEAD
    return StepLine(
        step.id, number, step.title, step.phase, step.minutes, state, answered, passed, step.gate is not None
    )
