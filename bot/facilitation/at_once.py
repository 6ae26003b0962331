"""Two facilitators who press the same button at the same moment do one thing: the second is told that it is done.

Most gestures are judged in turn in the session's lane, and find nothing left to do. Those of `ONCE` reach one person,
or add something (« +5 minutes »): made twice within a moment, they would be felt twice. Kept in this process only: on
several workers two taps that reach different ones may still both count.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

from bot.facilitation.incoming import Gesture

MOMENT: Final = timedelta(seconds=3)
"""As long as a cockpit may take to show on the other phone what was done on this one."""
REMEMBERED: Final = 1_000

ONCE: Final = frozenset(
    {
        Gesture.EXTEND,
        Gesture.NUDGE_ONE,
        Gesture.PROBE,
        Gesture.PARK,
        Gesture.HIDE,
        Gesture.RELEASE,
        Gesture.LEAVE_WITHHELD,
        Gesture.KEEP_NAMED,
        Gesture.REMOVE_KEEP,
        Gesture.REMOVE_ERASE,
        Gesture.MATCH,
        Gesture.TAKE_UP,
        Gesture.NOTEBOOK,
        Gesture.MEMBER_CHECK,
        Gesture.VALIDATE_VERSION,
        Gesture.ANSWERS_PUBLISH_CONFIRMED,
    }
)


ADDED: Final = frozenset({Gesture.EXTEND})
"""Those of which a double tap of one finger would count twice, too: what they do leaves no state to look at."""


class AtOnce:
    """What was done a moment ago."""

    def __init__(self) -> None:
        self._done: OrderedDict[tuple[str, str, str], tuple[str, int, datetime]] = OrderedDict()

    def is_first(self, session: str, gesture: str, value: str, *, by: str, entry: int, now: datetime) -> bool:
        """Whether no colleague of `by` has just done the same. An `entry` that is tried again is still the first."""
        key = (session, gesture, value)
        person, first, at = self._done.get(key, (by, entry, now))
        if first != entry and now - at < MOMENT and (person != by or gesture in ADDED):
            return False
        self._done[key] = (by, entry, now)
        self._done.move_to_end(key)
        if len(self._done) > REMEMBERED:
            self._done.popitem(last=False)
        return True
