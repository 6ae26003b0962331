"""Rehearsals under way in browsers: in this process's memory only, each its owner's, gone when nobody comes back.

Not here: what a rehearsal is (`facilitation.scripting`), its page (`views.rehearsal`).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.facilitation.ports import Clock, Entropy
from bot.facilitation.scripting import Rehearsal

IDLE: Final = timedelta(hours=2)
MOST: Final = 30
"""Of everybody together."""
MOST_EACH: Final = 3


@dataclass
class Kept:
    """One of them. `lock`: gestures are played one at a time, off the loop."""

    key: str
    person: str
    workshop: str
    rehearsal: Rehearsal
    used: datetime
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Rehearsals:
    """Those that somebody may come back to."""

    def __init__(self, clock: Clock, entropy: Entropy) -> None:
        self._clock = clock
        self._entropy = entropy
        self._kept: dict[str, Kept] = {}

    def add(self, person: str, workshop: str, rehearsal: Rehearsal) -> str:
        """Keep one; the oldest go where there are too many. Its key."""
        self._forget_idle()
        mine = [one for one in self._kept.values() if one.person == person]
        for gone in self._oldest(mine, MOST_EACH - 1):
            del self._kept[gone.key]
        for gone in self._oldest(list(self._kept.values()), MOST - 1):
            del self._kept[gone.key]
        key = self._entropy.token(16)
        self._kept[key] = Kept(key, person, workshop, rehearsal, self._clock.now())
        return key

    def of(self, person: str, key: str) -> Kept | None:
        """One that is that person's; None if it is not, or not any more."""
        self._forget_idle()
        found = self._kept.get(key)
        if found is None or found.person != person:
            return None
        found.used = self._clock.now()
        return found

    @staticmethod
    def _oldest(those: list[Kept], left: int) -> list[Kept]:
        """Those to drop so that so many are left."""
        return sorted(those, key=lambda one: one.used)[: max(0, len(those) - left)]

    def _forget_idle(self) -> None:
        now = self._clock.now()
        self._kept = {key: one for key, one in self._kept.items() if now - one.used < IDLE}
