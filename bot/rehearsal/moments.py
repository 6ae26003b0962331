"""Moments as people write them: « +2h », « +30m », « 20:00 ». Pure.

Not here: moving the clock.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Paris")
"""Where a rehearsal takes place: the hours that are typed and shown are those on its clocks."""
LONGEST: Final = timedelta(days=366)

_SPAN: Final = re.compile(
    r"\+\s*(?:(\d{1,3})\s*d)?\s*(?:(\d{1,4})\s*h)?\s*(?:(\d{1,5})\s*m(?:in)?)?\s*(?:(\d{1,6})\s*s)?"
)
_HOUR: Final = re.compile(r"([01]?\d|2[0-3])[:h]([0-5]\d)")


def moment(text: str, now: datetime) -> datetime | None:
    """The moment meant, after `now`; None if none can be read.

    `+1d2h`, `+2h`, `+30m`, `+45s` count from now; `20:00` is the next time that clocks in `ZONE` show it.
    """
    text = text.strip().casefold()
    span = _SPAN.fullmatch(text)
    if span is not None and any(span.groups()):
        days, hours, minutes, seconds = (int(one or 0) for one in span.groups())
        length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return now + length if timedelta() < length <= LONGEST else None
    hour = _HOUR.fullmatch(text)
    return None if hour is None else _next(time(int(hour[1]), int(hour[2])), now)


def shown(at: datetime) -> str:
    """The date and hour on the clocks of the place: `2026-09-01 11:00`."""
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


def _next(hour: time, now: datetime) -> datetime:
    today = now.astimezone(ZONE)
    # Not a day of 24 hours later, but the same hour on tomorrow's clocks: two nights a year that is not the same.
    at = today.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0, fold=0)
    if at <= today:
        tomorrow = (today + timedelta(days=1)).date()
        at = datetime.combine(tomorrow, hour, ZONE)
    return at.astimezone(now.tzinfo)
