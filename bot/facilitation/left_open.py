"""When a session that nobody closes may be taken for over: its timer, and how long it has to be silent.

Not here: the look at it, and the close (`closing`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.engine.group import Group
from bot.facilitation import addressed
from bot.facilitation.addressed import LeftOpen
from bot.facilitation.writes import PutTimer, Write

SILENT: Final = timedelta(days=2)
"""How long nothing has been said or done in a session that is taken for over; after its last day, over days.

Longer than from a Saturday evening to the Monday morning, when what waited for the end of the quiet hours goes out.
"""


def owner(session: str) -> str:
    """Whose timer it is."""
    return f"{session}:left-open"


def look_at(session: str, due: datetime) -> Write:
    """Look at the session then."""
    payload = addressed.encode(LeftOpen(session))
    return PutTimer(addressed.session_lane(session), owner(session), "look", due, payload)


def earliest(group: Group, latest: datetime) -> datetime:
    """When the session may be taken for over, if `latest` was the last that happened in it."""
    if group.schedule is None:
        return latest + SILENT
    return max(latest, group.schedule.closes_on(group.schedule.length)) + SILENT
