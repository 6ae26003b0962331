"""From live to over days and back, in mid-session: whether it may be done, and on which calendar.

Pure functions. Nothing that was said, voted or opened moves; the step under way keeps its gate, which gets the deadline
of the other clock. Not here: setting that clock (`session`), what each person is shown of it (`participant`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.engine import course
from bot.engine.events import ModeChosen
from bot.engine.group import Group, SessionStatus
from bot.engine.script import Script
from bot.engine.timetable import SUNDAY, QuietHours, Schedule


def lengths(script: Script, group: Group) -> tuple[int, ...]:
    """Over how many days the rest of a live session may go on, as the workshop offers; none of one over days."""
    timing = script.asynchronous
    return timing.lengths if timing is not None and group.schedule is None and _rests(group) else ()


def may_go_live(script: Script, group: Group) -> bool:
    """Whether a session over days may go on live now.

    Not while some still fill in a vote that others have left behind: live, a vote ends for all at one moment.
    """
    behind = course.group_stretch(script, group)
    open_behind = (script.stretch_of(step) < behind and course.is_vote_open(group, step) for step in group.ballots)
    return group.schedule is not None and _rests(group) and not any(open_behind)


def is_possible(script: Script, group: Group, event: ModeChosen) -> bool:
    """Whether the session may be run that way from now on; not if it is already: two taps are one."""
    return event.days in lengths(script, group) if event.days else may_go_live(script, group)


def begun(script: Script, group: Group) -> int:
    """The day, in the version of that length, of the first step under way: that of the session's calendar."""
    length = group.schedule.length if group.schedule is not None else 1
    return _first_day(script, group, length)


def calendar(script: Script, group: Group, days: int, quiet: QuietHours, at: datetime) -> Schedule:
    """The days of the session: today is that of the step under way, or the next day if today is over.

    So what is still to come has the days that it would have had, and no more.
    """
    timing = script.asynchronous
    first = at.astimezone(ZoneInfo(quiet.zone)).date()
    whole = Schedule(days, first, quiet) if timing is None else Schedule(days, first, quiet, timing.closes)
    if first.isoweekday() != SUNDAY and at >= whole.closes_on(1):
        first += timedelta(days=1)
    if first.isoweekday() == SUNDAY:
        first += timedelta(days=1)
    for _ in range(_first_day(script, group, days) - 1):
        first -= timedelta(days=1 if first.isoweekday() > 1 else 2)
    return replace(whole, first=first)


def _rests(group: Group) -> bool:
    """Whether the session is open and nothing is on its way: no pause, no vote to count, no gate about to open."""
    under_way = group.paused is not None or group.closing or group.pending_gate
    return group.status is SessionStatus.OPEN and not under_way


def _first_day(script: Script, group: Group, length: int) -> int:
    steps = script.stretch(course.group_stretch(script, group))
    return min((script.day_of(step.id, length) for step in steps), default=1)
