"""When, in an asynchronous session, a gate opens or closes and a person is next written to.

Pure reading of a script and of the states; the current moment comes with the event. Not here: the calendar itself
(`timetable`), what happens at those moments (`session`, `participant`). Live sessions have minutes, and none of this.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction
from typing import Final

from bot.engine import course
from bot.engine.course import END
from bot.engine.group import Group
from bot.engine.lists import sources_of
from bot.engine.run import Run
from bot.engine.script import Asynchronous, Gate, HorizonBallot, Script, Step, StepId, TopItems
from bot.engine.timetable import Schedule

DAY: Final = "day"
"""The timer that opens a person's day; also the wait it is set for: it belongs to no question."""
REMINDER: Final = "reminder"
NOON: Final = time(12)
"""When a vote opens, unless its author says otherwise: the evening before and the morning are the facilitators'.

What has opened by then reaches everybody on that day, by the message of the day or its reminder; what opens later does
not, and so does not close with it either.
"""


def schedule_of(group: Group) -> Schedule:
    """The calendar of an asynchronous session. Raises ValueError for a live one."""
    if group.schedule is None:
        raise ValueError(f"session {group.id} is live")
    return group.schedule


def settings(script: Script) -> Asynchronous:
    """How the workshop is run over days; the usual way if the script says nothing."""
    return script.asynchronous or Asynchronous()


def hour_of(script: Script, run: Run) -> time:
    """The hour that a person chose; the first of the day until then."""
    hours = settings(script).hours
    return next((hour.at for hour in hours if hour.code == run.hour), hours[0].at)


# -- gates -------------------------------------------------------------------------------------------------------------


def holds(script: Script, group: Group, gate: StepId) -> bool:
    """Whether a gate holds anybody.

    Within a day nobody waits for the others, unless what follows is made of their words or of their votes. A gate with
    a close or a limit of its own, or that only facilitators open, always holds.
    """
    written = _gate(script, gate)
    if written.closes is not None or written.at_most_hours is not None or written.quorum is None:
        return True
    number = script.stretch_of(gate)
    ahead = script.stretch(number)
    if _day(script, group, gate) != _last_day(script, group, script.stretch(number - 1)):
        return True
    made = any(step.ballot is not None or any(True for _ in sources_of(step)) for step in ahead)
    return made or settles(script, group, gate)


def settles(script: Script, group: Group, gate: StepId) -> bool:
    """Whether opening the gate ends what lies behind it, at one moment for all.

    So it is where a vote on horizons opens, and where what follows shows the result of a vote that is still open.
    """
    ahead = script.stretch(script.stretch_of(gate))
    voting = any(course.is_vote_open(group, step) for step in group.ballots)
    return opens_vote(script, gate) or (voting and any(_shows_result(step) for step in ahead))


def opens_vote(script: Script, gate: StepId) -> bool:
    """Whether people vote on horizons behind the gate."""
    return any(isinstance(step.ballot, HorizonBallot) for step in script.stretch(script.stretch_of(gate)))


def _shows_result(step: Step) -> bool:
    """Whether the step is made of how people voted."""
    asks = any(question.reservation_on for question in step.questions)
    return bool(asks or step.needs or step.fallback or any(isinstance(one, TopItems) for one in sources_of(step)))


def quorum(script: Script, group: Group, gate: StepId) -> Fraction | None:
    """The share of the people that opens the gate before its time; None if nobody can.

    A vote is closed early by everybody only, and one on horizons opens at its time: until then facilitators work on
    what it is about.
    """
    written = _gate(script, gate)
    if written.quorum is None or written.closes is not None or opens_vote(script, gate):
        return None
    return Fraction(1) if settles(script, group, gate) else settings(script).quorum


def due(script: Script, group: Group, gate: StepId) -> datetime | None:
    """When what lies before the gate closes at the latest (`end`: the last day); None if only facilitators say.

    Once its clock runs, that is what the clock says: facilitators may have given more time, or made a pause.
    """
    return group.due(gate) or _planned(script, group, gate)


def _planned(script: Script, group: Group, gate: StepId) -> datetime | None:
    schedule, began = schedule_of(group), group.stretch_began
    if began is None:
        return None
    if gate == END:
        return _close(schedule, schedule.length, began)
    written = _gate(script, gate)
    if written.closes is not None:
        moment = schedule.at(_day(script, group, gate), written.closes)
        if moment > began:
            return moment
    elif written.at_most_hours is not None:
        return began + timedelta(hours=written.at_most_hours)
    elif written.quorum is None:
        return None
    last, day = _last_day(script, group, script.stretch(script.stretch_of(gate) - 1)), _day(script, group, gate)
    if opens_vote(script, gate) and day > last:
        # What comes after the vote has to fit into the last day.
        vote = schedule.at(day, NOON if day < schedule.length else settings(script).hours[0].at)
        if vote > began:
            return vote
    return _close(schedule, last, began)


def _close(schedule: Schedule, day: int, began: datetime) -> datetime:
    """The close of the day; of the next one if the stretch began too late for everybody to hear of it on that day."""
    day = max(day, schedule.day_on(began))
    return schedule.closes_on(day if began <= schedule.at(day, NOON) else day + 1)


def _gate(script: Script, gate: StepId) -> Gate:
    return script.step(gate).gate or Gate()


def _day(script: Script, group: Group, step: StepId) -> int:
    return script.day_of(step, schedule_of(group).length)


def _last_day(script: Script, group: Group, steps: tuple[Step, ...]) -> int:
    return max((_day(script, group, step.id) for step in steps), default=1)


# -- people ------------------------------------------------------------------------------------------------------------


def opens_at(script: Script, run: Run, group: Group, step: StepId, now: datetime) -> datetime | None:
    """When somebody who rests before that step may go on by herself; None if that depends on facilitators."""
    schedule = schedule_of(group)
    moment = now
    if script.step(step).gate is not None and step not in group.opened_gates:
        closes = due(script, group, step)
        if closes is None:
            return None
        moment = max(now, closes)
    day = _day(script, group, step)
    return moment if day <= run.day else max(moment, schedule.opens(day, hour_of(script, run)))


def next_word(script: Script, run: Run, group: Group, step: StepId, now: datetime) -> datetime | None:
    """When somebody who rests before that step will next be written to; None if that depends on facilitators.

    Once a day, at her hour or as soon after it as there is something to go on to.
    """
    schedule, hour = schedule_of(group), hour_of(script, run)
    earliest = opens_at(script, run, group, step, now)
    if earliest is None:
        return None
    today = max(1, schedule.day_on(earliest))
    moment = max(earliest, schedule.opens(today, hour))
    if today <= run.greeted or moment >= schedule.closes_on(today):
        return schedule.opens(today + 1, hour)
    return moment
