"""The group's clock, as facilitators move it: pause, more time, a passage announced, a nudge, a question to all.

Pure functions from a group to a group and what is to be done. Every timer of a gate is set here, so that what is known
of it (`Group.timers`) is what was asked of the store. Not here: what happens when a timer fires (`session`), what a
person is shown of it (`participant`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.engine.effects import (
    CancelGateTimers,
    NudgeParticipants,
    ProbeParticipants,
    RestartClocks,
    SessionEffect,
    SetGateTimer,
    TellParticipants,
)
from bot.engine.events import DeadlineExtended, GroupProbed, SessionPaused
from bot.engine.group import DEADLINE, Group, Pause
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.run import Run, Stage, Status
from bot.engine.script import Script, StepId

EARLIEST: Final = "earliest"
LEAVING: Final = "leaving"
WARNING: Final = timedelta(seconds=30)
"""Between the announcement that the group goes on and its going on."""
MOST_ADDED: Final = timedelta(hours=24)

Moved = tuple[Group, tuple[SessionEffect, ...]]


# -- timers of gates ---------------------------------------------------------------------------------------------------


def set_timer(group: Group, gate: StepId, name: str, due: datetime, at: datetime) -> Moved:
    """Set a timer of the gate, or move it. During a pause it is only noted, as if it had been set when that began."""
    if group.paused is not None:
        return _noted(group, gate, name, due - (at - group.paused.since)), ()
    return _noted(group, gate, name, due), (SetGateTimer(gate, name, due),)


def drop_timers(group: Group, gate: StepId) -> Moved:
    """No timer of the gate is needed any more."""
    return _without(group, gate), (CancelGateTimers(gate),)


def fired(group: Group, gate: StepId, name: str) -> Group:
    """That timer has come due."""
    left = {other: due for other, due in group.timers.get(gate, {}).items() if other != name}
    return replace(group, timers={**group.timers, gate: left}) if left else _without(group, gate)


def _noted(group: Group, gate: StepId, name: str, due: datetime) -> Group:
    return replace(group, timers={**group.timers, gate: {**group.timers.get(gate, {}), name: due}})


def _without(group: Group, gate: StepId) -> Group:
    return replace(group, timers={one: named for one, named in group.timers.items() if one != gate})


# -- a pause -----------------------------------------------------------------------------------------------------------


def pause(group: Group, event: SessionPaused, at: datetime) -> Moved:
    """Freeze every deadline. People may go on answering; the group goes nowhere."""
    if group.paused is not None:
        return group, ()
    until = _hour(at + timedelta(minutes=event.minutes), event.zone) if event.minutes else ""
    notice = say(Phrase.PAUSED, hour=until) if until else say(Phrase.PAUSED_OPEN)
    group = replace(group, paused=Pause(at, until), epoch=group.epoch + 1)
    cancelled = tuple(CancelGateTimers(gate) for gate in group.timers)
    return group, (*cancelled, TellParticipants(group.active, notice))


def resume(group: Group, at: datetime) -> Moved:
    """Every deadline has what was left of it when the pause began."""
    if group.paused is None:
        return group, ()
    held = at - group.paused.since
    timers = {gate: {name: due + held for name, due in named.items()} for gate, named in group.timers.items()}
    group = replace(group, paused=None, timers=timers, epoch=group.epoch + 1)
    set_again = tuple(SetGateTimer(gate, name, due) for gate, named in timers.items() for name, due in named.items())
    return group, (*set_again, RestartClocks(held.total_seconds()))


# -- more time ---------------------------------------------------------------------------------------------------------


def extend(group: Group, gate: StepId, event: DeadlineExtended, at: datetime) -> Moved:
    """Put off the deadline of the gate, and tell everybody the new one. A passage announced is called off."""
    due = group.due(gate)
    added = timedelta(minutes=event.minutes)
    if due is None or not timedelta() < added <= MOST_ADDED:
        return group, ()
    effects: list[SessionEffect] = []
    if LEAVING in group.timers[gate]:
        group, called_off = _stay(group, gate)
        effects += called_off
    # What is held by a pause is noted as it stood when that began.
    later = due + added
    group = _noted(group, gate, DEADLINE, later)
    if group.paused is None:
        effects.append(SetGateTimer(gate, DEADLINE, later))
    shown = later if group.paused is None else later + (at - group.paused.since)
    return group, (*effects, TellParticipants(group.active, _extended(added, shown, event.zone)))


def _extended(added: timedelta, due: datetime, zone: str) -> Notice:
    minutes = int(added.total_seconds()) // 60
    hour = _hour(due, zone)
    if minutes < 60:
        return say(Phrase.EXTENDED, minutes=minutes, hour=hour)
    date = due.astimezone(ZoneInfo(zone)).date().isoformat()
    return say(Phrase.EXTENDED_HOURS, hours=minutes // 60, date=date, hour=hour)


def _hour(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"


# -- a passage announced -----------------------------------------------------------------------------------------------


def announce(group: Group, gate: StepId, at: datetime) -> Moved:
    """Warn those who have not arrived that the group goes on in a moment."""
    group, effects = set_timer(group, gate, LEAVING, at + WARNING, at)
    notice = say(Phrase.GOING_ON_SOON, seconds=int(WARNING.total_seconds()))
    return group, (*effects, TellParticipants(absent(group, gate), notice))


def call_off(group: Group, gate: StepId) -> Moved:
    """The group stays a while longer."""
    if LEAVING not in group.timers.get(gate, {}):
        return group, ()
    group, effects = _stay(group, gate)
    return group, (*effects, TellParticipants(absent(group, gate), say(Phrase.GOING_ON_LATER)))


def absent(group: Group, gate: StepId) -> tuple[str, ...]:
    """Who is awaited and has not arrived at the gate."""
    return tuple(who for who in group.awaited if gate not in group.people[who].arrived)


def _stay(group: Group, gate: StepId) -> Moved:
    group = fired(group, gate, LEAVING)
    left = group.timers.get(gate, {})
    return group, (CancelGateTimers(gate), *(SetGateTimer(gate, name, due) for name, due in left.items()))


# -- asking everybody one thing more -----------------------------------------------------------------------------------


def probe(group: Group, event: GroupProbed) -> Moved:
    """Ask everybody who is there a follow-up of a step: once."""
    name = probe_name(event.step, event.code)
    if name in group.probed:
        return group, ()
    asked = ProbeParticipants(group.active, event.step, event.code)
    return replace(group, probed=(*group.probed, name)), (asked,)


def probe_name(step: StepId, code: str) -> str:
    """How the group remembers that it was asked."""
    return f"{step}:{code}"


# -- nudging -----------------------------------------------------------------------------------------------------------


def silent_at(script: Script, run: Run) -> StepId:
    """The step at which this person is asked something and has said nothing yet; empty if she has, or is gone.

    Nobody reminds a person whose answers the facilitators enter: it is theirs to do.
    """
    quiet = run.status is Status.ACTIVE and run.wait.stage in (Stage.ASKED, Stage.VOTING) and not run.relayed
    return script.step_of(run.wait.key).id if quiet else ""


def nudge(group: Group, gate: StepId, steps: Iterable[StepId], at: datetime) -> Moved:
    """Remind those who have said nothing at these steps: once a step."""
    fresh = tuple(step for step in dict.fromkeys(steps) if step not in group.nudged)
    if not fresh:
        return group, ()
    due = group.due(gate)
    minutes = 0 if due is None or group.schedule is not None else max(1, int((due - at).total_seconds()) // 60)
    group = replace(group, nudged=(*group.nudged, *fresh))
    return group, (NudgeParticipants(group.active, fresh, minutes),)
