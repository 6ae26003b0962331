"""Check the days of a workshop that may be run asynchronously: that they follow each other, fit, and ask for little.

Not here: how days and hours are written (`timing`), what a gate does with them (`engine.agenda`).
"""

from __future__ import annotations

from typing import Final

from bot.authoring.drafts import Draft, DraftStep
from bot.authoring.findings import Findings
from bot.engine.script import Asynchronous, Script
from bot.saying import quoted, say

MINUTES_A_DAY: Final = 15
STEPS_A_DAY: Final = 4


def check_days(draft: Draft, findings: Findings) -> None:
    """The days of every version that a facilitator may choose."""
    timing = draft.asynchronous
    if timing is None:
        for step in draft.steps:
            gate = step.step.gate
            if gate is not None and (gate.closes is not None or gate.closes_in or gate.at_most_hours is not None):
                findings.add(
                    step.gate_at, "S963", say('The gate before "{id}" closes at an hour of no day.', id=step.step.id)
                )
        return
    if all(step.step.day is None and not step.step.days for step in draft.steps):
        findings.add(
            draft.asynchronous_at, "S212", say("There are {days} days, and no step has a day.", days=timing.days)
        )
    elif _are_within(draft, timing, findings):
        script = Script("", "", "", "", tuple(step.step for step in draft.steps), asynchronous=timing)
        if all(_follow(draft, script, length, findings) for length in timing.lengths):
            _are_light(draft, script, timing.days, findings)


def _are_within(draft: Draft, timing: Asynchronous, findings: Findings) -> bool:
    """Whether each day written is one of its version."""
    fits = True
    for step in draft.steps:
        written = [(timing.days, step.step.day)] if step.step.day is not None else list(step.step.days)
        for length, day in written:
            if length not in timing.lengths:
                lengths = timing.lengths
                findings.add(
                    step.day_at,
                    "S212",
                    say('Step "{id}" has a day for {length} days.', id=step.step.id, length=length),
                    say("Versions here: {lengths}. Add it to `lengths`, or delete it.", lengths=lengths),
                )
                fits = False
            elif day > length:
                findings.add(
                    step.day_at,
                    "S211",
                    say('Step "{id}" is on day {day} of {length}.', id=step.step.id, day=day, length=length),
                )
                fits = False
        gate = step.step.gate
        for length, _ in gate.closes_in if gate is not None else ():
            if length not in timing.lengths:
                lengths = timing.lengths
                finding = say(
                    'The gate before "{id}" closes in a version of {length} days.', id=step.step.id, length=length
                )
                remedy = say("Versions here: {lengths}. Add it to `lengths`, or delete it.", lengths=lengths)
                findings.add(step.gate_at, "S212", finding, remedy)
                fits = False
    return fits


def _follow(draft: Draft, script: Script, length: int, findings: Findings) -> bool:
    """Whether no step comes on an earlier day than the one before it."""
    latest = 1
    for step, day in zip(draft.steps, script.days_in(length), strict=True):
        if day < latest:
            finding = say(
                'In the version of {length} days, step "{id}" is on day {day}, after one on day {latest}.',
                length=length,
                id=step.step.id,
                day=day,
                latest=latest,
            )
            findings.add(step.day_at, "S210", finding)
            return False
        latest = day
    return True


def _are_light(draft: Draft, script: Script, length: int, findings: Findings) -> None:
    days = script.days_in(length)
    for day in sorted(set(days)):
        first: DraftStep = draft.steps[days.index(day)]
        minutes = script.minutes_on(day, length)
        asked = [step for step in script.on_day(day, length) if step.counted and step.minutes]
        if minutes > MINUTES_A_DAY:
            findings.add(
                first.day_at, "S961", say("Day {day} takes about {minutes} minutes.", day=day, minutes=minutes)
            )
        if len(asked) > STEPS_A_DAY:
            titles = tuple(quoted(step.id) for step in asked)
            findings.add(
                first.day_at,
                "S962",
                say("Day {day} asks {count} things: {titles}.", day=day, count=len(asked), titles=titles),
            )
