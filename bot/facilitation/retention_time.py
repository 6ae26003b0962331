"""How long the answers of a session are kept: what its participants were told, and never longer than the setting says.

Here: reading the promise, the moment it falls due, the timer that looks at it. Not here: the erasing (`retention`).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from bot.engine.letters import unaccented
from bot.facilitation import addressed
from bot.facilitation.addressed import KeptLongEnough
from bot.facilitation.records import SessionRecord
from bot.facilitation.writes import PutTimer, Write

PROMISE: Final = "duree_conservation"
"""The parameter by which a script says it: « … sont effacées au bout de {{ duree_conservation }}. »"""

_NUMBERS: Final = {
    word: number
    for words, number in (
        ("un une a an one", 1),
        ("deux two", 2),
        ("trois three", 3),
        ("quatre four", 4),
        ("cinq five", 5),
        ("six", 6),
        ("sept seven", 7),
        ("huit eight", 8),
        ("neuf nine", 9),
        ("dix ten", 10),
        ("onze eleven", 11),
        ("douze twelve", 12),
        ("quinze fifteen", 15),
        ("dix-huit eighteen", 18),
        ("vingt twenty", 20),
        ("vingt-quatre twenty-four", 24),
        ("trente thirty", 30),
        ("trente-six thirty-six", 36),
    )
    for word in words.split()
}
# A promise is kept by the shortest month and the shortest year.
_DAYS: Final = {
    unit: days
    for units, days in (
        ("jour jours day days", 1),
        ("semaine semaines week weeks", 7),
        ("mois month months", 30),
        ("an ans annee annees year years", 365),
    )
    for unit in units.split()
}
_SPAN: Final = re.compile(r"\b(\d{1,4}|[a-z]+(?:-[a-z]+)?)\s+([a-z]+)\b")


def promised(text: str) -> timedelta | None:
    """The span in these words (« douze mois », "90 days"), the shortest if there are several; None if there is none."""
    spans = [
        timedelta(days=number * _DAYS[unit])
        for count, unit in _SPAN.findall(unaccented(text))
        if unit in _DAYS and (number := int(count) if count.isdecimal() else _NUMBERS.get(count, 0))
    ]
    return min(spans, default=None)


def over(record: SessionRecord, most: timedelta) -> datetime:
    """When the answers of a closed session are to be erased; `most`: what the installation allows."""
    told = promised(str(record.parameters.get(PROMISE, "")))
    return (record.closed_at or record.created_at) + (most if told is None else min(told, most))


def look_at(session: str, due: datetime) -> Write:
    """Look at the session then."""
    payload = addressed.encode(KeptLongEnough(session))
    return PutTimer(addressed.session_lane(session), f"{session}:kept", "look", due, payload)
