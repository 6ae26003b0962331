"""When the agency's answers to the leads are due: the timer that asks for them. Not here: the asking (`answering`)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from bot.engine.timetable import SUNDAY
from bot.facilitation import addressed
from bot.facilitation.addressed import AnswersDue
from bot.facilitation.policy import Policy
from bot.facilitation.writes import PutTimer, Write

AGAIN: Final = timedelta(days=14)
"""After the first reminder, the last one."""
_MORNING: Final = time(9)


def owner(session: str) -> str:
    """Whose timer it is."""
    return f"{session}:answers"


def due_at(closed_at: datetime, policy: Policy) -> datetime:
    """When they are due for a session closed then: in the morning of a working day."""
    return _morning(closed_at + policy.answers_after, policy)


def _morning(at: datetime, policy: Policy) -> datetime:
    day = at.astimezone(policy.timezone).date()
    if day.isoweekday() == SUNDAY:
        day += timedelta(days=1)
    return datetime.combine(day, _MORNING, policy.timezone)


def look_at(session: str, due: datetime, policy: Policy, *, again: bool = False) -> Write:
    """Ask for them then; `again`: for the last time, some days after."""
    if again:
        due = _morning(due + AGAIN, policy)
    payload = addressed.encode(AnswersDue(session, last=again))
    return PutTimer(addressed.session_lane(session), owner(session), "look", due, payload)
