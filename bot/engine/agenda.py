"""When, in an asynchronous session, a gate opens or closes and a person is next written to.

Pure reading of a script and of the states; the current moment comes with the event. Not here: the calendar itself
(`timetable`), what happens at those moments (`session`, `participant`). Live sessions have minutes, and none of this.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction
from typing import Final

from bot.engine import course
from bot.engine.course import END, next_gate
from bot.engine.group import Group
from bot.engine.lists import sources_of
from bot.engine.run import Run
from bot.engine.script import Asynchronous, Gate, GradedBallot, HorizonBallot, Script, Step, StepId, TopItems
from bot.engine.timetable import Schedule

DAY: Final = "day"
"""The timer that opens a person's day; also the wait it is set for: it belongs to no question."""
REMINDER: Final = "reminder"
MERGE_TAKES: Final = timedelta(hours=12)
"""How long the authors of a merge have over days; live, see `group`."""
NOON: Final = time(12)
"""When a vote opens, unless its author says otherwise: the evening before and the morning are the facilitators'.

What has opened by then reaches everybody on that day, by the message of the day or its reminder; what opens later does
not, and so does not close with it either.
"""

AFTER_ITS_TIME: Final = Fraction(1, 3)
"""The share of the people that opens a gate whose time came when nobody was there."""


def schedule_of(group: Group) -> Schedule:
    """The calendar of an asynchronous session. Raises ValueError for a live one."""
    if group.schedule is None:
        raise ValueError(f"session {group.id} is live")
    return group.schedule


def settings(script: Script) -> Asynchronous:
    """How the workshop is run over days; the usual way if the script says nothing."""
    return script.asynchronous or Asynchronous()


def hour_of(script: Script, run: Run, group: Group, day: int) -> time:
    """The hour at which somebody is written to on that day: the one they chose, the first of the day until then.

    On a last day that votes and then speaks of the result, as planned or as it came, the first hour for everybody:
    whoever chose the evening would find the vote over.
    """
    hours = settings(script).hours
    length = schedule_of(group).length
    if day == length and (_decides_at_once(script, length) or _has_a_round_to_end(script, group)):
        return hours[0].at
    return next((hour.at for hour in hours if hour.code == run.hour), hours[0].at)


def _decides_at_once(script: Script, length: int) -> bool:
    """Whether the last day of that version holds a vote on horizons and something made of its result."""
    steps = script.on_day(length, length)
    vote = next((place for place, step in enumerate(steps) if isinstance(step.ballot, HorizonBallot)), len(steps))
    return length > 1 and any(_shows_result(step) for step in steps[vote + 1 :])


def _has_a_round_to_end(script: Script, group: Group) -> bool:
    """Whether a further round that opened before the last day ends on it, and something made of its result follows."""
    gate, schedule = next_gate(script, group), schedule_of(group)
    if gate == END or not _ends_round(script, gate) or not settles(script, group, gate):
        return False
    closes = due(script, group, gate)
    return closes is not None and closes > schedule.closes_on(schedule.length - 1)


def opened(script: Script, run: Run, group: Group, now: datetime) -> int:
    """How many days have opened for this person."""
    schedule = schedule_of(group)
    return schedule.opened(hour_of(script, run, group, schedule.day_on(now)), now)


def next_opening(script: Script, run: Run, group: Group, now: datetime) -> datetime:
    """When the next day opens for this person, strictly after now."""
    day = opened(script, run, group, now) + 1
    return schedule_of(group).opens(day, hour_of(script, run, group, day))


# -- gates -------------------------------------------------------------------------------------------------------------


def holds(script: Script, group: Group, gate: StepId) -> bool:
    """Whether a gate holds anybody.

    Within a day nobody waits for the others, unless what follows is made of their words or of their votes. A gate with
    a close or a limit of its own, or that only facilitators open, always holds.
    """
    written = _gate(script, gate)
    if _closes(written, group) is not None or written.at_most_hours is not None or written.quorum is None:
        return True
    return _is_between_days(script, group, gate) or _is_made_of_words(script, gate) or settles(script, group, gate)


def _is_made_of_words(script: Script, gate: StepId) -> bool:
    """Whether what follows shows, or votes on, what people said before the gate.

    The first of a vote that is closed wait for nobody any more, nor does a further round of it; of one that is not
    closed, see `settles`.
    """
    steps = script.stretch(script.stretch_of(gate))
    votes = any(step.ballot is not None and not _is_further_round(step) for step in steps)
    return votes or any(not isinstance(one, TopItems) for step in steps for one in sources_of(step))


def _today(script: Script, group: Group, gate: StepId) -> int:
    """The day on which what lies before the gate is done: as planned, or the one it has come to.

    A further round that opens after noon, when not everybody hears of it any more, has the next day, if there is one.
    """
    schedule, began = schedule_of(group), group.stretch_began
    planned = _last_day(script, group, script.stretch(script.stretch_of(gate) - 1))
    if began is None:
        return planned
    today = max(planned, _day_after(schedule, began))
    late = _ends_round(script, gate) and began > schedule.at(today, NOON) and today < schedule.length
    return today + 1 if late else today


def _is_between_days(script: Script, group: Group, gate: StepId) -> bool:
    """Whether what follows the gate is planned for a later day than the one that what lies before it is done on."""
    return _day(script, group, gate) > _today(script, group, gate)


def settles(script: Script, group: Group, gate: StepId) -> bool:
    """Whether opening the gate ends what lies behind it, at one moment for all.

    So it is where a vote on horizons opens, and where what follows shows the result of a vote that is still open.
    """
    ahead = script.stretch(script.stretch_of(gate))
    voting = any(course.is_vote_open(group, step) for step in group.ballots)
    return opens_vote(script, gate) or (voting and any(_shows_result(step) for step in ahead))


def opens_vote(script: Script, gate: StepId) -> bool:
    """Whether people vote on horizons behind the gate for the first time: what they vote on is settled there."""
    steps = script.stretch(script.stretch_of(gate))
    return any(isinstance(step.ballot, HorizonBallot) and not _is_further_round(step) for step in steps)


def opens_round(script: Script, gate: StepId) -> bool:
    """Whether people vote behind the gate again on what another vote was about."""
    return any(_is_further_round(step) for step in script.stretch(script.stretch_of(gate)))


def _is_further_round(step: Step) -> bool:
    return isinstance(step.ballot, GradedBallot) and bool(step.ballot.of)


def _ends_round(script: Script, gate: StepId) -> bool:
    """Whether a further round is what lies before the gate."""
    return any(_is_further_round(step) for step in script.stretch(script.stretch_of(gate) - 1))


def _shows_result(step: Step) -> bool:
    """Whether the step is made of how people voted."""
    asks = any(question.reservation_on for question in step.questions)
    shows = any(isinstance(one, TopItems) for one in sources_of(step))
    return bool(asks or shows or step.needs or step.fallback or _is_further_round(step))


def quorum(script: Script, group: Group, gate: StepId) -> Fraction | None:
    """The share of the people that opens the gate before its time; None if nobody can.

    A vote is closed early by everybody only, and one on horizons opens at its time: until then facilitators work on
    what it is about.
    """
    written = _gate(script, gate)
    if written.quorum is None or _closes(written, group) is not None or opens_vote(script, gate):
        return None
    return Fraction(1) if settles(script, group, gate) else settings(script).quorum


def due(script: Script, group: Group, gate: StepId) -> datetime | None:
    """When what lies before the gate closes at the latest (`end`: the last day); None if only facilitators say.

    The calendar holds: what is planned for a day closes with it, or when the vote opens that follows it. A gate within
    a day that ends what lies behind it has its share of that day. Once its clock runs, that is what the clock says:
    facilitators may have given more time, or made a pause.
    """
    return group.due(gate) or _planned(script, group, gate)


def _planned(script: Script, group: Group, gate: StepId) -> datetime | None:
    schedule, began = schedule_of(group), group.stretch_began
    if began is None:
        return None
    if gate == END:
        return schedule.closes_on(max(schedule.length, _day_after(schedule, began)))
    written = _gate(script, gate)
    closes = _closes(written, group)
    if closes is not None:
        moment = schedule.at(_day(script, group, gate), closes)
        if moment > began:
            return moment
    elif written.at_most_hours is not None:
        return began + timedelta(hours=written.at_most_hours)
    elif written.quorum is None:
        return None
    if _is_between_days(script, group, gate):
        return _evening_before(script, group, gate, began)
    today = _today(script, group, gate)
    if settles(script, group, gate) and not _keeps_the_day(script, group, gate):
        return _share_of_day(script, group, gate, began)
    return schedule.closes_on(today)


def merge_until(group: Group, now: datetime) -> datetime:
    """Until when the authors of a merge may answer: half a day; where that ends in quiet hours, the noon after."""
    schedule, until = schedule_of(group), now + MERGE_TAKES
    if not schedule.quiet.cover(until):
        return until
    return schedule.at(schedule.day_on(schedule.quiet.end(until)), NOON)


def opens(script: Script, group: Group, gate: StepId) -> datetime | None:
    """When the gate lets through those who have arrived, if not before: its share of a day it shares with others.

    None where it opens at its close, or where only facilitators say.
    """
    began = group.stretch_began
    written = Gate(by_hand=False) if gate == END else _gate(script, gate)
    timed = _closes(written, group) is not None or written.at_most_hours is not None or written.quorum is None
    if began is None or gate == END or timed or _is_between_days(script, group, gate):
        return None
    held = holds(script, group, gate) and not settles(script, group, gate)
    return _share_of_day(script, group, gate, began) if held else None


def last_opening(script: Script, group: Group, now: datetime) -> datetime | None:
    """When the last gate of today is to open; None if no gate of today has an hour."""
    gate, began = next_gate(script, group), group.stretch_began
    if gate == END or began is None or _today(script, group, gate) != schedule_of(group).day_on(now):
        return None
    shares = _shares(script, group, gate)
    return _moment_of(script, group, gate, began, sum(shares)) if shares else None


def votes_later(script: Script, group: Group, now: datetime) -> bool:
    """Whether a vote on horizons is still to open today: the day's message waits for it."""
    gate = next_gate(script, group)
    opening = due(script, group, gate) if gate != END and opens_vote(script, gate) else None
    schedule = schedule_of(group)
    return opening is not None and now <= opening and schedule.day_on(now) == schedule.day_on(opening)


def _evening_before(script: Script, group: Group, gate: StepId, began: datetime) -> datetime:
    """The close of a stretch that has its day to itself; what a vote is about stays open until that opens.

    A stretch that began after noon, when not everybody can hear of it any more, has the next day too if that is free.
    """
    schedule, today, day = schedule_of(group), _today(script, group, gate), _day(script, group, gate)
    if opens_vote(script, gate):
        return schedule.at(day, NOON if day < schedule.length else settings(script).hours[0].at)
    late = began > schedule.at(today, NOON) and today + 1 < day
    return schedule.closes_on(today + 1 if late else today)


def _keeps_the_day(script: Script, group: Group, gate: StepId) -> bool:
    """Whether a vote on horizons is open before the gate, and stays so until the day closes: unless it is the last."""
    return _is_voting(script, gate) and _today(script, group, gate) < schedule_of(group).length


def _is_voting(script: Script, gate: StepId) -> bool:
    return any(isinstance(step.ballot, HorizonBallot) for step in script.stretch(script.stretch_of(gate) - 1))


def _share_of_day(script: Script, group: Group, gate: StepId, began: datetime) -> datetime:
    """When a gate that shares its day with others has its turn: each has as much of the day, a vote twice that."""
    return _moment_of(script, group, gate, began, _shares(script, group, gate)[0])


def _moment_of(script: Script, group: Group, gate: StepId, began: datetime, share: int) -> datetime:
    schedule, today = schedule_of(group), _today(script, group, gate)
    start = max(began, schedule.opens(today, settings(script).hours[0].at))
    end = schedule.closes_on(today)
    parts = sum(_shares(script, group, gate)) + 1
    return start + (end - start) * share / parts


def _shares(script: Script, group: Group, gate: StepId) -> tuple[int, ...]:
    """Of this gate and those behind it that hold people today: how many parts of the day lie before each."""
    shares: list[int] = []
    gates = script.gates()
    for one in gates[gates.index(gate) :]:
        if _day(script, group, one) > _today(script, group, gate) or (
            one != gate and _keeps_the_day(script, group, one)
        ):
            break
        awaits = any(_shows_result(step) for step in script.stretch(script.stretch_of(one)))
        if one == gate or _is_made_of_words(script, one) or (awaits and _is_voting(script, one)):
            shares.append(2 if _is_voting(script, one) else 1)
    return tuple(shares)


def _closes(written: Gate, group: Group) -> time | None:
    return written.closes_at(schedule_of(group).length)


def _gate(script: Script, gate: StepId) -> Gate:
    return script.step(gate).gate or Gate()


def _day_after(schedule: Schedule, began: datetime) -> int:
    """The day that a moment belongs to; the next one once that is closed."""
    day = schedule.day_on(began)
    return day if began < schedule.closes_on(day) or not day else day + 1


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
        at_latest = opens(script, group, step) or due(script, group, step)
        if at_latest is None:
            return None
        moment = max(now, at_latest)
    day = _day(script, group, step)
    return moment if day <= run.day else max(moment, schedule.opens(day, hour_of(script, run, group, day)))


def next_word(script: Script, run: Run, group: Group, step: StepId, now: datetime) -> datetime | None:
    """When somebody who rests before that step will next be written to; None if that depends on facilitators.

    Once a day, at her hour or as soon after it as there is something to go on to.
    """
    schedule = schedule_of(group)
    earliest = opens_at(script, run, group, step, now)
    if earliest is None:
        return None
    today = max(1, schedule.day_on(earliest))
    moment = max(earliest, schedule.opens(today, hour_of(script, run, group, today)))
    if today <= run.greeted or moment >= schedule.closes_on(today):
        return schedule.opens(today + 1, hour_of(script, run, group, today + 1))
    return moment


def reminder(script: Script, group: Group, now: datetime) -> datetime | None:
    """When to remind somebody who was written to at that moment: half-way to the close of what she is asked."""
    schedule = schedule_of(group)
    day = schedule.day_on(now)
    gate = next_gate(script, group)
    closes = due(script, group, gate)
    voting = gate != END and _is_voting(script, gate)
    return schedule.reminder(day, now, closes if voting else None)
